"""Takes drafts that a person has confirmed into the corpus: all of them, or, where the corpus would not hold, none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from dorinn.corpus import fields, read
from dorinn.corpus.check import check
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.drafts import VERIFIED, dumped, head_of
from dorinn.corpus.ingested import Ingested
from dorinn.corpus.yaml_file import read_yaml
from dorinn.errors import CorpusError

# Fields that only help a person to judge; older drafts named topics, which follow from a record's type.
_FOR_READERS = ("draft", "topics", "passages", "now")


@dataclass(frozen=True, slots=True)
class Accepted:
    """How many records were added to which file, the document and the municipality that became known with them, how
    many drafts are left, and which confirmed ones are, because the corpus has their ids already."""

    files: Mapping[str, int]
    document: str | None
    kommune: str | None
    left: int
    doubles: tuple[str, ...]


def accept(path: Path, folder: Path, ingested: Ingested) -> Accepted:
    """Moves records marked `draft: verified` from a file of drafts into `services/` and `teams/`.

    Raises CorpusError, and changes nothing, for a record that is not complete and for a corpus that `dorinn check`
    would find fault with afterwards. One that the corpus has already is left in its file.
    """
    if not path.is_file():
        raise CorpusError(f"{path}: there is no such file")
    found = read_yaml(path)
    if not isinstance(found, list) or not all(isinstance(record, dict) and record.get("draft") for record in found):
        raise CorpusError(f"{path}: is no file of drafts")
    confirmed = [record for record in found if record["draft"] == VERIFIED]
    if not confirmed:
        raise CorpusError(f"{path}: no record says `draft: {VERIFIED}`")
    corpus = Corpus.load(folder)
    doubles = tuple(str(record.get("id")) for record in confirmed if record.get("id") in corpus.service)
    confirmed = [record for record in confirmed if record.get("id") not in corpus.service]
    if not confirmed:
        raise CorpusError(f"{path}: the corpus has these already: {', '.join(doubles)}; delete them there")
    added_with_a_plan = {kommune.slug: kommune for kommune in ingested.kommuner()}
    added: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in confirmed:
        kommune = str(record.get("id", "")).partition("/")[0]
        if kommune not in corpus.kommune and kommune not in added_with_a_plan:
            raise CorpusError(f"{record.get('id')}: no municipality {kommune!r} in kommuner.yaml or with a plan")
        name = f"{'teams' if 'purpose' in record else 'services'}/{kommune}.yaml"
        own = {key: value for key, value in record.items() if key not in _FOR_READERS}
        read.service(own, name)
        added[name].append(own)
    sources = _sources(added, corpus, ingested)
    places = {str(record["id"]).partition("/")[0] for record in confirmed} - corpus.kommune.keys()
    homes = [{**asdict(added_with_a_plan[place]), "aliases": []} for place in sorted(places)]
    more = {name: records for name, records in (("sources.yaml", sources), ("kommuner.yaml", homes)) if records}
    rest = [record for record in found if record not in confirmed]
    before = {folder / name: _bytes(folder / name) for name in (*added, *more)} | {path: _bytes(path)}
    try:
        for name, records in {**added, **more}.items():
            _append(folder / name, records)
        if rest:
            path.write_text(head_of(path) + dumped(rest), encoding="utf-8")
        else:
            path.unlink()
        if faults := check(folder):
            raise CorpusError(
                f"nothing was taken in: {faults[0]}" + (f" (and {len(faults) - 1} more)" * (len(faults) > 1))
            )
    except (OSError, CorpusError) as error:
        _restore(before)
        raise error if isinstance(error, CorpusError) else CorpusError(f"cannot write: {error}") from error
    document = str(sources[0]["id"]) if sources else None
    home = str(homes[0]["name"]) if homes else None
    files = {name: len(records) for name, records in added.items()}
    return Accepted(files, document, home, len(rest), doubles)


def _sources(added: Mapping[str, Sequence[dict[str, Any]]], corpus: Corpus, ingested: Ingested) -> list[dict[str, Any]]:
    """The ingested documents that the records rest on and that the corpus does not know yet."""
    wanted = {str(fields.source(r["source"], r["id"]).document) for records in added.values() for r in records}
    return [
        asdict(edition.document)
        for edition in ingested.editions()
        if edition.document.id in wanted - set(corpus.document)
    ]


def _append(path: Path, records: Sequence[dict[str, Any]]) -> None:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if old and not old.endswith("\n"):
        old += "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(old + yaml.safe_dump(list(records), allow_unicode=True, sort_keys=False, width=110), "utf-8")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _restore(before: Mapping[Path, bytes | None]) -> None:
    for path, content in before.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)
