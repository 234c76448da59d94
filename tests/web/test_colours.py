"""A municipality's colours: every pair that carries text can be read, or the colours are refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.errors import SettingsError
from dorinn.web.colours import Colours, contrast, mix

hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0e4a52", "#0e4a52", 1.0)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(one, other) == contrast(other, one)


def test_a_mix_lies_between() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#ffffff", 1.0) == "#102030"


@given(brand=hexes)
def test_any_colour_is_either_readable_or_refused(brand: str) -> None:
    try:
        found = Colours.of(brand)
    except SettingsError:
        return
    for tokens, sheet in ((found.light, "#ffffff"), (found.dark, "#182529")):
        assert contrast(tokens["brand-ink"], tokens["brand"]) >= 4.5
        assert contrast(tokens["act-ink"], tokens["act"]) >= 4.5
        assert contrast(tokens["link"], sheet) >= 4.5
        assert contrast(tokens["tint-ink"], tokens["asked"]) >= 4.5


@pytest.mark.parametrize("brand", ["#0e4a52", "#7a1f3d", "#1f4e8c", "#2e7d32", "#6b2c91", "#b3141e", "#003366"])
def test_common_colours_are_taken(brand: str) -> None:
    assert f"--brand: {brand};" in Colours.of(brand).css()


def test_the_common_tokens_are_those_that_are_measured_against(root: Path) -> None:
    """The colours that a door does not set are the ones of the common style sheet."""
    sheet = (root / "web/static/dorinn.css").read_text(encoding="utf-8")
    for token, value in (("ground", "#f6f4ef"), ("ground", "#101a1d"), ("sheet", "#182529"), ("warm", "#ffd58a")):
        assert f"--{token}: {value};" in sheet
    assert re.search(r"\.foot \{[^}]*color: #e9f3f3", sheet)
    names = set(re.findall(r"--([a-z-]+):", sheet))
    found = Colours.of("#0e4a52")
    assert set(found.light) == set(found.dark) <= names
