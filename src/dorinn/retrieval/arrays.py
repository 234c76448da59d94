"""Arrays in files: read whole where they are small, mapped where they are large."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAPPED = 32 << 20  # bytes from which a file is mapped, so that only what is searched takes memory


def save(path: Path, array: NDArray[Any]) -> None:
    """Writes one array; raises OSError."""
    with path.open("wb") as file:  # numpy would say with less than an OSError that the disk is full
        np.lib.format.write_array_header_1_0(file, np.lib.format.header_data_from_array_1_0(array))
        file.write(np.ascontiguousarray(array).data)


def load(path: Path) -> Any:
    """Reads one array; raises OSError or ValueError."""
    large = path.stat().st_size >= MAPPED
    return np.load(path, mmap_mode="r" if large else None, allow_pickle=False)
