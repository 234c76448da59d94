"""`python -m dorinn.evals.encoders`: encoders beside each other, by what retrieval alone finds with them.

Bundled ones need no name: `static`, `weighted` and `bundled`. Any other name or folder is a model of
sentence-transformers (extra `train`). Run with OMP_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.corpus.paths import data_folder
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.domain.passage import Hit, Passage
from dorinn.errors import DorinnError, EvaluationError
from dorinn.evals.bags import Bag
from dorinn.evals.compare import KINDS, firsts
from dorinn.evals.question_set import Item, read_items
from dorinn.retrieval.encoder import BUNDLED, BundledEncoder, Encoder, SentenceTransformerEncoder
from dorinn.retrieval.index import Index

OWN = ("static", "weighted", "bundled")
DEPTH = 60
_TIMED, _ROUNDS = 200, 3
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One way of searching: shares (0 to 1) of questions whose right code came first, or among three; what it costs.

    `megabytes` (10^6 bytes) is what the encoder needs on disk, `microseconds` the processor's time for one question,
    all threads added up; both are None where no encoder is used or its size is not known.
    """

    encoder: str
    search: str
    questions: int
    first: float
    three: float
    megabytes: float | None
    microseconds: float | None


def load(name: str, pieces: Sequence[Passage]) -> tuple[Encoder, float | None]:
    """An encoder and its megabytes; raises EvaluationError with one clear line."""
    tokenizer, weights = (BUNDLED / part for part in ("tokenizer.json", "encoder.safetensors"))
    if name == "bundled":
        return BundledEncoder.load(), (weights.stat().st_size + tokenizer.stat().st_size) / _MB
    if name in OWN:
        bag = Bag.load(rarity_from=pieces if name == "weighted" else ())
        return bag, (bag.size + tokenizer.stat().st_size) / _MB
    if importlib.util.find_spec("sentence_transformers") is None:
        raise EvaluationError(f"{name}: sentence-transformers is not installed; pip install 'dorinn[train]'")
    try:
        return SentenceTransformerEncoder(name), _on_disk(name)
    except Exception as error:
        raise EvaluationError(f"{name}: cannot be loaded ({' '.join(str(error).split())[:160]})") from error


def _on_disk(name: str) -> float | None:
    """The size of a model's folder, here or in the cache of what was downloaded."""
    folder = Path(name)
    if not folder.is_dir():
        from huggingface_hub import snapshot_download

        try:
            folder = Path(snapshot_download(name, local_files_only=True))
        except Exception:
            return None
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MB


def rows(
    name: str,
    encoder: Encoder,
    megabytes: float | None,
    corpus: Corpus,
    pieces: Sequence[Passage],
    clear: Sequence[Item],
) -> list[Row]:
    """Lexical search, and dense and fused search with an encoder, over the same passages."""
    index = Index.make(pieces, encoder)
    hits = {(item.question, item.kommune): _hits(index, item) for item in clear}
    spent = microseconds(encoder, [item.question for item in clear[:_TIMED]])
    found = []
    for search, ranked in SEARCHES.items():

        def rank(question: str, kommune: str | None, ranked: Order = ranked) -> list[str]:
            return codes(corpus, ranked(hits[question, kommune]))

        first, three = (sum(right) / len(clear) for right in firsts(clear, rank))
        used = search != "lexical"
        cost = (megabytes, spent) if used else (None, None)
        found.append(Row(name if used else "none", search, len(clear), round(first, 4), round(three, 4), *cost))
    return found


def microseconds(encoder: Encoder, texts: Sequence[str]) -> float:
    """The processor's time for one question by itself; the least of some rounds, since the machine may be busy."""
    encoder.encode(texts[:1])
    spent = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        for text in texts:
            encoder.encode([text])
        spent.append((time.process_time() - began) / len(texts) * 1e6)
    return round(min(spent), 1)


Order = Callable[[Sequence[Hit]], list[Hit]]
SEARCHES: dict[str, Order] = {
    "lexical": lambda hits: sorted((h for h in hits if h.lexical_rank is not None), key=lambda h: h.lexical_rank or 0),
    "dense": lambda hits: sorted((h for h in hits if h.dense_rank is not None), key=lambda h: h.dense_rank or 0),
    "fused": list,
}


def _hits(index: Index, item: Item) -> list[Hit]:
    places = (item.kommune, SHARED, NATIONAL) if item.kommune else (SHARED, NATIONAL)
    return index.search(item.question, places, top=2 * DEPTH, depth=DEPTH)


def codes(corpus: Corpus, hits: Sequence[Hit]) -> list[str]:
    """The kinds of help that passages are about, each once, in the order of the passages."""
    records = [record for hit in hits for record in hit.passage.services[:1]]
    found = (corpus.service.get(record) or corpus.guide.get(record) for record in records)
    return list(dict.fromkeys(record.type for record in found if record is not None))


def as_markdown(table: Sequence[Row]) -> str:
    """The table as Markdown, lexical search once."""
    lines = ["| encoder | search | first | three | MB | µs a question |", "| --- | --- | --- | --- | --- | --- |"]
    for row in table:
        size = "" if row.megabytes is None else f"{row.megabytes:.1f}"
        spent = "" if row.microseconds is None else f"{row.microseconds:,.0f}"
        lines.append(
            f"| {row.encoder} | {row.search} | {100 * row.first:.1f} % | {100 * row.three:.1f} % | {size} | {spent} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table, and writes it with `--out`; 2 when a model or file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.encoders", description=__doc__)
    parser.add_argument("--encoder", action="append", metavar="NAME_OR_PATH", help="may be given several times")
    parser.add_argument("--questions", type=Path, default=data_folder("evals", "DORINN_EVALS") / "dev.jsonl")
    parser.add_argument("--out", type=Path, help="a JSON file")
    chosen = parser.parse_args(arguments)
    table: list[Row] = []
    try:
        clear = [item for item in read_items(chosen.questions) if item.kind in KINDS and not item.acute]
        if not clear:
            raise EvaluationError(f"{chosen.questions}: no clear questions")
        corpus = Corpus.load()
        pieces = passages(corpus)
        for name in chosen.encoder or OWN:
            encoder, megabytes = load(name, pieces)
            table += rows(name, encoder, megabytes, corpus, pieces, clear)[bool(table) :]
    except DorinnError as error:
        print(f"dorinn: {error}", file=sys.stderr)
        return 2
    print(f"{table[0].questions} questions\n\n{as_markdown(table)}")
    if chosen.out:
        chosen.out.write_text(json.dumps([asdict(row) for row in table], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
