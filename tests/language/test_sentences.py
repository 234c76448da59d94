"""Sentences."""

from __future__ import annotations

import pytest

from dorinn.language.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ring 113. Si hvor du er.", ["Ring 113.", "Si hvor du er."]),
        ("Se § 13-2. «Meld» er ordet!", ["Se § 13-2.", "«Meld» er ordet!"]),
        ("f.eks. en prat", ["f.eks. en prat"]),
        ("  ", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
