"""`dorinn export` and `dorinn import`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.drafts import FOLDER, MARK, write_drafts
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.phrases import Phrases
from dorinn.errors import ExchangeError
from dorinn.interop.cpsv import mapping as cpsv
from dorinn.interop.hsds import export as hsds
from dorinn.interop.hsds import intake
from dorinn.interop.register import Register

LOCAL = "http://127.0.0.1:8000"  # where this site is found as long as nobody has said


def export_hsds(out: Path | None, schemas: Path | None) -> int:
    """Writes all records to `out`, else to standard output; with `schemas`, holds them against these first.

    Returns 1 when a record breaks a schema.
    """
    found = hsds.records(Corpus.load(), Phrases.load())
    if schemas is not None:
        faults = hsds.faults(found, schemas)
        for fault in faults:
            print(fault, file=sys.stderr)
        checked = len(found["services"]) + len(found["organizations"])
        print(f"{checked} records held against {schemas}: {len(faults)} faults", file=sys.stderr)
        if faults:
            return 1
    if out is not None:
        hsds.write(found, out)
        print(f"{len(found['services'])} services and {len(found['organizations'])} organizations in {out}")
    elif schemas is None:
        print(json.dumps({"version": "3.0", **found}, ensure_ascii=False, indent=2))
    return 0


def export_cpsv(out: Path | None, form: str, address: str | None) -> int:
    """Writes the graph as `turtle` or `json-ld` to a file, else to standard output."""
    found = cpsv.export(Register(Corpus.load()), address or LOCAL)
    text = found.graph.turtle() if form == "turtle" else found.graph.json_ld()
    if address is None:
        print("dorinn: DORINN_ADDRESS is not set; contact pages point to this machine", file=sys.stderr)
    if found.left_out:
        print(
            f"dorinn: {len(found.left_out)} services are left out, for the source names nobody who runs them: "
            + ", ".join(found.left_out),
            file=sys.stderr,
        )
    if out is None:
        print(text, end="")
        return 0
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExchangeError(f"{out}: cannot be written ({error.strerror})") from error
    return 0


def import_hsds(path: Path, kommune: str, out: Path | None) -> int:
    """Writes the services of a file as drafts into a new file: `out`, else `drafts/` of the corpus."""
    corpus = Corpus.load()
    found = intake.drafts(intake.read(path), corpus, kommune, path.name)
    target = out or corpus_folder() / FOLDER / f"{kommune}-{path.stem}.yaml"
    write_drafts(found, target, path.name)
    print(f"{len(found)} records ({MARK}) in {target}")
    return 0
