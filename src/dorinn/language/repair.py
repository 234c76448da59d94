"""Repairs text that character recognition damaged: lost æ, ø and å, broken words, read-alike signs.

Only what is near certain is changed: a word that does not exist and has one likely original, or one that exists but
that its neighbours speak clearly against, in a text whose other words show the same damage. Names and numbers stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dorinn.domain.text import Form
from dorinn.language.damage import IMAGES
from dorinn.language.form import marked_form
from dorinn.language.lexicon import Lexicon

_LETTERS = "a-zA-ZæøåÆØÅéèêòóôäöüÉ"
_TOKEN = re.compile(rf"[{_LETTERS}](?:[{_LETTERS}&@]*[{_LETTERS}&@])?|[&@][{_LETTERS}]*|[|]|\d+|[.!?]")
_SOFT = "\u00ad"
_BROKEN = re.compile(rf"([{_LETTERS}]{{2,}})-(?:{_SOFT}| )([a-zæøåé@&]{{2,}})")
_LINK = re.compile(r"https?:\S+|www\.\S+|\S+@\S+\.\S+")
_ENDINGS = (
    "ar",
    "ane",
    "arane",
    "er",
    "ene",
    "en",
    "et",
    "erer",
    "erte",
    "ert",
    "e",
    "a",
    "s",
    "te",
    "de",
    "t",
    "ande",
)
_AND = {"og", "eller", "til", "men", "samt", "som", "for", "i", "på", "av"}
_SOUND = 0.1  # share of lost letters below which a document is sound: foreign words look lost too
_LEAST_LOST = 3  # words
_CLEAR = 0.5  # ln: how much likelier one original must be than the next
_SURE = 0.6  # ln: how much likelier an original must be than the word as it stands
_OTHER_FORM = 2.5  # ln: words whose shares in the two forms differ by more belong to different forms
_RARE = 15  # a word seen less often has no neighbours on record
_MOST = 4  # letters put back in one word
_EDGE = 4  # characters; shorter parts of compounds are too often chance
# Other signs that are read for letters, in damaged text only.
_ALIKE = (("q", "g"), ("gq", "g"), ("tie", "tje"), ("gie", "gje"), ("gia", "gja"))


@dataclass(frozen=True, slots=True)
class Change:
    """One word as it was and as it is now, with a little of the text around it."""

    before: str
    after: str
    around: str


@dataclass(frozen=True, slots=True)
class Damage:
    """What a text suffers from: the share of its words with æ, ø or å that lost them, and its form."""

    share: float
    form: Form


class Repairer:
    """Repairs the texts of one document; makes a list of what it changes."""

    def __init__(self, lexicon: Lexicon, names: Iterable[str] = ()) -> None:
        self._lexicon = lexicon
        self._given = {name.lower(): name for full in names for name in re.split(r"[\s-]", full) if len(name) > 2}
        self._read = {_flat(name): name for name in self._given.values()}
        self.changes: list[Change] = []

    def repair(self, texts: Sequence[str]) -> list[str]:
        """The texts in order, repaired; undamaged documents come back as they are, but for broken words."""
        joined = [self._joined(text) for text in texts]
        damage = self.diagnose(joined)
        if damage.share < _SOUND:
            return joined
        return [self._text(text, damage) for text in joined]

    def diagnose(self, texts: Sequence[str]) -> Damage:
        """How much is lost: words that do not exist but have a common original, against words that kept a letter."""
        kept = lost = 0
        for word in _sample(texts):
            if any(c in IMAGES for c in word):
                kept += self._lexicon.count(word) >= 2
            elif word == "&":
                lost += 1
            else:  # far rarer than an original it may have: «pa» for «på»
                own = max(50.0, 300 * self._lexicon.count(word))
                lost += any(self._lexicon.count(made) >= own for made, _ in self._candidates(word))
        form: Form = marked_form(" ".join(texts)[:20_000]) or "nb"
        return Damage(lost / (kept + lost) if lost >= _LEAST_LOST else 0.0, form)

    # -- words broken in two ----------------------------------------------------

    def _joined(self, text: str) -> str:
        def whole(match: re.Match[str]) -> str:
            left, right = match[1], match[2]
            soft = match[0][len(left) + 1] == _SOFT
            if right.lower() in _AND:
                return f"{left}- {right}"
            definite = left.lower().endswith(("et", "en", "ene")) and self._known(left.lower())
            if self._lexicon.count((left + right).lower()) >= 2 or (
                not definite and self._is_word((left + right).lower())
            ):
                after = left + right
            elif soft:
                after = f"{left}-{right}" if definite else left + right
            else:
                return match[0]
            self._note(match[0].replace(_SOFT, " "), after, text, match.start())
            return after

        return _BROKEN.sub(whole, text).replace(_SOFT, "")

    # -- lost letters -------------------------------------------------------------

    def _text(self, text: str, damage: Damage) -> str:
        """Twice over the words: first those that do not exist, then those whose neighbours speak against them."""
        for unsure in (False, True):
            links = [match.span() for match in _LINK.finditer(text)]
            found = [m for m in _TOKEN.finditer(text) if not any(a <= m.start() < b for a, b in links)]
            words = [match[0] for match in found]
            fixed = list(words)
            for place, word in enumerate(words):
                before = fixed[place - 1] if place else ""
                after = fixed[place + 1] if place + 1 < len(fixed) else ""
                start = place == 0 or before in ".!?" or not _inside(text, found[place].start())
                fixed[place] = self._word(word, before, after, start, damage, unsure)
            parts, end = [], 0
            for match, word in zip(found, fixed, strict=True):
                parts += [text[end : match.start()], word]
                end = match.end()
                if word != match[0]:
                    self._note(match[0], word, text, match.start())
            text = "".join([*parts, text[end:]])
        return text

    def _word(self, word: str, before: str, after: str, start: bool, damage: Damage, unsure: bool) -> str:
        if word in ("|", "l") and (start or word == "|") and after[:1].isalpha():
            return "I"
        if word == "&":
            return ("Å" if start else "å") if after[:1].islower() else word
        if not word[0].isalpha() and word[0] not in "&@":
            return word
        if any(c.isupper() for c in word[1:]) and not word.isupper():
            return word  # «IoT», «NooR»: a name of some kind
        low = word.lower()
        if _flat(low) in self._read and not word.isupper() and word[0].isupper():
            name = self._read[_flat(low)]
            return name if low != name.lower() else word
        capital = word[0].isupper() or (word[0] == "@" and word[1:2].isalpha() and start)
        if capital and not start and not word.isupper():
            return word  # a name
        if word.isupper() and 1 < len(word) < 5:
            return word  # a short form such as PPT
        best = self._best(low, before.lower(), after.lower(), damage, unsure)
        if best is None or best == low:
            return word
        if word.isupper() and len(word) > 1:
            return best.upper()
        return best[0].upper() + best[1:] if capital else best

    def _best(self, word: str, before: str, after: str, damage: Damage, unsure: bool) -> str | None:
        """The original of a word, or None when it is to stay."""
        options = self._candidates(word) if len(word) > 1 or word == "a" else ()
        own = self._lexicon.count(word)
        if own < 1 or (own < 400 and "é" in word):
            if not options:
                return self._compound(word, damage.form)
            scored = sorted(((self._score(c, cost, before, after, damage), c) for c, cost in options), reverse=True)
            clear = len(scored) == 1 or scored[0][0] - scored[1][0] > _CLEAR
            if self._lexicon.count(scored[0][1]) < 100 and self._is_inflected(word):
                return None
            return scored[0][1] if clear or unsure else None
        if not unsure or (word not in self._lexicon.unsure and own >= _RARE):
            return None
        scored = [(self._score(c, cost, before, after, damage), c) for c, cost in options if self._may_be(c, own)]
        if not scored:
            return None
        best, original = max(scored)
        # «fra» and «frå» have the same neighbours: there the form of the document tells, and nothing else.
        if abs(self._lexicon.lean(original) - self._lexicon.lean(word)) > _OTHER_FORM:
            form = damage.form
            best, stay = self._lexicon.chance(original, form), self._lexicon.chance(word, form)
        else:
            stay = self._score(word, 0.0, before, after, damage)
        return original if best + math.log(damage.share) - stay > _SURE else None

    def _may_be(self, original: str, own: float) -> bool:
        """Whether a known word may stand for this original: both have neighbours on record, or it is far rarer."""
        return original in self._lexicon.unsure if own >= _RARE else self._lexicon.count(original) > 8 * own

    def _score(self, word: str, cost: float, before: str, after: str, damage: Damage) -> float:
        return self._lexicon.chance(word, damage.form) + self._lexicon.fits(word, before, after) - cost

    @lru_cache(maxsize=20_000)  # noqa: B019 (a repairer lives as long as one document)
    def _candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        """Known words that may have been read as this one, with the cost (ln) of the misreading."""
        return tuple((made, cost) for made, cost in _undone(word) if made != word and self._lexicon.count(made) >= 2)

    @lru_cache(maxsize=20_000)  # noqa: B019
    def _compound(self, word: str, form: Form) -> str | None:
        """A compound that no list has, put right in the one of its parts that is damaged, or in both."""
        if len(word) < 2 * _EDGE or self._is_word(word) or self._is_inflected(word):
            return None
        found: list[tuple[float, str]] = []
        for cut in range(3, len(word) - _EDGE + 1):
            left, right = self._part(word[:cut], form), self._part(word[cut:], form)
            if left and right and left[1] + right[1] != word:
                found.append((left[0] + right[0], left[1] + right[1]))
        if not found:
            return None
        found.sort(reverse=True)
        rival = next((score for score, made in found[1:] if made != found[0][1]), -99.0)
        return found[0][1] if found[0][0] - rival > 1.5 or rival == -99.0 else None

    @lru_cache(maxsize=50_000)  # noqa: B019
    def _part(self, part: str, form: Form) -> tuple[float, str] | None:
        """The best reading of a part of a compound, with its score; a joining «s» or «e» may end it."""
        options = [(made, cost) for made, cost in _undone(part) if self._lexicon.count(made) >= _least(part)]
        if part.endswith(("s", "e")) and len(part) > 5:
            options += [
                (made + part[-1], cost + 0.7)
                for made, cost in _undone(part[:-1])
                if self._lexicon.count(made) >= _least(part)
            ]
        if not options:
            return (-18.0, part) if len(part) >= 8 and self._is_word(part) else None
        return max(
            (max(self._lexicon.chance(made, form), self._lexicon.chance(made[:-1], form) - 1) - cost, made)
            for made, cost in options
        )

    def _is_word(self, word: str) -> bool:
        """Whether a word is known, or put together of two known ones."""
        if self._lexicon.count(word) >= 2:
            return True
        return len(word) >= 2 * _EDGE and any(
            self._known(word[:cut]) and self._known(word[cut:]) for cut in range(3, len(word) - _EDGE + 1)
        )

    def _is_inflected(self, word: str) -> bool:
        """Whether a word looks like another form of a known one: «vinklene» where «vinkler» is known."""
        stems = (word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4)
        return any(self._lexicon.count(stem + end) >= 3 for stem in stems for end in _ENDINGS)

    def _known(self, part: str) -> bool:
        least = _least(part)
        joined = part[-1:] in ("s", "e") and len(part) > 4 and self._lexicon.count(part[:-1]) >= least
        return joined or self._lexicon.count(part) >= least

    def _note(self, before: str, after: str, text: str, place: int) -> None:
        around = text[max(0, place - 30) : place + len(before) + 30].replace(_SOFT, "")
        self.changes.append(Change(before, after, " ".join(around.split())))


def _least(part: str) -> int:
    """How often a part of a compound must have been seen; short ones stand in many words by chance."""
    return 1000 if len(part) < 4 else 300 if len(part) == 4 else 15


def _inside(text: str, place: int) -> bool:
    """Whether a place is inside a sentence, not at the start of one, of a quotation or of a list item."""
    before = text[:place].rstrip(" ")
    return bool(before) and before[-1] not in '.!?:«“"•|-–—*([/'


@lru_cache(maxsize=50_000)
def _undone(word: str) -> tuple[tuple[str, float], ...]:
    """Every word that this one can have been read from, itself first, with the cost of the misreading."""
    found: dict[str, float] = {word: 0.0}
    starts = {word: 0.0}
    for read, meant in _ALIKE:
        if read in word:
            starts[word.replace(read, meant)] = 3.0
    if word[0] in "il" and len(word) > 2:
        starts[("l" if word[0] == "i" else "i") + word[1:]] = 3.0
    found.update(starts)
    for first, cost in starts.items():
        _put_back(first, 0, "", cost, 0, found)
    return tuple(found.items())


def _put_back(word: str, place: int, made: str, cost: float, used: int, found: dict[str, float]) -> None:
    if place >= len(word):
        if used and (made not in found or found[made] > cost):
            found[made] = cost
        return
    if word[place] not in "&@":
        _put_back(word, place + 1, made + word[place], cost, used, found)
    if used >= min(_MOST, 1 + len(word) // 4):
        return
    for image, letter, price in _BACK:
        if image == "d" and place == 0:
            continue  # «Dr.»; an å that begins a word is read as a
        if word.startswith(image, place):
            _put_back(word, place + len(image), made + letter, cost + price, used + 1, found)


_BACK = tuple((image, letter, -math.log(share)) for letter, images in IMAGES.items() for image, share in images)


def _sample(texts: Sequence[str], most: int = 2_000) -> list[str]:
    """The first words of a document that are not written with a capital, as it writes them."""
    found: list[str] = []
    for text in texts:
        if len(found) >= most:
            break
        found += [match[0] for match in _TOKEN.finditer(_LINK.sub("", text)) if match[0].islower() or match[0] == "&"]
    return found


def _flat(name: str) -> str:
    return name.lower().translate(str.maketrans("æøåé", "aoae"))
