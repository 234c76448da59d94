"""Counts words and the neighbours of confusable words, for the repair of damaged text.

    python -m dorinn.training.words --text text.tsv.gz --pairs pairs.tsv.gz --nynorsk nn-words.tsv \
        --out src/dorinn/bundled/words.npz

`text.tsv.gz` has three columns: source, form (nb or nn), line; `pairs.tsv.gz` two: the same sentence in Bokmål and
Nynorsk; `nn-words.tsv` is what `dorinn.training.nynorsk` makes. The corpus' own texts are counted too, but for the plan
digests. One line in fifty is held out (`held_out`), so that the repair can be measured on text that the counts have not
seen. What is written holds counts, not text.
"""

from __future__ import annotations

import argparse
import gzip
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import product
from pathlib import Path

import numpy as np

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.examples import load_examples
from dorinn.corpus.passages import passages
from dorinn.corpus.paths import corpus_folder
from dorinn.domain.text import FORMS
from dorinn.language.damage import IMAGES
from dorinn.language.lexicon import SIDES, STEP, key_of, level, packed_keys

_SIGNS = {".", "!", "?", "0"}  # neighbours that are no words; all numbers are 0
WORD = re.compile(r"[a-zæøåéèêòóôäöü]+(?:-[a-zæøåéèêòóôäöü]+)*|\d+|[.!?]")
HELD = 50
TUNING = (1, 2, 3)  # parts of fifty; part 0 is for the figures that are told
_LEAST = {"nb": 3, "nn": 1}
_STEPS = (-2, -1, 1, 2)  # to the words on the SIDES
# Endings that go together in Nynorsk. Of a word that was seen with two endings of a row, the others exist as well.
_PARADIGMS = tuple(
    tuple(row.replace("-", "").split("|"))
    for row in """-|en|ar|ane -|a|er|ene -|a|ar|ane -|et|a|ene -|en|er|ene e|er|te|t e|ar|a a|ar|e e|en|ar|ane
    e|a|er|ene -|t|e|are|ast|aste el|elen|lar|lane er|eren|rar|rane ing|inga|ingar|ingane ar|aren|arar|arane
    ig|ige|igare|igast|igaste leg|lege|legare|legaste""".split()
)
_STEM = 4  # letters that a stem has at least
_COMMON = 15  # a word this frequent may be mistaken for another
_SEEN = {"<<": 3, "<": 2, ">": 2, ">>": 3}  # times a pair of neighbours must have been seen


def held_out(line: str, tuning: bool = False) -> bool:
    """Whether a line is kept away from the counts: one in fifty, and three more for counts to tune with."""
    part = zlib.crc32(line.encode()) % HELD
    return part == 0 or (tuning and part in TUNING)


def lines(path: Path, pairs: Path | None = None) -> Iterator[tuple[str, str]]:
    """Form and line, in file order: the text, the pairs, then the corpus."""
    yield from _texts(path)
    if pairs is not None:
        with gzip.open(pairs, "rt", encoding="utf-8") as file:
            for row in file:
                yield from zip(FORMS, row.rstrip("\n").split("\t"), strict=False)
    for example in load_examples():
        yield example.form, example.text
    for piece in passages(Corpus.load(corpus_folder())):
        if piece.kind != "plan":
            yield from ((form, piece.text.of(form)) for form in FORMS)


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            parts = row.rstrip("\n").split("\t", 2)
            if len(parts) == 3:
                yield parts[1], parts[2]


def confusable(words: Counter[str]) -> set[str]:
    """Words that another one turns into when its æ, ø and å are misread, and those others."""
    found: set[str] = set()
    for word, count in words.items():
        places = [place for place, c in enumerate(word) if c in IMAGES]
        if count < _COMMON or not 0 < len(places) <= 3:
            continue
        for images in product(*([*(image for image, _ in IMAGES[word[p]]), word[p]] for p in places)):
            read = list(word)
            for place, image in zip(places, images, strict=True):
                read[place] = image
            other = "".join(read)
            if other != word and words.get(other, 0) >= _COMMON:
                found |= {word, other}
    return found


