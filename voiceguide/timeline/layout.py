"""The layout: gives each beat its place in time. Words are measured first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from voiceguide.breath import Pace
from voiceguide.errors import ChoiceError
from voiceguide.problems import Problems
from voiceguide.script.model import Exercise, Session
from voiceguide.script.pronunciations import Pronunciation
from voiceguide.timeline.beats import Beat, Breaths, Quiet, Reminder, Rep, Resting, Ring, Say
from voiceguide.timeline.between_words import at_intervals, place_bells, place_reminders, wanted_in_section
from voiceguide.timeline.fit import Fit, Saying, fit, note_fit
from voiceguide.timeline.gaps import BELL_MS, END_MS, READY_MS, SENTENCE_MS, TAKING_IN_MS
from voiceguide.timeline.model import Bell, Chapter, Cue, Measure, Phase, Role, Utterance
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import Breath, TimedStep, breaths_in, count_breaths, filling, plain_breath, timed_steps
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.rests import place_rest
from voiceguide.timeline.unroll import filled
from voiceguide.units import CHAPTER_GRID_MS, Ms, ms_from_seconds

LONGEST_MS: Ms = 24 * 3_600_000
"""The longest session, and so the longest chapter."""


def whole_chapter(length: Ms) -> Ms:
    """How long a chapter lasts that has so many milliseconds in it: silence fills it up to a multiple of `CHAPTER_GRID_MS`."""
    return -(-(length + END_MS) // CHAPTER_GRID_MS) * CHAPTER_GRID_MS


@dataclass(slots=True)
class ChapterBuilder:
    """Collects the phases, cues and bells of a chapter.

    Attributes:
        rate: the speed of all speech, > 1 is faster; the rates given to `speak` and `say` multiply it.
        lead: how long before its phase a paced cue begins, in milliseconds.
        strict: whether words that do not fit even in the short form are errors, not warnings.
        interval: milliseconds from one interval bell to the next, counted from the first breath; 0 is none.
        now: where the next beat begins, in milliseconds from the chapter's start.
        belled: start and end of each section that has bells of its own, and when they are wanted.
        pronunciations: those of the script.
    """

    language: str
    measure: Measure
    rate: float = 1.0
    lead: Ms = 0
    strict: bool = False
    interval: Ms = 0
    now: Ms = 0
    pronunciations: tuple[Pronunciation, ...] = ()
    phases: list[Phase] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    bells: list[Bell] = field(default_factory=list)
    notes: Problems = field(default_factory=Problems)
    belled: list[tuple[Ms, Ms, tuple[Ms, ...]]] = field(default_factory=list)

    def speak(self, text: str, rate: float = 1.0) -> Ms:
        """How long a text is heard, in milliseconds."""
        return self.measure(self._utterance(text, rate))

    def say(self, role: Role, text: str, start: Ms, rate: float = 1.0, phase: int | None = None) -> Ms:
        """Add a cue that begins at `start`, and return where it ends. `phase` is the index of the phase that it owns."""
        cue = Cue(role, self._utterance(text, rate), start, self.speak(text, rate), phase)
        self.cues.append(cue)
        return cue.end

    def _utterance(self, text: str, rate: float) -> Utterance:
        return Utterance(text, self.language, round(self.rate * rate, 3), self.pronunciations)

    def quiet_from(self, after: Ms) -> Ms:
        """The first position, at least `after` milliseconds from `now`, that leaves a gap after the last cue."""
        said_until = self.cues[-1].end + SENTENCE_MS if self.cues else 0
        return max(said_until, self.now + after)

    def remind(self, reminders: Sequence[Reminder], since: int) -> None:
        """Say the reminders during the phases from index `since` on; those without room are noted."""
        for reminder, start in place_reminders(reminders, self.cues, self.phases[since:], self.speak):
            if start is None:
                self.notes.note(reminder.place, "no room for this reminder: it is left out; shorten it or add reps")
            else:
                self.say("reminder", reminder.text, start)

    def ring_at_intervals(self) -> None:
        """Add the interval bells, once all words have their places. Sections with bells of their own keep to those."""
        wanted = [time for _, _, times in self.belled for time in times]
        if self.phases:
            wanted += [
                time
                for time in at_intervals(self.interval, self.phases[0].start, self.phases[-1].end)
                if not any(start <= time < end for start, end, _ in self.belled)
            ]
        self.bells = sorted([*self.bells, *place_bells(wanted, self.cues, self.bells)], key=lambda bell: bell.start)

    def chapter(self, title: str, exercise: str | None) -> Chapter:
        """The finished chapter."""
        return Chapter(
            title=title,
            exercise=exercise,
            duration=whole_chapter(self.now),
            phases=tuple(self.phases),
            cues=tuple(sorted(self.cues, key=lambda cue: cue.start)),
            bells=tuple(self.bells),
            notes=tuple(dict.fromkeys(self.notes)),
        )


def new_chapter(script: Session | Exercise, options: Options, measure: Measure) -> ChapterBuilder:
    """An empty chapter in a script's language and with its pronunciations, spoken and rung as the listener chose."""
    lead = ms_from_seconds(options.lead)
    interval = ms_from_seconds(60 * (options.interval or 0)) if options.bells else 0
    return ChapterBuilder(
        script.language, measure, options.rate, lead, options.strict, interval, pronunciations=script.say
    )


def lay_out(beats: Iterable[Beat], builder: ChapterBuilder, pace_at: Callable[[int], Pace]) -> ChapterBuilder:
    """Add beats to a chapter, one after the other.

    Args:
        pace_at: the pace of each rep or breath, counted from 0 in this chapter.

    Raises:
        ChoiceError: the chapter would last longer than `LONGEST_MS`.
    """
    beats = tuple(beats)
    breath, filled_by = 0, _breaths_that_fill(beats, pace_at)
    reps_from: int | None = None
    reminders: dict[Reminder, None] = {}
    for beat in (*beats, Quiet(0)):
        if builder.now > LONGEST_MS:
            raise ChoiceError(
                f"More than {LONGEST_MS // 3_600_000} hours in one exercise: expected fewer reps or breaths."
            )
        if reps_from is not None and not isinstance(beat, Rep):
            builder.remind(tuple(reminders), reps_from)
            reps_from, reminders = None, {}
        match beat:
            case Say():
                start = builder.now
                builder.now = max(builder.say(beat.role, beat.text, start) + beat.gap, start + beat.at_least)
            case Quiet():
                builder.now += beat.duration
            case Ring():
                builder.bells.append(Bell(beat.name, builder.now))
                builder.now += BELL_MS
            case Resting():
                duration, parts = place_rest(beat, builder.speak)
                for at, part in parts:
                    if isinstance(part, Say):
                        builder.say(part.role, part.text, builder.now + at)
                    else:
                        builder.bells.append(Bell(part.name, builder.now + at))
                builder.now += duration
            case Rep():
                reps_from = len(builder.phases) if reps_from is None else reps_from
                reminders |= dict.fromkeys(beat.reminders)
                _add_rep(beat, builder, pace_at(breath))
                breath += 1
            case Breaths():
                first = len(builder.phases)
                if beat.count:
                    _add_breaths(beat, builder, [plain_breath(pace_at(breath + n)) for n in range(beat.count)])
                else:
                    _add_breaths(beat, builder, _breaths_for(beat, pace_at(breath), filled_by))
                builder.remind(beat.reminders, first)
                breath += beat.count or 1
    builder.ring_at_intervals()
    return builder


def _add_rep(rep: Rep, builder: ChapterBuilder, pace: Pace) -> None:
    """Add a rep. The words of all phases are fitted first, since some of them may have to be said before the rep."""
    prefix = rep.prefix
    fitted: list[tuple[TimedStep, Fit | None]] = []
    for timed in timed_steps(rep.steps, pace):
        fitting = None
        if timed.kind is not None:
            saying = _saying(timed, rep, builder.language, prefix)
            fitting = fit(saying, rep.level, timed.duration, teaching=rep.teaching, speak=builder.speak)
            note_fit(fitting, rep.level, timed, builder.notes, strict=builder.strict)
            prefix = None
        fitted.append((timed, fitting))
    before = [fitting.before for _, fitting in fitted if fitting and fitting.before]
    for text in before:
        builder.now = builder.say("instruction", text, builder.now) + SENTENCE_MS
    builder.now += READY_MS if before else 0
    for timed, fitting in fitted:
        if timed.kind is None or fitting is None:
            builder.now += timed.duration
            continue
        if rep.bell and timed is next(first for first, _ in fitted if first.kind):
            builder.bells.append(Bell(rep.bell, builder.now))
        place = (rep.set, rep.rep, rep.reps, rep.side, rep.section_index)
        builder.phases.append(Phase(timed.kind, builder.now, fitting.phase, "repeat", *place))
        _say_fitted(fitting, builder)
        builder.now += fitting.phase


