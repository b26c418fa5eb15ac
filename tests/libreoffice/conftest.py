"""A running LibreOffice, and somebody who works in it."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).with_name("drive_office.py")
PYTHON = "/usr/bin/python3"
"""Debian's own Python: only that one has ``uno``."""
STEP_SECONDS = 240
Steps = Callable[..., list[Any]]


class Office:
    """A headless office with a profile of its own; one that crashed is started anew for the next test."""

    def __init__(self, profile: Path) -> None:
        self.pipe = f"ejournal-tests-{os.getpid()}"
        self._profile = profile
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, file: Path, steps: tuple[Any, ...]) -> list[Any]:
        """Open a workbook, carry out steps, close it; the steps' results."""
        self._start()
        wanted = json.dumps({"pipe": self.pipe, "file": str(file), "steps": steps})
        done = subprocess.run(
            [PYTHON, str(SCRIPT)], input=wanted, capture_output=True, text=True, timeout=STEP_SECONDS, check=False
        )
        if done.returncode != 0:
            self.stop()
            pytest.fail(done.stderr)
        results: list[Any] = json.loads(done.stdout)
        return results

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        command = ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={self.pipe};urp"]
        self._process = subprocess.Popen(
            [*command, f"-env:UserInstallation={self._profile.as_uri()}"],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def stop(self) -> None:
        """End it and all that it started."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(60)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all tests of this run."""
    if shutil.which("soffice") is None:
        pytest.fail("LibreOffice is missing: make check-full installs libreoffice-calc-nogui and python3-uno")
    office = Office(tmp_path_factory.mktemp("office"))
    yield office
    office.stop()


@pytest.fixture
def person(office: Office) -> Steps:
    """Somebody who opens a workbook, carries out steps (a name and its arguments each), and closes it."""
    return lambda file, *steps: office.run(file, steps)
