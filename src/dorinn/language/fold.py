"""Folding: one spelling for words with and without æ, ø, å, accents and capital letters."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {"æ": "a", "ø": "o", "å": "a", "ä": "a", "ö": "o", "đ": "d", "ð": "d", "ß": "s"}
_DIGRAPHS = re.compile(r"ae|aa")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TRIPLES = [3 * letter for letter in "eoisrnldktfmughbjpvywcxzqa"]
_WORD = re.compile(r"[a-z0-9]+(?:[-/§.][0-9]+)*")


def fold(text: str) -> str:
    """Lower case without accents: æ and ä become a, ø becomes o, å and aa become a; «neeeei» becomes «neei»."""
    text = text.lower()
    if not text.isascii():  # this is called many times a question
        for letter, plain in _LETTERS.items():
            text = text.replace(letter, plain)
        if not text.isascii():
            text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if "aa" in text or "ae" in text:
        text = _DIGRAPHS.sub("a", text)
    # Hardly any text has three of a letter, and looking for them one by one is the quickest way to know.
    for triple in _TRIPLES:
        if triple in text:
            return _STRETCHED.sub(r"\1\1", text)
    return text


def words(folded: str) -> list[str]:
    """The words and numbers of a folded text, in order («13-2» stays one)."""
    return _WORD.findall(folded)
