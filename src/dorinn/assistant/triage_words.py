"""Words of a message as sets of word groups: folded, levelled for dialect and spelling, with small slips forgiven."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from dorinn.errors import CorpusError
from dorinn.language.fold import fold

LONGEST = 8000  # characters read at once; the contract allows 4,000
_TOKEN = re.compile(r"[a-z0-9]+|[.!?;\n]+|[,:()–-]")
_SHORTEST_FUZZY = 6
_LONGEST_FUZZY = 20
_MOST_SEEN = 20_000
_AFFIX = 18  # letters looked at for `stem*` and `*ending`


def skeleton(word: str) -> str:
    """One key for spellings that sound alike: doubled letters, skj/kj/sj, hv/v, gj/j, ck/k, nd/n, silent h."""
    for old, new in (("skj", "sj"), ("kj", "sj"), ("tj", "sj"), ("hv", "v"), ("gj", "j"), ("hj", "j")):
        word = word.replace(old, new)
    word = word.replace("ck", "k").replace("c", "k").replace("w", "v").replace("z", "s").replace("nd", "n")
    return re.sub(r"(.)\1+", r"\1", word)


def _edges(word: str) -> tuple[str, str]:
    """The beginning and the end of a word: one slip after the first letter leaves one of them as it was."""
    return word[:2], word[-3:]


def _near(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed or two neighbours swapped makes `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i + 1 :] == b[i:] if len(a) > len(b) else a[i:] == b[i + 1 :]


class Lexicon:
    """From a token to a bit mask of the groups that hold it. Groups are added first, then `freeze` is called."""

    def __init__(
        self,
        spelling: Mapping[str, str],
        guarded: Iterable[str],
        strict: Iterable[str] = (),
        frequent: Iterable[str] = (),
    ) -> None:
        self._spelling = dict(spelling)
        self._guarded = frozenset(guarded)
        self._strict = frozenset(strict)
        self._frequent = frozenset(self._spelling.get(word, word) for word in frequent)
        self._exact: dict[str, int] = {}
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._sound: dict[str, int] = {}
        self._begins: dict[str, list[str]] = {}
        self._closes: dict[str, list[str]] = {}
        self._bits: dict[str, int] = {}
        self._common: Counter[int] = Counter()  # by the group's number
        self._weights: dict[int, int] = {}
        self._unions: dict[str, int] = {}
        self._pairs: dict[tuple[str, str], str] = {}
        self._count = 0
        self._seen: dict[str, int] = {}  # single words, without who wrote them

    def group(self, name: str, words: Iterable[str]) -> int:
        """Adds a group (`stem*` and `*ending` allowed) and answers its mask; the same name gets the same bit.

        A word in CAPITALS is a group that is there already: a group of such words alone is their union.
        """
        words = list(words)
        if words and all(word.isupper() for word in words):
            total = 0
            for word in words:
                if word not in self._bits:
                    raise CorpusError(f"triage/lexicon.yaml: {name} names {word}, which stands in no line before it")
                total |= self._bits[word]
            self._bits[name] = total
            return total
        bit = self._bits.get(name) or self._new_bit(name)
        for word in words:
            table = self._starts if word.endswith("*") else self._ends if word.startswith("*") else self._exact
            word = word.strip("*")
            word = word if table is not self._exact else self._spelling.get(word, word)
            table[word] = table[word] | bit if word in table else bit  # the same object where there is one group
            self._common[bit.bit_length()] += 1000 if word in self._frequent else 1
        return bit

    def word(self, word: str) -> int:
        """The mask of a word (or `stem*`, `*ending`) that a pattern names itself."""
        return self._bits.get(f"={word}") or self.group(f"={word}", (word,))

    def any_of(self, item: str) -> int:
        """The mask of words and GROUPS with «|» between them; raises KeyError with a group that is not there."""
        if item not in self._unions:
            parts = item.split("|")
            found = [self._bits[one] if one.isupper() and not one.isdigit() else self.word(one) for one in parts]
            self._unions[item] = found[0] if len(found) == 1 else reduce(or_, found)
        return self._unions[item]

    def _new_bit(self, name: str) -> int:
        bit = self._bits[name] = 1 << self._count
        self._count += 1
        return bit

    def commonness(self, mask: int) -> int:
        """How often words of these groups may be expected; only for putting masks in order."""
        if mask not in self._weights:
            total, rest = 0, mask
            while rest:
                total += self._common[(rest & -rest).bit_length()]
                rest &= rest - 1
            self._weights[mask] = total
        return self._weights[mask]

    def pair(self, word: str, pairs: Iterable[str]) -> None:
        """Two words that are read as one word."""
        for both in pairs:
            first, second = both.split()
            self._pairs[first, second] = word

    def join(self, found: list[str]) -> list[str]:
        """The tokens with pairs made one word."""
        joined: list[str] = []
        for token in found:
            if joined and (joined[-1], token) in self._pairs:
                joined[-1] = self._pairs[joined[-1], token]
            else:
                joined.append(token)
        return joined

    def bit(self, name: str) -> int | None:
        """The bit of a group, if there is one of that name."""
        return self._bits.get(name)

    def freeze(self) -> None:
        """Makes the tables for spellings that sound alike and for slips of one letter."""
        self._seen.clear()
        self._unions.clear()
        self._weights.clear()
        for word in self._exact:
            if len(word) < _SHORTEST_FUZZY or word in self._strict:
                continue
            key = skeleton(word)
            self._sound[key] = self._sound.get(key, 0) | self._exact[word]
            begin, close = _edges(word)
            self._begins.setdefault(begin, []).append(word)
            self._closes.setdefault(close, []).append(word)

    def mask(self, token: str) -> int:
        """The groups a token belongs to; 0 for a word that says nothing here."""
        found = self._seen.get(token)
        if found is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            found = self._seen[token] = self._look_up(token)
        return found

    def _look_up(self, token: str) -> int:
        token = self._spelling.get(token, token)
        found = self._exact.get(token, 0)
        for i in range(2, min(len(token), _AFFIX) + 1):
            part = token[:i]
            if part in self._starts:
                found |= self._starts[part]
            part = token[-i:]
            if part in self._ends:
                found |= self._ends[part]
        if found or not 5 <= len(token) <= _LONGEST_FUZZY or token in self._guarded:
            return found
        return self._sound.get(skeleton(token), 0) or self._slip(token)

    def _slip(self, token: str) -> int:
        begin, close = _edges(token)
        found = 0
        for word in (*self._begins.get(begin, ()), *self._closes.get(close, ())):
            if -2 < len(word) - len(token) < 2 and word[0] == token[0] and _near(token, word):
                found |= self._exact[word]
        return found


def tokens(text: str) -> list[str]:
    """Words and stops of a text; «.» ends a sentence, «,» a clause. Never raises."""
    folded = fold(text[:LONGEST]).replace("'", "").replace("’", "").replace("\u00ad", "")
    found = []
    for token in _TOKEN.findall(folded):
        if token[0] in ".!?;\n":
            token = "."
        elif not token[0].isalnum():
            token = ","
        elif len(token) > 3 and "oe" in token and not token.startswith(("noe", "hvoe")):
            token = token.replace("oe", "o")
        found.append(token)
    return found
