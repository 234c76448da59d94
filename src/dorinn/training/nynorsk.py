"""More words of Nynorsk than the text holds: common words of Bokmål, each put into Nynorsk by Apertium.

    python -m dorinn.training.nynorsk --text text.tsv.gz --out nn-words.tsv

Needs `apertium` with the pair nob-nno (Debian: `apt install apertium apertium-nno-nob`). The text is a twentieth
Nynorsk, too little to have seen most of its compounds and endings. Words with æ, ø or å come first, since these are
what the repair of scanned text must know. What is written has two columns: the word, and how often its Bokmål was seen.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from dorinn.domain.text import FORMS
from dorinn.errors import EvaluationError
from dorinn.training.words import WORD, held_out, lines

_LETTERS = frozenset("æøå")
MODES = ("nob-nno_e", "nob-nno")  # infinitives in -e and in -a
LEAST = 4  # times a word must have been seen
COMMON = 20_000  # words without æ, ø and å that are put into Nynorsk as well


def chosen(counts: Counter[str], known: Counter[str]) -> list[str]:
    """Words of Bokmål to translate, most common first; those that Nynorsk text has already are left out."""
    found = [word for word, count in counts.most_common() if count >= LEAST and word[0].isalpha() and known[word] < 2]
    plain = [word for word in found if not _LETTERS & set(word)][:COMMON]
    return [word for word in found if _LETTERS & set(word)] + plain


def translated(words: Sequence[str], mode: str) -> list[str]:
    """Each word in Nynorsk, by itself; raises EvaluationError where Apertium is missing."""
    try:
        done = subprocess.run(
            ["apertium", "-u", mode],
            input="".join(f"{word}.\n" for word in words),
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise EvaluationError(f"apertium with {mode} is needed ({error})") from error
    found = [line.removesuffix(".") for line in done.stdout.splitlines()]
    if len(found) != len(words):
        raise EvaluationError(f"apertium gave {len(found)} lines for {len(words)} words")
    return found


def new_words(pairs: Iterable[tuple[str, str]], counts: Counter[str], known: Counter[str]) -> Counter[str]:
    """Words that only the translation has, with the counts of what they were translated from."""
    found: Counter[str] = Counter()
    for word, said in pairs:
        if said.lower() != word:
            for part in WORD.findall(said.lower()):
                if part[0].isalpha() and known[part] < 2 and len(part) > 2:
                    found[part] = max(found[part], counts[word])
    return found


def main() -> None:
    """Counts, translates, and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training.nynorsk", description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--tuning", action="store_true", help="leave out the lines to tune on as well")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    counts: dict[str, Counter[str]] = {form: Counter() for form in FORMS}
    for form, line in lines(given.text, given.pairs):
        if not held_out(line, given.tuning):
            counts[form].update(WORD.findall(line.lower()))
    words = chosen(counts["nb"], counts["nn"])
    found: Counter[str] = Counter()
    try:
        for mode in MODES:
            found |= new_words(zip(words, translated(words, mode), strict=True), counts["nb"], counts["nn"])
    except EvaluationError as error:
        parser.exit(2, f"dorinn: {error}\n")
    rows = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    given.out.write_text("".join(f"{word}\t{count}\n" for word, count in rows), encoding="utf-8")
    print(f"{len(words)} words put into Nynorsk, {len(found)} new ones")


if __name__ == "__main__":
    main()
