"""How well is damaged text repaired? Damages clean Norwegian text as character recognition does, and repairs it.

    python -m dorinn.evals.repair --text text.tsv.gz [--words 40000] [--show 40]
    python -m dorinn.evals.repair --text text.tsv.gz --tuning --counts tuning.npz --show 40

`text.tsv.gz` has three columns: source, form (nb or nn), line. Only lines that the word counts have not seen are used
(one in fifty, see `dorinn.training.words`), and lines with fewer than five words are passed over. Whoever wants to see
what is missed, and change something for it, looks at other lines: `--tuning`, with counts made with `--tuning` as well.
"""

from __future__ import annotations

import argparse
import gzip
import zlib
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unicodedata import normalize

from dorinn.domain.text import FORMS
from dorinn.errors import EvaluationError
from dorinn.language.damage import damage
from dorinn.language.lexicon import WORDS, Lexicon
from dorinn.language.repair import Repairer

HELD, TUNING = 50, (1, 2, 3)  # as in `dorinn.training.words`, which this room may not import
_LETTERS = "æøåÆØÅ"
_DOCUMENT = 60  # lines


@dataclass(slots=True)
class Outcome:
    """Counts of words and letters. Names (capitals inside a sentence) are left alone on purpose and stand apart."""

    damaged: int = 0
    restored: int = 0
    names: int = 0
    right: int = 0
    harmed: int = 0
    letters: int = 0
    letters_back: int = 0
    missed: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    harms: Counter[tuple[str, str]] = field(default_factory=Counter)

    def line(self, name: str) -> str:
        """One line of figures."""
        return (
            f"{name:12} damaged words restored {self.restored / max(self.damaged, 1):6.2%} of {self.damaged}"
            f"  letters {self.letters_back / max(self.letters, 1):6.2%} of {self.letters}"
            f"  right words harmed {self.harmed / max(self.right, 1):7.3%} of {self.right}"
            f"  names left {self.names}"
        )


def held_out(path: Path, form: str, words: int, parts: Container[int] = (0,)) -> list[list[str]]:
    """Documents of held-out lines in one form, about so many words in all; raises EvaluationError."""
    lines: list[str] = []
    count = 0
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in file:
                columns = row.rstrip("\n").split("\t", 2)
                if len(columns) == 3 and columns[1] == form and zlib.crc32(columns[2].encode()) % HELD in parts:
                    lines.append(" ".join(normalize("NFC", columns[2]).split()))
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read ({error})") from error
    Random(form).shuffle(lines)
    kept = []
    for line in lines:
        if len(line.split()) >= 5 and count < words:
            kept.append(line)
            count += len(line.split())
    return [kept[start : start + _DOCUMENT] for start in range(0, len(kept), _DOCUMENT)]


def score(documents: Sequence[Sequence[str]], lexicon: Lexicon, hurt: bool = True) -> Outcome:
    """Damages (unless `hurt` is off) and repairs each document, and compares word by word."""
    outcome = Outcome()
    random = Random(1)
    for document in documents:
        read = [" ".join(_read(word, random) if hurt else word for word in line.split()) for line in document]
        for line, seen, mended in zip(document, read, Repairer(lexicon).repair(read), strict=True):
            for true, damaged, after, name in _aligned(line, seen, mended):
                _count(outcome, true, damaged, after, name)
    return outcome


def _read(word: str, random: Random) -> str:
    return damage(word, random)


def _aligned(line: str, seen: str, mended: str) -> Iterator[tuple[str, str, str, bool]]:
    words, read, after = line.split(), seen.split(), mended.split()
    if not len(words) == len(read) == len(after):
        return
    for place, (true, damaged, now) in enumerate(zip(words, read, after, strict=True)):
        inside = place > 0 and words[place - 1][-1] not in '.!?:«"”–-('
        yield true, damaged, now, inside and true.lstrip("«\"(“'")[:1].isupper()


def _count(outcome: Outcome, true: str, damaged: str, after: str, name: bool) -> None:
    if true == damaged:
        outcome.right += 1
        outcome.harmed += after != true
        if after != true:
            outcome.harms[true, after] += 1
    elif name:
        outcome.names += 1
    else:
        letters = sum(c in _LETTERS for c in true)
        outcome.damaged += 1
        outcome.letters += letters
        outcome.restored += after == true
        back = (
            sum(true[i] == after[i] for i in range(len(true)) if true[i] in _LETTERS) if len(true) == len(after) else 0
        )
        outcome.letters_back += back
        if after != true:
            outcome.missed[true, damaged, after] += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures for both forms, and for undamaged text."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.repair", description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--counts", type=Path, default=WORDS)
    parser.add_argument("--tuning", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args(arguments)
    try:
        lexicon = Lexicon.load(chosen.counts)
        for form in FORMS:
            documents = held_out(chosen.text, form, chosen.words, TUNING if chosen.tuning else (0,))
            outcome = score(documents, lexicon)
            print(outcome.line(form))
            print(score(documents, lexicon, hurt=False).line(f"{form} clean"))
            for words, count in outcome.missed.most_common(chosen.show):
                print("   missed", count, *words)
            for pair, count in outcome.harms.most_common(chosen.show):
                print("   harmed", count, *pair)
    except EvaluationError as error:
        parser.exit(2, f"dorinn: {error}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