def _saying(timed: TimedStep, rep: Rep, language: str, prefix: str | None) -> Saying:
    said = phrases(language)
    assert timed.kind is not None
    words = timed.step.words if timed.step else None
    short = timed.step.short if timed.step else None
    keyword = said.cue(timed.kind, None)
    return Saying(
        full=said.cue(timed.kind, filled(words.text, rep.side, said)) if words else keyword,
        short=said.cue(timed.kind, filled(short.text, rep.side, said)) if short else None if words else keyword,
        keyword=keyword,
        before=said.before(timed.kind, filled(words.text, rep.side, said)) if words else None,
        prefix=prefix,
    )


def _breaths_that_fill(beats: Sequence[Beat], pace_at: Callable[[int], Pace]) -> Mapping[int, int]:
    """How many breaths fill the time of each hold in milliseconds, by its section; 0 where no number does.

    The number suits the pace on both sides, which may differ, so that both get the same.
    """
    breath = 0
    paces: dict[int, list[Pace]] = {}
    lengths: dict[int, Ms] = {}
    for beat in beats:
        if isinstance(beat, Breaths) and not beat.count:
            paces.setdefault(beat.section_index, []).append(pace_at(breath))
            lengths[beat.section_index] = beat.length
        breath += count_breaths([beat])
    return {section: breaths_in(length, paces[section]) for section, length in lengths.items()}


def _breaths_for(beat: Breaths, pace: Pace, filled_by: Mapping[int, int]) -> Sequence[Breath]:
    """The breaths that fill a time, or one free movement where no whole number does."""
    count = filled_by[beat.section_index]
    return filling([plain_breath(pace)] * count, beat.length) if count else [(("move", beat.length),)]


def _add_breaths(beat: Breaths, builder: ChapterBuilder, breaths: Sequence[Breath]) -> None:
    """Add the breaths of a hold: the first breath word, then the sentences, then breath words again."""
    said = phrases(builder.language)
    sentences: Sequence[str] = beat.sentences
    silent_from = builder.now - builder.lead
    worded_breaths = 0
    begin, length = builder.now, sum(duration for breath in breaths for _, duration in breath)
    last_breath = sum(duration for _, duration in breaths[-1])
    rung = tuple(wanted_in_section(beat.bells, begin, begin + length, last_breath, builder.notes))
    if beat.bells:
        builder.belled.append((begin, begin + length, rung))
    halfway = beat.halfway if length >= LONG_SIT_MS else None
    for number, breath in enumerate(breaths, 1):
        is_last = number == len(breaths)
        is_silent = builder.now - builder.lead >= silent_from
        worded = is_silent and (not beat.guide or worded_breaths < 1 or is_last)
        prefix = beat.last if worded and is_last and number >= FEWEST_FOR_LAST_BREATH else None
        past_half = is_silent and 2 * (builder.now - begin) >= length
        if halfway and past_half and not is_last and not _rings_near(builder.now, rung):
            prefix, halfway = halfway, None
        for kind, duration in breath:
            place = (1, number, len(breaths), beat.side, beat.section_index)
            builder.phases.append(Phase(kind, builder.now, duration, beat.section, *place))
            if builder.now - builder.lead >= silent_from and (prefix or worded or not beat.guide):
                keyword = said.cue(kind, said.say("stay") if kind == "move" else None)
                keyword = keyword if worded or not beat.guide else None
                saying = Saying(None, None, keyword, prefix=prefix)
                _say_fitted(fit(saying, "keyword", duration, teaching=False, speak=builder.speak), builder)
                prefix = None
            for sentence in sentences:
                silent_from = builder.say("instruction", sentence, builder.quiet_from(TAKING_IN_MS)) + SENTENCE_MS
            worded_breaths += worded and not sentences and kind == "exhale"
            sentences = ()
            builder.now += duration


def _rings_near(moment: Ms, rung: Sequence[Ms]) -> bool:
    """Whether a bell rings so near to a moment that words there would not be heard apart from it."""
    return any(-2 * BELL_MS < time - moment < 2 * BELL_MS for time in rung)


def _say_fitted(fitting: Fit, builder: ChapterBuilder) -> None:
    """Add the cue that was fitted into the last phase."""
    if fitting.text:
        role: Role = "anchor" if fitting.has_prefix else "cue"
        phase = builder.phases[-1]
        builder.say(role, fitting.text, phase.start - builder.lead, fitting.rate, len(builder.phases) - 1)


FEWEST_FOR_LAST_BREATH = 3
"""Breaths of a hold from which on the last one is announced."""

LONG_SIT_MS: Ms = 120_000
"""From this length on the half of a hold or of breathing is announced."""
