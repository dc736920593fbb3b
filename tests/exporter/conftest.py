from functools import partial

import pytest
from tone_session import chapter, session, tone

from voiceguide.mix.chapter import mix_chapter
from voiceguide.timeline.model import Bell, Utterance


@pytest.fixture(scope="session")
def timeline():
    return session(
        chapter("Welcome", 3, 0, 1001),
        chapter("Seated side stretch", 9, 333, 1500, 7500, 9999),
        chapter("Čvrsto — closing", 5, 47, 3000, bells=(Bell("end", 5000),)),
    )


@pytest.fixture(scope="session")
def mix():
    return partial(mix_chapter, clip=tone, bell=lambda _: tone(Utterance("Bell")))
