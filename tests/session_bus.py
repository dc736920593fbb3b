"""A D-Bus of the tests' own, on which only their services are."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIG = """<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""


@contextmanager
def session_bus() -> Iterator[str]:
    """The address of a running dbus-daemon."""
    with tempfile.TemporaryDirectory(prefix="vg") as folder:  # pytest's own have paths too long for a socket
        config = Path(folder, "config.xml")
        config.write_text(CONFIG.format(folder=folder))
        command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
            assert daemon.stdout
            try:
                yield daemon.stdout.readline().strip()
            finally:
                daemon.terminate()
