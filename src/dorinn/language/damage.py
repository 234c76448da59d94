"""What character recognition without Norwegian letters makes of æ, ø and å.

One table serves both ways: `language/repair.py` undoes it, and `evals/repair.py` does it to clean text.
"""

from __future__ import annotations

from random import Random

# Letter: what it was read as, with how often, from scanned plans. «ø» became «g» («gkonomi»), «a» («innfart»), …
IMAGES: dict[str, tuple[tuple[str, float], ...]] = {
    "æ": (("ae", 0.34), ("ee", 0.28), ("e", 0.08), ("ze", 0.1), ("se", 0.06), ("z", 0.06), ("a", 0.04), ("a&", 0.04)),
    "ø": (("g", 0.52), ("a", 0.26), ("e", 0.12), ("o", 0.07), ("s", 0.01), ("@", 0.01), ("gs", 0.01)),
    "å": (("a", 0.86), ("é", 0.06), ("&", 0.06), ("d", 0.02)),
}
# A figure inside a word, where the whole is no word: «m4ned», «oppl2ring», «p4».
FIGURES = {"4": "å", "2": "æ", "0": "ø", "8": "ø"}
# «å» alone is read as a sign more often than inside a word.
ALONE = (("&", 0.6), ("a", 0.4))
_CAPITALS = {"Æ": (("AE", 1.0),), "Ø": (("@", 0.5), ("O", 0.5)), "Å": (("A", 1.0),)}


def damage(word: str, random: Random) -> str:
    """A word as it might be read: each æ, ø and å replaced by one of its images."""
    if word == "å":
        return _pick(ALONE, random)
    return "".join(_pick(IMAGES.get(c) or _CAPITALS.get(c) or ((c, 1.0),), random) for c in word)


def _pick(images: tuple[tuple[str, float], ...], random: Random) -> str:
    return random.choices([image for image, _ in images], [share for _, share in images])[0]
