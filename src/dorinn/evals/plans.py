"""Are facts found again in ingested plans? Asks `evals/plans/questions.jsonl` of a folder of original plans.

    python -m dorinn.evals.plans --originals DIR [--misses] [--damage] [--as-read]

DIR holds one file a municipality, named by its slug (`trysil.txt`, `trysil.pdf`, …); those missing are passed over.
`--damage` first takes the Norwegian letters from the undamaged ones; `--as-read` leaves the repair out. What is told
last is how many sections of each plan's own contents list have become headings, and how many of the headings in
`evals/plans/headings.tsv`, which a reader found.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import quote_passage
from dorinn.corpus.paths import data_folder
from dorinn.domain.passage import Hit, Passage
from dorinn.errors import DorinnError, EvaluationError
from dorinn.evals.sections import Read, Sections, compared, named, read_headings, reread
from dorinn.ingest.contents import bare
from dorinn.ingest.intake import take_in
from dorinn.ingest.limits import decoded
from dorinn.language.damage import damage
from dorinn.language.fold import fold, words
from dorinn.language.lexicon import Lexicon
from dorinn.retrieval.encoder import load_encoder
from dorinn.retrieval.index import BY_WORDS, Index

TOP = 3
_LINES = {".txt", ".md"}  # files whose contents list can be read for what it names


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a plan: the passage is right that stands in one of the sections and holds the key."""

    id: str
    kommune: str
    question: str
    lang: str
    sections: tuple[str, ...]
    key: str

    def found_in(self, passage: Passage, path: Sequence[str]) -> bool:
        """Whether a passage is the right one; letters that character recognition loses are not compared."""
        wanted = {fold(bare(section)) for section in self.sections}
        said = " ".join((*path, passage.text.nb))
        return _plain(self.key) in _plain(said) and bool(wanted & {fold(bare(heading)) for heading in path})


def read_questions(path: Path) -> list[Asked]:
    """Reads the file; raises EvaluationError that names the line."""
    found: list[Asked] = []
    number = 0
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):  # noqa: B007 (told in the error)
            raw = json.loads(line)
            found.append(Asked(**{**raw, "sections": tuple(raw["sections"])}))
    except OSError as error:
        raise EvaluationError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError) as error:
        raise EvaluationError(f"{path}:{number}: not a question ({error})") from error
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints recall among the first three, by municipality and form; 2 when nothing could be read."""
    parser = argparse.ArgumentParser(prog="python -m dorinn.evals.plans", description=__doc__)
    parser.add_argument("--originals", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--damage", action="store_true")
    parser.add_argument("--as-read", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        return _run(chosen)
    except DorinnError as error:
        parser.exit(2, f"dorinn: {error}\n")


def _run(chosen: argparse.Namespace) -> int:
    folder_of_plans = data_folder("evals", "DORINN_EVALS") / "plans"
    questions = read_questions(chosen.questions or folder_of_plans / "questions.jsonl")
    headings = read_headings(folder_of_plans / "headings.tsv")
    corpus, encoder = Corpus.load(), load_encoder()
    corpus = Corpus(**{**vars(corpus), "editions": ()}) if corpus.editions else corpus
    lexicon = None if chosen.as_read else Lexicon.load()
    hit: dict[str, list[bool]] = defaultdict(list)
    sections: dict[str, list[Sections | Read]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for kommune in dict.fromkeys(asked.kommune for asked in questions):
            path = next(iter(sorted(chosen.originals.glob(f"{kommune}.*"))), None)
            if path is None:
                continue
            if chosen.damage:
                path = _damaged(path, Path(folder))
            intake = take_in(path, corpus.kommune[kommune], corpus, lexicon, repair=not chosen.as_read)
            if path.suffix.lower() in _LINES:
                sections[kommune].append(compared(named(decoded(path.read_bytes())), intake.edition))
            if kommune in headings:
                sections[kommune].append(reread(headings[kommune], intake.sections))
            paths = {quote.id: quote.path for quote in intake.edition.quotes}
            pieces = [quote_passage(intake.edition, quote) for quote in intake.edition.quotes]
            index = Index.build(Path(folder) / kommune, pieces, encoder)
            for asked in (asked for asked in questions if asked.kommune == kommune):
                hits = index.search(asked.question, (kommune,), top=TOP, fusion=BY_WORDS)
                right = any(asked.found_in(h.passage, paths[h.passage.id.partition("#")[2]]) for h in hits)
                hit[kommune].append(right)
                hit[f"form {asked.lang}"].append(right)
                hit["all"].append(right)
                if chosen.misses and not right:
                    _show(asked, hits, any(asked.found_in(p, paths[p.id.partition("#")[2]]) for p in pieces))
    if not hit:
        raise EvaluationError(f"{chosen.originals}: no plan of the municipalities that are asked about")
    for name, found in hit.items():
        print(f"{name:16} {sum(found):3} of {len(found):3}  {sum(found) / len(found):6.1%} among the first {TOP}")
    for name, there in ((name, one) for name, several in sections.items() for one in several):
        print(there.line(name))
        if chosen.misses and there.missed:
            print(f"    missed: {', '.join(there.missed)}")
    return 0


def _show(asked: Asked, hits: Sequence[Hit], there: bool) -> None:
    print(f"{asked.id} {asked.question} [{asked.key}]{'' if there else ' NOT IN ANY PASSAGE'}")
    for hit in hits:
        print(f"    {hit.passage.source.section[-60:]}: {hit.passage.text.nb[:110]}")


def _damaged(path: Path, folder: Path) -> Path:
    random = Random(path.stem)
    text = decoded(path.read_bytes())
    made = folder / f"{path.stem}.txt"
    made.write_text("\n".join(" ".join(damage(w, random) for w in line.split(" ")) for line in text.split("\n")))
    return made


def _plain(text: str) -> str:
    return " ".join(words(fold(text)))


if __name__ == "__main__":
    raise SystemExit(main())
