"""Quotations from ingested plans: which sentences answer a question, in the plan's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dorinn.domain.passage import Hit, Passage
from dorinn.language.sentences import POINT, with_numbers
from dorinn.language.terms import terms

CLEAR = 0.5
CERTAIN = 0.75  # from here on a plan may answer what would otherwise be refused
_LONGEST = 420  # characters of a quotation
_SENTENCE = re.compile(rf"(?<=[.!?])\s+(?=[«“(]?[A-ZÆØÅ•])|\s(?=• )|{POINT}")
# A number to call is shown from a verified record or not at all, even where a plan prints one.
PHONE = re.compile(r"(?<!\d)(?:\+47 ?)?(?:\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} ?\d{3}|\d{8})(?!\d)")


def best_quotation(question: str, hits: Sequence[Hit], least: float = CLEAR) -> tuple[str, Passage] | None:
    """The words to quote and the passage they stand in, or None when no passage speaks clearly of the question.

    `least` is the share of the question's content words that a passage and its headings must hold.
    """
    wanted = frozenset(terms(question))
    best: tuple[float, str, Passage] | None = None
    for place, hit in enumerate(hits):
        passage = hit.passage
        said = frozenset(terms(f"{passage.title} {passage.text.nb}"))
        share = len(wanted & said) / (len(wanted) or 1)
        words = _excerpt(passage.text.nb, wanted)
        score = share - 0.08 * place
        if share >= least and words and (best is None or score > best[0]):
            best = (score, words, passage)
    return None if best is None else best[1:]


def _excerpt(text: str, wanted: frozenset[str]) -> str:
    """The run of whole sentences, none with a number to call, that shares most words with the question."""
    if len(text) <= _LONGEST and not PHONE.search(text):
        return text
    sentences = with_numbers(_SENTENCE.split(text))
    best, found = (-1.0, 0), ""
    for first in range(len(sentences)):
        run = ""
        for sentence in sentences[first:]:
            if PHONE.search(sentence) or len(run) + len(sentence) > _LONGEST:
                break
            run = f"{run} {sentence}".strip()
            score = (len(wanted & frozenset(terms(run))) - 0.001 * len(run), -first)
            if score > best:
                best, found = score, run
    if not found:
        return ""
    before = "" if text.startswith(found) else "… "
    return f"{before}{found}{'' if text.endswith(found) else ' …'}"
