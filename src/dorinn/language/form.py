"""Bokmål or Nynorsk, and whether a text is Norwegian at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dorinn.domain.text import Form
from dorinn.language.form_words import BOKMAL, NYNORSK

_SHARED = frozenset(
    """og er det at i på for til av med som en har å om så da men nå han hun kan vil skal må hos barn min mitt mine
    den et ei vi du deg meg seg sin sitt alle alt når eller hjelp år gammel mamma pappa barnehage barnehagen barnevern
    barnevernet nav ppt bup kommune kommunen ring ringer hei takk ja nei""".split()
)
_ENGLISH = frozenset(
    """the is my i you what where how do does can who and he she they to of with have has need help not it we our when
    should am are was this that his her child son daughter school please me your there about want but""".split()
)
_OTHERS = frozenset(
    """ich nicht mein meine und ist das wo wie kann ein eine der die mit für kind sohn tochter hilfe bitte wir
    je suis mon ma mes est pas où comment pour avec enfant le la les une des qui que quel aide
    mi hijo hija no es dónde cómo con para el los las una qué ayuda tengo
    nie jest moje moja mój dziecko gdzie jak pomoc proszę do się mam syn córka czy że mnie
    waxaan ma caawimaad ilmo ilmaha caruur carruur wiilkayga gabadhayda waa iyo kale soo
    mano vaikas kur kaip pagalba ir yra nu nemiega tai""".split()
)
# Shapes of words that are Nynorsk only: «skulesekken», «røykje», «skeiv», «heimefrå».
_NYNORSK_SHAPE = re.compile(
    r"(?:skul(?:e[a-zæøå]+|ar|ane)|skeiv[a-z]*|heim(?!evern)[a-zæøå]+"
    r"|(?!bikkje|ikkje)[a-zæøå]{2,}(?:kk|nk|yk|gg|et|eng|ing)jer?)$"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_BEYOND_LATIN = "\u0250"  # the first letter that is not Latin


def found_words(text: str) -> list[str]:
    """Lower-case words with æ, ø and å kept."""
    return _WORD.findall(text.lower())


def marked_form(text: str) -> Form | None:
    """The form that marker words decide, or None when they say nothing or disagree evenly."""
    found = found_words(text)
    nynorsk = sum(word in NYNORSK for word in found)
    bokmal = sum(word in BOKMAL for word in found)
    for word in found:
        nynorsk += word not in NYNORSK and bool(_NYNORSK_SHAPE.match(word))
        if len(word) > 6 and word not in NYNORSK:
            nynorsk += word.endswith(("leg", "lege", "ingar", "ingane", "arane")) and not word.endswith(("bleg",))
            bokmal += word.endswith(("lig", "lige", "heten", "elsen", "elsene"))
    if nynorsk == bokmal:
        return None
    return "nn" if nynorsk > bokmal else "nb"


def is_foreign(text: str) -> bool:
    """Whether the text is in a language other than Norwegian, Danish and Swedish."""
    if _other_letters(text):
        return True
    found = found_words(text)
    if len(found) < 3:
        return False
    norwegian, foreign = _spoken(found)
    return foreign >= 2 and foreign > norwegian and foreign >= len(found) * 0.3


def may_be_foreign(text: str) -> bool:
    """Whether a text, also a very short one, is no more Norwegian than it is something else."""
    if _other_letters(text):
        return True
    norwegian, foreign = _spoken(found_words(text))
    return foreign >= norwegian


def _other_letters(text: str) -> bool:
    """Whether most letters are of another alphabet."""
    if text.isascii() or max(text) < _BEYOND_LATIN:
        return False
    letters = [c for c in text if c.isalpha()]
    foreign = sum(not c.isascii() and not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return 2 * foreign > len(letters)


def _spoken(found: Sequence[str]) -> tuple[int, int]:
    """How many words are Norwegian, and of the other language that has most of them."""
    norwegian = sum(word in NYNORSK or word in BOKMAL or word in _SHARED for word in found)
    return norwegian, max(sum(word in _ENGLISH for word in found), sum(word in _OTHERS for word in found))


def other_form(word: str, form: Form) -> bool:
    """Whether a lower-case word belongs to the other written form only."""
    own, other = (NYNORSK, BOKMAL) if form == "nn" else (BOKMAL, NYNORSK)
    return word in other and word not in own
