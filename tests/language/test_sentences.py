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
        ("Steg: 1. Skriv ned. 2. Snakk.", ["Steg:", "1. Skriv ned.", "2. Snakk."]),
        ("Møtet er kl. 9. Rektor leder.", ["Møtet er kl. 9.", "Rektor leder."]),
        ("Det er i punkt 3. Der står det. 10.", ["Det er i punkt 3.", "Der står det. 10."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts
