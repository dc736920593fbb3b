import csv

from voiceguide.breath import parse_pace
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.speech.prefetch import everything, predicted
from voiceguide.speech.voices.recorded import recording_name, recording_sheet
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Utterance
from voiceguide.timeline.options import Options


def test_each_recording_is_one_line_with_its_file_its_language_and_its_words() -> None:
    same = Utterance("Bend to 90°.", "en", 1.15)
    sheet = recording_sheet([Utterance("Inhale."), Utterance("Bend to 90°."), same, Utterance("***")])
    rows = list(csv.reader(sheet.splitlines()))
    assert rows[0] == ["file", "language", "text"]
    assert [row[1:] for row in rows[1:]] == [["en", "Inhale."], ["en", "Bend to ninety degrees."]]
    assert rows[2][0] == f"{recording_name(same)}.wav"


def test_the_sheet_has_all_that_is_said_whatever_the_speed_of_the_speaker_and_the_variation() -> None:
    session = load(find_script("seated-thoracic-extension"))
    listed = {recording_name(utterance) for utterance in everything(session)}
    [name] = {variation.name for item in session.items for variation in item.exercise.variations}
    for options in (Options(), Options(variations=(name,)), Options(pace=parse_pace("5-7")), Options(reps="low")):
        for slower in (0.7, 1, 1.4):

            def measure(utterance: Utterance, slower: float = slower) -> int:
                return round(measure_by_words(utterance) * slower)

            timeline = compile_session(session, options, measure)
            said = {recording_name(cue.utterance) for chapter in timeline.chapters for cue in chapter.cues}
            assert len(said - listed) <= len(said) // 50


def test_what_is_expected_is_what_compiling_asks_for() -> None:
    session = load(find_script("desk-break"))
    asked: list[Utterance] = []

    def measure(utterance: Utterance) -> int:
        asked.append(utterance)
        return measure_by_words(utterance)

    compile_session(session, Options(), measure)
    assert tuple(predicted(session, Options())) == tuple(dict.fromkeys(asked))
