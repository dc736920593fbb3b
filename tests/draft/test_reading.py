"""Files of every kind, kind and unkind."""

import io
import os
import time
import zipfile

import docx
import pytest

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import MOST_BYTES, read_article
from voiceguide.draft.write import ScriptFile, scripts_of
from voiceguide.errors import DraftError
from voiceguide.problems import Problem
from voiceguide.script.parse import parse

ARTICLE = (
    "Side bend\n\nSit tall. Inhale and lift your left arm. Exhale and bend to the right. Repeat 5 times on each side.\n"
)
WITHIN_S = 60
"""Far more than the five seconds that are wanted: what this finds is time that grows without bound."""


def pdf(*pages: list[str]) -> bytes:
    """A PDF file with these lines on its pages, written by hand."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def scripts(data: bytes, name: str = "file") -> list[ScriptFile]:
    return scripts_of(draft_article(read_article(data, name), name))


def titles(data: bytes) -> list[str]:
    return [script.title for script in scripts(data)[1:]]


def test_a_pdf_is_read_without_what_stands_on_every_page():
    head = "Millbrook Clinic, exercises for the back"
    first = [head, "", "Knee hug", "Lie on your back.", "Bring both knees to your chest and hold for 20 seconds."]
    second = [head, "", "Arm reach", "Stand tall. Inhale and lift your arms.", "Exhale and lower them. Repeat 5 times."]
    told = scripts(pdf(first, second), "leaflet")
    assert [script.title for script in told[1:]] == ["Knee hug", "Arm reach"]
    assert not any("Millbrook" in script.text for script in told[1:])


def test_a_pdf_of_pictures_alone_says_so():
    with pytest.raises(DraftError, match="pictures of pages and no text"):
        read_article(pdf([""]), "scan.pdf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding: str):
    text = (
        ARTICLE.replace("Side bend", "Café stretch")
        + "Let your breath be naïve – and easy, très simple, à l’aise.\n" * 3
    )
    assert titles(text.encode(encoding)) == ["Café stretch"]


def test_windows_line_ends_change_nothing():
    assert titles(ARTICLE.replace("\n", "\r\n").encode()) == titles(ARTICLE.encode())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"a " * (MOST_BYTES // 2 + 1), "more than 5 MB"),
        (b"PK\x03\x04" + bytes(600), "cannot be read as a Word document"),
        (b"\x89PNG" + bytes(600), "a picture"),
        (bytes(4000), "no text"),
        (b"%PDF-1.7\nnothing of the kind", "cannot be read as a PDF"),
    ],
)
def test_what_is_no_article_is_refused_clearly(data: bytes, message: str):
    with pytest.raises(DraftError, match=message):
        read_article(data, "file")


def test_a_text_without_exercises_says_so():
    with pytest.raises(DraftError, match="No exercises were found"):
        scripts(b"The sea was calm. Gulls cried over the boats.")


def test_a_page_that_numbers_in_its_own_way_is_read():
    page = '<html><body><pre data-line="2-4">x = 1</pre><h1 data-line="top">Rest</h1><ol start="a"><li>Sit tall.</li><li>Lift your arms. 5 times.</li></ol></body></html>'
    assert titles(page.encode()) == ["Rest"]


def test_a_page_that_is_laid_out_in_a_table_is_read():
    page = f"<table><tr><td><h1>Side bend</h1><p>{ARTICLE.split(maxsplit=2)[2]}</p></td></tr></table>"
    assert titles(page.encode()) == ["Side bend"]


def test_an_endless_script_of_tags_or_a_bomb_of_entities_is_no_more_than_a_page():
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><body><h1>Rest</h1><p>&b; Sit tall. Inhale and lift your arms. Exhale and lower them.</p></body></html>'
    assert len(titles(bomb.encode())) == 1


NUMBERED = "".join(
    f"{i}. Bend number {i}\n\nSit tall. Inhale and lift your arms. Exhale and lower them.\n\n" for i in range(10_000)
)
HOSTILE = {
    "ten thousand exercises": NUMBERED,
    "two hundred exercises": NUMBERED[:16_000],
    "one endless line": "sit tall and inhale and lift your left arm and exhale and lower it, " * 70_000,
    "one long line": "sit tall and inhale and lift your left arm and exhale and lower it, " * 1_400,
    "one endless word": "a" * 4_000_000,
    "spaces": "Hold" + " " * 90_000 + "x",
    "empty lines": "\n" * 4_000_000 + "Lie down.",
    "the same movement": "lift your left arm and " * 4_000,
    "movements with numbers": "".join(f"Lift your left arm {i} times and inhale slowly. " for i in range(1_900)),
    "numbers": "1 2 3 to " * 10_000,
    "holds": "hold, " * 16_000,
    "right to left": "\u202eSit tall.\u202c اجلس مستقيما. Inhale and lift your arms. Exhale and lower them. שב. " * 300,
    "nested tags": "<html><body>" + "<div>" * 300_000 + ARTICLE,
    "bold in bold": "<html><body>" + "<b><i>" * 3_000 + ARTICLE,
    "angles": "<html>" + "<" * 300_000,
    "a page of paragraphs": "<html><body>" + "<p>Sit tall. Inhale and lift your arms.</p>" * 60_000,
    "braces and bars": ARTICLE + "Lift {your} | arms `now` <!-- --> [[x]](y) {side} | || #. " * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_ends_soon_with_a_result_or_a_message(text: str):
    began = time.monotonic()
    message, problems = outcome(text.encode())
    assert message.endswith(".") if message else not any(problem.severity == "error" for problem in problems)
    assert time.monotonic() - began < WITHIN_S


def test_time_grows_in_proportion_to_a_text():
    def spent(count: int) -> float:
        began = time.process_time()
        scripts(
            "".join(
                f"{i}. Bend\n\nSit tall. Lift your arms. Hold 5 seconds. Repeat 5 times.\n\n" for i in range(count)
            ).encode()
        )
        return time.process_time() - began

    spent(20)
    assert spent(400) < 8 * spent(100)


def word(*lines: str, xml: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    if not xml:
        return kept.getvalue()
    packed = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, xml if entry.filename == "word/document.xml" else old.read(entry))
    return packed.getvalue()


def test_a_word_document_is_read():
    lines = ["Knee care", "1. Heel slide", "Lie on your back. Slide your heel towards you. Repeat 5 times.", "2. Bend"]
    assert titles(word(*lines, "Stand tall. Bend your knees. Repeat 8 times.")) == ["Heel slide", "Bend"]


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 50 + '"><!ENTITY c "' + "&b;" * 50 + '">]><a>&c;</a>'


@pytest.mark.parametrize(
    "data",
    [word("x", xml="<not closed"), word("x", xml=BOMB), word("x", xml="<a/>"), word("x")[:900], word("")],
    ids=["xml that is not closed", "a bomb of entities", "no document", "cut off", "empty"],
)
def test_a_hostile_word_document_is_refused_in_a_sentence(data: bytes):
    message, _ = outcome(data)
    assert message.endswith((".", "'"))


def test_a_word_document_that_unpacks_to_too_much_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("word/document.xml", bytes(50_000_000))
    with pytest.raises(DraftError, match="unpacks to too much"):
        read_article(packed.getvalue(), "file")


def test_noise_bytes_never_raise_anything_but_a_message():
    for _ in range(20):
        outcome(os.urandom(3000))


def outcome(data: bytes) -> tuple[str, list[Problem]]:
    """The message with which an article was refused, or else the problems of its scripts."""
    try:
        told = scripts(data)
    except DraftError as error:
        return str(error), []
    return "", [problem for script in told for problem in parse(script.text, script.file)[1]]


@pytest.mark.parametrize(
    "text",
    [
        f"Lift your arms {'-' * 60} read them. Repeat 5 times.",
        "Box breathing\n\nInhale through your nose. Hold for four. Exhale. Hold for 4 counts. Repeat 5 times.",
    ],
    ids=["a rule in a sentence", "holds that are counted, and breaths that are not"],
)
def test_odd_sentences_become_scripts_too(text):
    """The first took longer for each dash, the second had no breath to begin with."""
    assert "Repeat 5 times" in scripts(text.encode())[-1].text
