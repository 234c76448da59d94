"""Courtesies: greetings, excuses and thanks around a matter, which say nothing of what it is."""

from __future__ import annotations

import re

from dorinn.language.fold import fold, words

_MARKS = re.compile(
    r"\b(?:hei|hallo|heisann|god (?:dag|kveld|morgen|morgon)|takk|tusen takk|beklager|orsak|unnskyld|unnskuld|sorry"
    r"|hilsen|helsing|mvh|vennlig|vennleg|fin dag|god helg|pa forhand|pa forehand|haper|vonar|dere finnes|de finst)\b"
)
# Words that courtesies are made of; a sentence with any other word has something to say.
_WORDS = frozenset(
    """hei hallo heisann god gode dag kveld morgen morgon takk tusen mange hjertelig hjarteleg beklager orsak unnskyld
    unnskuld sorry hilsen helsing mvh vennlig vennleg beste fin fine helg pa forhand forehand haper vonar jeg eg vi me
    at det er og a ha en ein for om til fra dere de dykk dokker du noen nokon kan svare svarar svar hjelpe hjelp hjelpa
    finnes finst eksisterer forstyrrer uroar uroer masing mas lang langt lange melding sporsmal sporsmalet dumt dum
    litt rart her skrive skriver skriv tar tek kontakt lurer lurte lurar pa noe noko en ein ting med alt allerede
    so sa mye mykje veldig ogsa og skal ikke ikkje lenge tid tida bryet jobben gjor gjer bra deres dykkar denne dette
    far lov sporre sporje bare berre min mitt mine""".split()
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")


def without_courtesies(text: str) -> str:
    """The text without sentences that are courtesies only; unchanged where nothing else would be left."""
    parts = _SENTENCE.findall(text)
    kept = [part for part in parts if not _courtesy(part)]
    return "".join(kept).strip() if kept and len(kept) < len(parts) else text


def _courtesy(sentence: str) -> bool:
    folded = fold(sentence)
    found = words(folded)
    return bool(_MARKS.search(folded)) and all(word in _WORDS for word in found)
