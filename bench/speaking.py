"""Measures how long 150 utterances take to speak: cold, compared with eSpeak NG alone in one process, and warm.

make bench, or: python bench/speaking.py [ROUNDS]

Each round runs both in processes of their own, one after the other. The best of all rounds counts, since the machine may be
busy with other things.
"""

import ctypes
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 7
UTTERANCES = 150
COLD_TARGET = 1.6
WARM_TARGET_MS = 0.4
ASKED = "measure", "clip"


def utterances() -> list[str]:
    """The words of the bundled scripts, as an engine gets them."""
    from voiceguide.script.find import bundled_scripts
    from voiceguide.script.load import load
    from voiceguide.speech.prefetch import predicted
    from voiceguide.speech.text import spoken
    from voiceguide.timeline.options import Options

    said = {spoken(each.text): None for path in bundled_scripts() for each in predicted(load(path), Options())}
    return list(said)[:UTTERANCES]


def espeak_alone(texts: list[str]) -> dict[str, float]:
    """eSpeak NG alone: without files, and without Python except for the calls. Voice and speed are voiceguide's."""
    import espeakng_loader

    callback_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    ignore = callback_type(lambda *_: 0)
    begin = time.perf_counter()
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 1000, str(espeakng_loader.get_data_path()).encode(), 0)
    library.espeak_SetSynthCallback(ignore)
    library.espeak_SetVoiceByName(b"gmw/en+m1")
    library.espeak_SetParameter(1, 112, 0)
    library.espeak_SetParameter(3, 45, 0)
    for text in texts:
        words = text.encode()
        library.espeak_Synth(words, len(words) + 1, 0, 0, 0, 0x1001, None, None)
    return {"alone": time.perf_counter() - begin}


def voiceguide(texts: list[str]) -> dict[str, float]:
    """voiceguide's clips: spoken, trimmed, levelled, resampled and cached; then again from the cache."""
    from voiceguide.speech.clips import ClipCache
    from voiceguide.speech.voices.pyttsx import default_driver, shared
    from voiceguide.speech.voices.system import SystemEngine
    from voiceguide.timeline.model import Utterance

    said = [Utterance(text) for text in texts]
    with TemporaryDirectory() as folder:

        def fresh() -> ClipCache:
            return ClipCache(SystemEngine(), Path(folder))

        def cold() -> None:
            cache = fresh()
            with cache.prefetching(said):
                for each in said:
                    cache.measure(each)

        shared(default_driver()).version()  # imports the driver, which eSpeak NG alone does not need
        begin = time.process_time()
        took = {"cold": seconds(cold), "work": time.process_time() - begin}
        for name in ASKED:
            took[name] = seconds(partial(one_by_one, getattr(fresh(), name), said))
    return took


def one_by_one(ask: Callable[[object], object], said: Iterable[object]) -> None:
    """Ask for each clip, and drop it before the next one, as the mixer does."""
    for each in said:
        ask(each)


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


PARTS = {part.__name__: part for part in (espeak_alone, voiceguide)}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    texts = json.dumps(utterances())
    best: dict[str, float] = {}
    for _ in range(rounds):
        for part in PARTS:
            done = subprocess.run(
                [sys.executable, __file__, part], input=texts, stdout=subprocess.PIPE, text=True, check=True
            )
            for name, took in json.loads(done.stdout).items():
                best[name] = min(took, best.get(name, took))
    count = len(json.loads(texts))
    print(f"{count} utterances, best of {rounds} rounds on {os.cpu_count()} cores")
    print(f"eSpeak NG alone: {best['alone']:.2f} s")
    print(f"cold: {best['cold']:.2f} s, {best['cold'] / best['alone']:.2f} x that (at most {COLD_TARGET})")
    print(f"cold, processor time of all threads: {best['work']:.2f} s")
    for name in ASKED:
        print(f"warm, {name}: {best[name] / count * 1000:.2f} ms each (at most {WARM_TARGET_MS})")


if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in PARTS:
        print(json.dumps(PARTS[sys.argv[1]](json.load(sys.stdin))))
    else:
        main()
