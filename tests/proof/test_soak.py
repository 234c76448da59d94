"""The soak in short: a few seconds of half the greatest load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc, which is not here")
def test_memory_stays_flat_under_load(assistant: Assistant) -> None:
    """`assistant` sees to it that the index is there."""
    script = Path(__file__).with_name("soak.py")
    done = subprocess.run(
        [sys.executable, script, "--minutes", "0.15", "--warm", "400", "--conversations", "40"],
        env={**os.environ, "DORINN_INDEXES": str(Settings.from_environment().indexes)},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 wrong replies" in done.stdout
