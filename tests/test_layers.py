from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def test_no_floor_imports_from_a_higher_one(root: Path) -> None:
    pytest.importorskip("importlinter", reason="import-linter is in the extra dev")
    lint = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"}
    done = subprocess.run(
        [lint, "--no-cache"], cwd=root, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
