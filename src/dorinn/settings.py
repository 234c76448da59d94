"""Settings, read once from the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from dorinn.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment may choose. `indexes` is a folder dorinn may write to; `address` is where the public finds
    the site, without a stroke at the end."""

    indexes: Path
    embed_origins: tuple[str, ...] = ()
    rate_per_minute: int = 120
    max_body: int = 64 * 1024
    address: str | None = None

    @classmethod
    def from_environment(cls) -> Settings:
        """DORINN_INDEXES, DORINN_EMBED_ORIGINS (space-separated), DORINN_RATE_PER_MINUTE, DORINN_ADDRESS."""
        checkout = Path(__file__).resolve().parents[2]
        home = checkout / "indexes" if (checkout / "pyproject.toml").exists() else _cache() / "indexes"
        return cls(
            indexes=Path(os.environ.get("DORINN_INDEXES", home)),
            embed_origins=tuple(os.environ.get("DORINN_EMBED_ORIGINS", "").split()),
            rate_per_minute=_number("DORINN_RATE_PER_MINUTE", 120),
            address=_address(os.environ.get("DORINN_ADDRESS", "").strip()),
        )


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if value and not value.isdigit():
        raise SettingsError(f"{name} must be a whole number, not {value!r}")
    return int(value or default)


def _address(value: str) -> str | None:
    if value and not re.fullmatch(r"https?://[\w.:\[\]-]+(/[\w./~-]*)?", value, re.ASCII):
        raise SettingsError(f"DORINN_ADDRESS must begin with http:// or https:// and hold no spaces, not {value!r}")
    return value.rstrip("/") or None


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dorinn"
