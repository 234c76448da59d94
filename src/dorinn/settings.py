"""Settings, read once from the environment."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from dorinn.domain.freshness import STALE_DAYS
from dorinn.errors import SettingsError

LEAST_SECRET = 16


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where the PostgreSQL server is, and a replica to search on if there is one. Both may hold a password."""

    write: str = field(repr=False)
    read: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment may choose. `indexes` and `data` are folders dorinn may write to; without `data` nothing is
    stored, and without `admin_token` there is no page for editors. `contact` is an address that starts with `mailto:`
    or `https://`, where readers report what they cannot use;
    `address` is where the public finds the site, without a stroke at the end; `doors` a file on municipalities' own
    doors (docs/doors.md)."""

    indexes: Path
    embed_origins: tuple[str, ...] = ()
    rate_per_minute: int = 120
    max_body: int = 64 * 1024
    data: Path | None = None
    admin_token: str = field(default="", repr=False)
    stale_days: int = STALE_DAYS
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)
    llm_seconds: int = 6
    llm_question: bool = False
    contact: str | None = None
    address: str | None = None
    doors: Path | None = None
    store: StoreAddress | None = None

    @classmethod
    def from_environment(cls) -> Settings:
        """DORINN_INDEXES, DORINN_EMBED_ORIGINS (space-separated), DORINN_RATE_PER_MINUTE, DORINN_DATA (`off` stores
        nothing), DORINN_ADMIN_TOKEN, DORINN_STALE_DAYS, DORINN_ADDRESS, DORINN_DOORS, DORINN_CONTACT (a mail address or
        an https address), DORINN_STORE and DORINN_STORE_READ (docs/postgresql.md), and
        DORINN_LLM_URL, _MODEL, _KEY, _SECONDS and _SEND_QUESTION (docs/language-model.md); raises SettingsError."""
        checkout = Path(__file__).resolve().parents[2]
        own = (checkout / "pyproject.toml").exists()
        home = checkout / "indexes" if own else _cache() / "indexes"
        data = os.environ.get("DORINN_DATA", "").strip() or str(checkout / "data" if own else _kept())
        return cls(
            indexes=Path(os.environ.get("DORINN_INDEXES", home)),
            embed_origins=tuple(os.environ.get("DORINN_EMBED_ORIGINS", "").split()),
            rate_per_minute=_number("DORINN_RATE_PER_MINUTE", 120),
            data=None if data == "off" else Path(data),
            admin_token=_secret("DORINN_ADMIN_TOKEN"),
            stale_days=_number("DORINN_STALE_DAYS", STALE_DAYS),
            llm_url=(llm := _endpoint("DORINN_LLM_URL")),
            llm_model=_needed("DORINN_LLM_MODEL", llm),
            llm_key=os.environ.get("DORINN_LLM_KEY", "").strip(),
            llm_seconds=_number("DORINN_LLM_SECONDS", 6),
            llm_question=os.environ.get("DORINN_LLM_SEND_QUESTION", "").strip() == "yes",
            contact=_contact("DORINN_CONTACT"),
            address=_address(os.environ.get("DORINN_ADDRESS", "").strip()),
            doors=Path(doors) if (doors := os.environ.get("DORINN_DOORS", "").strip()) else None,
            store=_store(),
        )


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if value and not value.isdigit():
        raise SettingsError(f"{name} must be a whole number, not {value!r}")
    return int(value or default)


def _secret(name: str) -> str:
    value = os.environ.get(name, "").strip()
    if value and len(value) < LEAST_SECRET:
        raise SettingsError(f"{name} must have at least {LEAST_SECRET} characters")
    return value


def _endpoint(name: str) -> str:
    """An address that what is sent to cannot be listened to: https, or a machine of one's own."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    own = parts.hostname is not None and ("." not in parts.hostname or parts.hostname == "127.0.0.1")
    if value and not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and own))):
        raise SettingsError(f"{name} must be an https:// address, or http:// on this machine or network")
    return value


def _needed(name: str, other: str) -> str:
    value = os.environ.get(name, "").strip()
    if other and not value:
        raise SettingsError(f"{name} is needed with DORINN_LLM_URL")
    return value


def _kept() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "dorinn"


def _contact(name: str) -> str | None:
    value = os.environ.get(name, "").strip()
    if not value or re.fullmatch(r"https://[^\s\"<>]+", value):
        return value or None
    if not re.fullmatch(r"[^\s@\"<>:]+@[^\s@\"<>:]+\.[^\s@\"<>:]+", value):
        raise SettingsError(f"{name} must be a mail address or an https:// address, not {value!r}")
    return f"mailto:{value}"


def _address(value: str) -> str | None:
    if value and not re.fullmatch(r"https?://[\w.:\[\]-]+(/[\w./~-]*)?", value, re.ASCII):
        raise SettingsError(f"DORINN_ADDRESS must begin with http:// or https:// and hold no spaces, not {value!r}")
    return value.rstrip("/") or None


def _store() -> StoreAddress | None:
    """Both addresses; a value is never shown, since it may hold a password."""
    found = {}
    for name in ("DORINN_STORE", "DORINN_STORE_READ"):
        found[name] = value = os.environ.get(name, "").strip()
        if value and not re.fullmatch(r"postgres(ql)?://\S+", value):
            raise SettingsError(f"{name} must begin with postgresql:// and hold no spaces")
    write, read = found.values()
    if read and not write:
        raise SettingsError("DORINN_STORE_READ needs DORINN_STORE")
    if write and not all(map(find_spec, ("psycopg", "psycopg_pool", "pgvector"))):
        raise SettingsError("DORINN_STORE needs the extra postgres: pip install 'dorinn[postgres]'")
    return StoreAddress(write, read) if write else None


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dorinn"
