"""Settings: what a deployment sets, and one clear line where it is wrong."""

from __future__ import annotations

import pytest

from dorinn.errors import SettingsError
from dorinn.settings import Settings


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("", None),
        ("uu@kommune.example", "mailto:uu@kommune.example"),
        (" https://kommune.example/uu ", "https://kommune.example/uu"),
    ],
)
def test_the_contact(monkeypatch: pytest.MonkeyPatch, said: str, meant: str | None) -> None:
    monkeypatch.setenv("DORINN_CONTACT", said)
    assert Settings.from_environment().contact == meant


@pytest.mark.parametrize("said", ["ring oss", "http://kommune.example", "javascript:alert(1)@a.no", "a@b", "@a.no"])
def test_an_address_that_is_none(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("DORINN_CONTACT", said)
    with pytest.raises(SettingsError, match="DORINN_CONTACT must be"):
        Settings.from_environment()
