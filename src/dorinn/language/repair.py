"""Repairs text that character recognition damaged: lost æ, ø and å, broken words, read-alike signs.

Only what is near certain is changed: a word that does not exist and has one likely original, or one that exists but
that its neighbours speak clearly against, in a text whose other words show the same damage. Names and numbers stay.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from dorinn.domain.text import Form
from dorinn.language.compounds import Compounds
from dorinn.language.damage import IMAGES
from dorinn.language.figures import with_letters
from dorinn.language.form import marked_form
from dorinn.language.lexicon import Around, Lexicon
from dorinn.language.misread import undone
from dorinn.language.tokens import LETTERS, LINK, TOKEN, is_inside, named_in, neighbours, sample

_SOFT = "\u00ad"
# Each begins where a word does and gives nothing back: a hostile document may be one endless word.
_BROKEN = re.compile(rf"(?<![{LETTERS}])([{LETTERS}]{{2,}}+)-(?:{_SOFT}| )([a-zæøåé@&]{{2,}})")
_ENDING = re.compile(rf"[{LETTERS}][(’']$")  # «kommisjon(ar)»: what follows is no word
_EDGE = re.compile(rf"(\d*)([{LETTERS}]+)(\d*)")
_AND = {"og", "eller", "til", "men", "samt", "som", "for", "i", "på", "av"}
# «ga innspill» is the past of «gi»: it is «å gå», «skal ikke gå», «komme og gå» that are read as «ga».
_BEFORE_INFINITIVE = frozenset(
    "å a & skal skulle kan kunne vil ville må ma måtte bør bor burde få fa får far fikk la lar lot og eller".split()
)
_UNLED = 1.5  # ln: how much likelier «gå» must be where none of them stands
_SOUND = 0.1  # share of lost letters below which a document is sound: foreign words look lost too
_LEAST_LOST = 3  # words
_CLEAR = 0.5  # ln: how much likelier one original must be than the next
_SURE = 1.0  # ln: how much likelier an original must be than a common word as it stands
_LIKELIER = 1.2  # ln: the same for a rare or unknown word
_BESIDE = 0.3  # how much neighbours count where the form of the document tells: «hei da» stands in both
_SHORT, _LONGEST = 3, 40  # letters; words between may be read letter by letter
_NEW = -3.5  # ln: the share of a text's words that the lexicon has not, or hardly
_OTHER_FORM = 2.5  # ln: words whose shares in the two forms differ by more belong to different forms
_NOBODY: Around = ("", "", "", "")
_COMMON = 1_000  # times seen; hardly a first name is as common
_LONG_NAME = 7  # letters
_CAPITAL = re.compile(r" (?:[A-ZÆØÅ]\d?[a-zæøåé]|[2480][a-zæøåé]{2})")  # «Næss», «N2ss», «0deg4rd»
_BEFORE = re.compile(rf"(?<![{LETTERS}\d])[A-ZÆØÅ][{LETTERS}\d]+(?= $)")
_ABBREVIATION = 5  # letters: as many capitals at most before a hyphen are one, and keep it
_RARE = 15  # a word seen less often has no neighbours on record, and is judged by its letters too


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
    """Repairs the texts of one document; makes a list of what it changes.

    After so many seconds, which only a hostile document needs, the rest stays as it is.
    """

    def __init__(self, lexicon: Lexicon, names: Iterable[str] = (), seconds: float = 120.0) -> None:
        self._lexicon = lexicon
        self._compounds = Compounds(lexicon)
        self._letters = lexicon.letters
        self._given = {name.lower(): name for full in names for name in re.split(r"[\s-]", full) if len(name) > 2}
        self._read = {_flat(name): name for name in self._given.values()}
        self._names: frozenset[str] = frozenset()
        self.changes: list[Change] = []
        self._until = time.monotonic() + seconds

    def repair(self, texts: Sequence[str]) -> list[str]:
        """The texts in order, repaired; undamaged documents come back as they are, but for broken words."""
        joined = [self._joined(text) for text in texts]
        damage = self.diagnose(joined)
        if damage.share < _SOUND:
            return joined
        self._names = named_in(joined)
        return [self._text(text, damage) for text in joined]

    def diagnose(self, texts: Sequence[str]) -> Damage:
        """How much is lost: words that do not exist but have a common original, against words that kept a letter."""
        kept = lost = 0
        for word in sample(texts):
            if any(c in IMAGES for c in word):
                kept += self._lexicon.count(word) >= 2
            elif word == "&":
                lost += 1
            elif any(c.isdigit() for c in word):
                lost += with_letters(word, self._lexicon, self._compounds) is not None
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
            definite = left.lower().endswith(("et", "en", "ene")) and self._compounds.known(left.lower())
            if len(left) <= _ABBREVIATION and left.isupper():
                after = f"{left}-{right}"  # «SLT-koordinator»
            elif self._lexicon.count((left + right).lower()) >= 2 or (
                not definite and self._compounds.is_word((left + right).lower())
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
            links = [match.span() for match in LINK.finditer(text)]
            found = [
                m
                for m in TOKEN.finditer(text)
                if not any(a <= m.start() < b for a, b in links) and not _ENDING.search(text[: m.start()][-2:])
            ]
            words = [match[0] for match in found]
            fixed = list(words)
            for place, word in enumerate(words):
                around = neighbours(fixed, place)
                if word.lower() == "a" and text[found[place].end() :][:1] not in (" ", ""):
                    continue  # «A-plan»
                start = place == 0 or around[1] in ".!?" or not is_inside(text, found[place].start())
                second = word[0].isdigit() and self._follows_name(text, found[place].start())
                if second or word.lower() in self._names or _CAPITAL.match(text, found[place].end()):
                    fixed[place] = self._perhaps_name(word, around, start, damage, unsure)
                else:
                    fixed[place] = self._word(word, around, start, damage, unsure)
            parts, end = [], 0
            for match, word in zip(found, fixed, strict=True):
                parts += [text[end : match.start()], word]
                end = match.end()
                if word != match[0]:
                    self._note(match[0], word, text, match.start())
            text = "".join([*parts, text[end:]])
        return text

    def _word(self, word: str, around: Around, start: bool, damage: Damage, unsure: bool) -> str:
        after = around[2]
        if word in ("|", "l") and start and after[:1].isalpha():
            return "I"
        if word == "&":
            return ("Å" if start else "å") if after[:1].islower() else word
        if not word[0].isalpha() and word[0] not in "&@" and not word[1:2].isalpha():
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
        if any(c.isdigit() for c in word):
            best = with_letters(low, self._lexicon, self._compounds)
            if best is None and (edge := _EDGE.fullmatch(word)):  # «14aring», «skolearet2»
                return edge[1] + self._word(edge[2], around, start, damage, unsure) + edge[3]
        else:
            best = self._best(low, around, damage, unsure)
        if best is None or best == low:
            return word
        if word.isupper() and len(word) > 1:
            return best.upper()
        return best[0].upper() + best[1:] if capital else best

    def _follows_name(self, text: str, place: int) -> bool:
        """Whether what may be a first name stands right before a place: a capital, and no everyday word."""
        found = _BEFORE.search(text[max(0, place - _LONGEST) : place])
        return found is not None and self._lexicon.count(found[0].lower()) < _COMMON

    def _perhaps_name(self, word: str, around: Around, start: bool, damage: Damage, unsure: bool) -> str:
        """A word that may be a name («Kare Naess», «Ingrid 0deg4rd»): only an everyday word is put right."""
        made = self._word(word, around, start, damage, unsure)
        plain = word[0].islower() or len(word) > _LONG_NAME or self._lexicon.count(made.lower()) >= _COMMON
        plain = plain or _flat(word.lower()) in self._read
        return made if plain else word

    def _best(self, word: str, around: Around, damage: Damage, unsure: bool) -> str | None:
        """The original of a word, or None when it is to stay."""
        if time.monotonic() > self._until or (len(word) == 1 and word != "a"):
            return None
        own = self._lexicon.count(word)
        if own < 1 or (own < _RARE and unsure):
            return self._likeliest(word, around, damage, unsure)
        if not unsure or word not in self._lexicon.unsure:
            return None
        found = [
            (self._outweighs(c, cost, word, around, damage), c)
            for c, cost in self._candidates(word)
            if c in self._lexicon.unsure
        ]
        best, original = max(found, default=(0.0, word))
        if word == "ga" and _BEFORE_INFINITIVE.isdisjoint(around[:2]):
            best -= _UNLED
        return original if best + math.log(damage.share) > _SURE else None

    def _outweighs(self, original: str, cost: float, word: str, around: Around, damage: Damage) -> float:
        """How much likelier (ln) an original is than a common word as it stands."""
        # «fra» and «frå» have much the same neighbours: there the form of the document tells, and little else.
        if abs(self._lexicon.lean(original) - self._lexicon.lean(word)) > _OTHER_FORM:
            likelier = self._lexicon.chance(original, damage.form) - cost - self._lexicon.chance(word, damage.form)
            return likelier + _BESIDE * (self._lexicon.fits(original, around) - self._lexicon.fits(word, around))
        return self._score(original, cost, around, damage) - self._score(word, 0.0, around, damage)

    def _likeliest(self, word: str, around: Around, damage: Damage, unsure: bool) -> str | None:
        """The original of an unknown or rare word, when clearly likelier than the word itself and than the next."""
        options = dict(self._candidates(word))
        if _SHORT < len(word) <= _LONGEST:
            for made, cost in self._letters.read(word)[:4]:
                if made != word and len(made) > 2:
                    options.setdefault(made, cost)
        if not options:
            return None
        # Neighbours speak for «øret» where they are not on record for «året»: they are heard for all or for none.
        if not all(made in self._lexicon.unsure or self._lexicon.count(made) < _RARE for made in options):
            around = _NOBODY
        scored = sorted(((self._score(c, cost, around, damage), c) for c, cost in options.items()), reverse=True)
        best, original = scored[0]
        stay = self._score(word, 0.0, around, damage)
        if best + math.log(damage.share) - stay < _LIKELIER:
            return None
        return original if unsure or len(scored) == 1 or best - scored[1][0] > _CLEAR else None

    def _score(self, word: str, cost: float, around: Around, damage: Damage) -> float:
        """How likely (ln) a word is here, and its being read as it was: by its count, its letters, its neighbours."""
        seen = self._lexicon.chance(word, damage.form) if word in self._lexicon else -math.inf
        if self._lexicon.count(word) < _RARE:
            seen = float(np.logaddexp(seen, self._letters.chance(word) + _NEW))
        return seen + self._lexicon.fits(word, around) - cost

    @lru_cache(maxsize=20_000)  # noqa: B019 (a repairer lives as long as one document)
    def _candidates(self, word: str) -> tuple[tuple[str, float], ...]:
        """Known words that may have been read as this one, with the cost (ln) of the misreading."""
        return tuple(
            (made, cost)
            for made, cost in undone(word)
            if made != word and (len(made) > 1 or made == "å") and self._lexicon.count(made) >= 2
        )

    def _note(self, before: str, after: str, text: str, place: int) -> None:
        around = text[max(0, place - 30) : place + len(before) + 30].replace(_SOFT, "")
        self.changes.append(Change(before, after, " ".join(around.split())))


def _flat(name: str) -> str:
    return name.lower().translate(str.maketrans("æøåé", "aoae"))
