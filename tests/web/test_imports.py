"""What serving loads: nothing that is slow to load and not used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
import dorinn.interop.routers, dorinn.web.serve
from dorinn.assistant.assistant import Assistant
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_serving_starts_without_haystack_and_the_like(root: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(root / "src")}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert {"fastapi", "numpy"} <= loaded
    assert not loaded & {
        "haystack",
        "bm25s",
        "torch",
        "scipy",
        "networkx",
        "requests",
        "lxml",
        "docx",
        "pdfplumber",
        "pypdfium2",
        "PIL",
    }
