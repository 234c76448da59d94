"""Search terms: stems of words, and the parts of compounds («barnevernvakt» finds «barnevern»)."""

from __future__ import annotations

from functools import lru_cache

import Stemmer

from dorinn.language.fold import fold, words

_STEMMER = Stemmer.Stemmer("norwegian")
# Words without content in questions; folded. They carry no evidence about which passage is meant.
_EMPTY = frozenset(
    """a alle at av bare ble blir da de deg dei den der dere det di din dit du eg ein eit eller en er et etter for
    fra fra ha han har hennar hennes hja ho hos hun hva hvem hvor hvordan hvilke hvilken hvis i ikkje ikke inn ja jeg
    ka kan kem kor korleis kva kven kvar man me med meg men min mitt mi mine mot na nar naar noe noen noko nokon no og
    ogsa opp oss over pa sa sin sitt si skal skulle som sjol sjolv selv te til ut var vare ved vert vi vil vore blei
    vart ville om eit ei den dette denne desse disse dei dem dykk dykkar vart veldig sa her hvorfor kvifor ta far fa
    """.split()
)
# Parts that stand first or last in the compounds of this field; long enough not to be chance.
_PARTS = (
    "barnevern barnehage helsestasjon skole skule fravar tverrfaglig tverrfagleg foreldre ungdom familie kommune "
    "psykolog flyktning innsats ressurs forebygg forebyggj samhandling melde avverge avverje taushets teie barne "
    "barnekoordinator koordinator mobbe helse sykepleier sjukepleiar vakt veiledning rettleiing handling plan team "
    "mote samarbeid kultur fritid stipend rus psykisk kompetanse opplaring opplaring budsjett"
).split()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded word, alike for both forms where a rule can make it so."""
    # Nynorsk endings that the Bokmål stemmer leaves: -ar, -ane, -leg, -inga.
    for ending, other in (("skule", "skole"), ("ikkje", "ikke"), ("teneste", "tjeneste"), ("kj", "k")):
        word = word.replace(ending, other)
    for ending in ("ingane", "ingar", "inga", "ane", "leg"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word[: -len(ending)] + {"ane": "ene", "leg": "lig"}.get(ending, "ing")
            break
    return str(_STEMMER.stemWord(word))


def terms(text: str) -> list[str]:
    """Stems of the words that carry content, and of the known parts of compounds."""
    found: list[str] = []
    for word in words(fold(text)):
        found += _of(word)
    return found


@lru_cache(maxsize=20_000)
def _of(word: str) -> tuple[str, ...]:
    """The terms of one folded word; none where it carries no content."""
    if word in _EMPTY:
        return ()
    parts = _PARTS if len(word) > 9 else ()
    return stem(word), *(stem(p) for p in parts if word != p and (word.startswith(p) or word.endswith(p)))
