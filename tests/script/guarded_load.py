"""Loads the scripts whose paths are on standard input, each in a process with limits of time and memory.

Writes a JSON object for each path: the exit status of the process, and the problems that it wrote.
"""

import json
import os
import resource
import signal
import sys
from pathlib import Path

from voiceguide.errors import ScriptError
from voiceguide.script.load import load

CPU_SECONDS = 8
WALL_SECONDS = 60
HAS_PROBLEMS = 3
MEMORY_BYTES = 300_000_000


def guarded(path: Path) -> dict[str, object]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(WALL_SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        try:
            said, status = "\n".join(map(str, load(path).problems)), 0
        except ScriptError as error:
            said, status = str(error), HAS_PROBLEMS
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            pipe.write(said)
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    return {"status": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), "said": said}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(guarded(Path(json.loads(line)))) + "\n")
        sys.stdout.flush()