def main() -> None:
    """Counts, and writes the file."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.training.words", description=__doc__)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--nynorsk", type=Path)
    parser.add_argument("--tuning", action="store_true", help="leave out the lines to tune on as well")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    counts: dict[str, Counter[str]] = {form: Counter() for form in FORMS}
    for form, line in _read(chosen):
        counts[form].update("0" if token.isdigit() else token for token in WORD.findall(line.lower()))
    if chosen.nynorsk:
        _add(counts, chosen.nynorsk)
    counts["nn"].update(dict.fromkeys(inflected(counts), 2))
    whole = counts["nb"] + counts["nn"]
    unsure = confusable(whole)
    pairs = neighbours((line for _, line in _read(chosen)), unsure)
    kept = sorted(
        word
        for word in whole
        if word in _SIGNS or (word[0].isalpha() and any(counts[f][word] >= least for f, least in _LEAST.items()))
    )
    values = {key_of(*pair): count for pair, count in sorted(pairs.items()) if count >= _SEEN[pair[0]]}
    keys = sorted(values)
    np.savez_compressed(
        chosen.out,
        words=np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
        nb=_packed([counts["nb"][word] for word in kept]),
        nn=_packed([counts["nn"][word] for word in kept]),
        unsure=np.packbits([word in unsure for word in kept]),
        keys=packed_keys(np.array(keys, dtype=np.uint32)),
        values=_packed([values[key] for key in keys]),
        totals=np.array([counts["nb"].total(), counts["nn"].total()]),
    )
    print(f"{len(kept)} words, {len(unsure)} confusable, {len(keys)} pairs, {chosen.out.stat().st_size} bytes")


def _read(chosen: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """The lines that are not held out."""
    for form, line in lines(chosen.text, chosen.pairs):
        if not held_out(line, chosen.tuning):
            yield form, line


def neighbours(texts: Iterable[str], unsure: AbstractSet[str]) -> Counter[tuple[str, str, str]]:
    """How often each neighbour stands on each side of each confusable word."""
    found: Counter[tuple[str, str, str]] = Counter()
    for line in texts:
        said = ["", "", *WORD.findall(line.lower()), "", ""]
        for place in range(2, len(said) - 2):
            word = said[place]
            if word in unsure:
                found.update(
                    (side, word, said[place + step])
                    for side, step in zip(SIDES, _STEPS, strict=True)
                    if said[place + step]
                )
    pairs: Counter[tuple[str, str, str]] = Counter()
    levels: dict[str, str] = {}
    for (side, word, neighbour), count in found.items():
        if neighbour not in levels:
            levels[neighbour] = level(neighbour)
        pairs[side, word, levels[neighbour]] += count
    return pairs


def inflected(counts: dict[str, Counter[str]]) -> set[str]:
    """Forms of known words with æ, ø or å in the stem that the text happens not to have."""
    found: set[str] = set()
    for word in {*counts["nb"], *counts["nn"]}:
        if not _known(word, counts) or not any(c in IMAGES for c in word):
            continue
        for endings in _PARADIGMS:
            for ending in endings:
                stem = word.removesuffix(ending)
                if len(stem) < _STEM or not word.endswith(ending) or not any(c in IMAGES for c in stem):
                    continue
                forms = [stem + other for other in endings]
                if sum(_known(form, counts) for form in forms) >= 2:
                    found.update(form for form in forms if not _known(form, counts))
    return found


def _known(word: str, counts: dict[str, Counter[str]]) -> bool:
    return any(counts[form][word] >= least for form, least in _LEAST.items())


def _add(counts: dict[str, Counter[str]], path: Path) -> None:
    """Words that Nynorsk text was too little to show, as often as their Bokmål would make them there."""
    share = counts["nn"].total() / max(counts["nb"].total(), 1)
    for row in path.read_text(encoding="utf-8").splitlines():
        word, _, count = row.partition("\t")
        counts["nn"][word] = max(counts["nn"][word], 2, round(int(count) * share))


def _packed(counts: list[int]) -> np.ndarray:
    return np.minimum(np.round(STEP * np.log1p(np.array(counts, dtype=np.float64))), 255).astype(np.uint8)


if __name__ == "__main__":
    main()
