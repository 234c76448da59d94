"""The command line. Exit codes: 0 done, 1 a check or evaluation fell short, 2 wrong use or unreadable input."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from dorinn import __version__
from dorinn.errors import DorinnError
from dorinn.settings import Settings

# Before numpy is loaded: a question's matrices are too small to be shared between cores, and building an index uses
# them all by itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; every expected failure is one line on stderr."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except DorinnError as error:
        print(f"dorinn: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dorinn", description="Én dør inn: finds the right municipal service.")
    parser.add_argument("--version", action="version", version=f"dorinn {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    ask = commands.add_parser("ask", help="ask a question")
    ask.add_argument("question")
    ask.add_argument("--kommune")
    ask.add_argument("--language", choices=("nb", "nn"))
    ask.add_argument("--role")
    ask.add_argument("--json", action="store_true", help="the HTTP contract's JSON")
    ask.set_defaults(run=_ask)

    lookup = commands.add_parser("lookup", help="find a contact")
    lookup.add_argument("words")
    lookup.add_argument("--kommune")
    lookup.add_argument("--language", choices=("nb", "nn"), default="nb")
    lookup.set_defaults(run=_lookup)

    index = commands.add_parser("index", help="build the index, atomically")
    index.add_argument("--if-stale", action="store_true", help="only when the present one cannot be used")
    index.set_defaults(run=_index)

    check = commands.add_parser("check", help="validate the corpus")
    check.add_argument("--stale", action="store_true", help="list facts whose last check is too long ago")
    check.set_defaults(run=_check)

    evaluate = commands.add_parser("evaluate", help="score the routing against question files")
    evaluate.add_argument("--questions", type=Path)
    evaluate.add_argument("--out", type=Path)
    evaluate.add_argument("--baseline", type=Path)
    evaluate.add_argument("--keep", action="store_true", help="add the figures to those /redaksjon draws over time")
    evaluate.set_defaults(run=_evaluate)

    ingest = commands.add_parser("ingest", help="take in a plan: txt, md, html, docx or pdf")
    ingest.add_argument("file", nargs="?", type=Path)
    ingest.add_argument("--kommune", required=True)
    ingest.add_argument("--document", help="the slug it is kept under; told from the file when left out")
    ingest.add_argument("--title")
    ingest.add_argument("--new", metavar="NAME", help="the name of a municipality that is not known yet")
    ingest.add_argument("--form", choices=("nb", "nn"), help="a new municipality's form; the plan's own if left out")
    ingest.add_argument("--county", default="", help="the county of a new municipality")
    ingest.add_argument("--diff", action="store_true", help="show every word that was repaired")
    ingest.add_argument("--dry-run", action="store_true", help="report, but keep nothing")
    ingest.add_argument("--undo", action="store_true", help="take the latest change of the municipality back")
    ingest.set_defaults(run=_ingest)
    _survey(commands)
    _exchange(commands)

    backup = commands.add_parser("backup", help="write database, ingested plans and indexes to one file")
    backup.add_argument("file", type=Path)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="put a backup back; what stands there is set aside")
    restore.add_argument("file", type=Path)
    restore.set_defaults(run=_restore)

    serve = commands.add_parser("serve", help="serve pages and HTTP")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)
    return parser


def _survey(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What a municipality's plan holds, and what is missing."""
    draft = commands.add_parser("draft", help="propose records from a plan that was taken in")
    what = draft.add_mutually_exclusive_group(required=True)
    what.add_argument("--kommune", help="the municipality whose plan is read")
    what.add_argument("--accept", type=Path, metavar="FILE", help="take the records in that say `draft: verified`")
    draft.add_argument("--out", type=Path, metavar="DIR", help="where the drafts go; drafts/ of the corpus if left out")
    draft.add_argument("--all", action="store_true", help="propose what the corpus has already, too")
    draft.set_defaults(run=_draft)

    gaps = commands.add_parser("gaps", help="what a municipality's records and plan do not say")
    gaps.add_argument("--kommune", required=True)
    gaps.add_argument("--language", choices=("nb", "nn"), help="the municipality's own written form if left out")
    gaps.add_argument("--json", action="store_true")
    gaps.set_defaults(run=_gaps)


def _exchange(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Export, import and MCP: how other systems get at the same records."""
    writes = commands.add_parser("export", help="write the records in a format of others")
    export = writes.add_subparsers(dest="what", required=True, metavar="FORMAT")
    hsds = export.add_parser("hsds", help="Open Referral HSDS 3, JSON")
    hsds.add_argument("--out", type=Path, metavar="DIR")
    hsds.add_argument("--validate", type=Path, metavar="SCHEMADIR", help="hold every record against these JSON Schemas")
    hsds.set_defaults(run=_export_hsds)
    cpsv = export.add_parser("cpsv-ap-no", help="CPSV-AP-NO, linked data")
    cpsv.add_argument("--format", choices=("turtle", "json-ld"), default="turtle")
    cpsv.add_argument("--out", type=Path, metavar="FILE")
    cpsv.set_defaults(run=_export_cpsv)

    reads = commands.add_parser("import", help="take records of others as drafts")
    taken = reads.add_subparsers(dest="what", required=True, metavar="FORMAT")
    theirs = taken.add_parser("hsds", help="Open Referral HSDS 3, JSON")
    theirs.add_argument("file", type=Path)
    theirs.add_argument("--kommune", required=True)
    theirs.add_argument("--out", type=Path, metavar="FILE")
    theirs.set_defaults(run=_import_hsds)

    mcp = commands.add_parser("mcp", help="serve language models over the Model Context Protocol")
    mcp.add_argument("--kommune", help="serve this municipality alone, with nothing of any other")
    mcp.add_argument("--http", action="store_true", help="over HTTP at /mcp instead of standard input and output")
    mcp.add_argument("--host", default="127.0.0.1")
    mcp.add_argument("--port", type=int, default=8001)
    mcp.set_defaults(run=_mcp)


def _ask(chosen: argparse.Namespace) -> int:
    from dorinn.assistant.assistant import Assistant
    from dorinn.domain.freshness import Freshness
    from dorinn.domain.question import Question
    from dorinn.render import as_json, as_text

    question = Question(chosen.question, chosen.kommune, chosen.language, chosen.role)
    settings = Settings.from_environment()
    freshness = Freshness(settings.stale_days)
    assistant = Assistant.load(settings.indexes, build=True, freshness=freshness, store=settings.store)
    answer, titles = assistant.ask(question), assistant.corpus.titles
    if chosen.json:
        print(json.dumps(as_json(answer, titles, freshness), ensure_ascii=False, indent=2))
    else:
        print(as_text(answer, titles, freshness=freshness))
    return 0


def _lookup(chosen: argparse.Namespace) -> int:
    from dorinn.assistant.lookup import look_up
    from dorinn.corpus.corpus import Corpus
    from dorinn.domain.freshness import Freshness

    freshness = Freshness(Settings.from_environment().stale_days)
    print(look_up(Corpus.load(), chosen.words, chosen.kommune, chosen.language, freshness))
    return 0


def _index(chosen: argparse.Namespace) -> int:
    from dorinn.assistant.assistant import open_index, open_quotes
    from dorinn.corpus.corpus import Corpus
    from dorinn.corpus.passages import passages, quotes
    from dorinn.retrieval.encoder import load_encoder
    from dorinn.retrieval.index import Index

    settings = Settings.from_environment()
    corpus, encoder, folder = Corpus.load(), load_encoder(), settings.indexes
    quoted: Index | None = None
    if chosen.if_stale:
        index = open_index(corpus, encoder, folder, build=True)
        quoted = open_quotes(corpus, encoder, folder, build=True)
    else:
        index = Index.build(folder / "current", passages(corpus), encoder)
        if pieces := quotes(corpus):
            quoted = Index.build(folder / "quotes", pieces, encoder)
    print(f"{len(index.passages)} passages, version {index.manifest.version}, in {folder / 'current'}")
    if settings.store:
        from dorinn.postgres.command import publish

        publish(settings.store, {"passages": index, "quotes": quoted}, unless_there=chosen.if_stale)
    return 0


def _ingest(chosen: argparse.Namespace) -> int:
    from dorinn.assistant.assistant import open_quotes
    from dorinn.corpus.corpus import Corpus
    from dorinn.corpus.ingested import Ingested
    from dorinn.ingest.command import Wish, ingest
    from dorinn.retrieval.encoder import load_encoder

    ingested = Ingested()

    def index() -> str:
        settings = Settings.from_environment()
        found = open_quotes(Corpus.load(), load_encoder(), settings.indexes, build=True)
        if settings.store:
            from dorinn.postgres.command import publish

            publish(settings.store, {"quotes": found}, unless_there=True)
        ingested.announce()
        count = len(found.passages) if found else 0
        return f"{count} {'passage' if count == 1 else 'passages'} of ingested plans in the index"

    options = {name: value for name, value in vars(chosen).items() if name not in ("command", "run")}
    return ingest(Wish(**options), ingested, index)


def _draft(chosen: argparse.Namespace) -> int:
    from dorinn.survey.command import draft, take

    return take(chosen.accept) if chosen.accept else draft(chosen.kommune, chosen.out, chosen.all)


def _gaps(chosen: argparse.Namespace) -> int:
    from functools import partial

    from dorinn.corpus.corpus import Corpus
    from dorinn.survey.gaps import gaps
    from dorinn.survey.report import lines
    from dorinn.web.renderer import Renderer

    corpus = Corpus.load()
    known = corpus.kommune.get(chosen.kommune)
    form = chosen.language or (known.form if known else "nb")
    found = gaps(corpus, chosen.kommune, form)
    if chosen.json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        return 0
    for line in lines(found, corpus, form, partial(Renderer(corpus).word, form=form)):
        print(line)
    return 0


def _backup(chosen: argparse.Namespace) -> int:
    from dorinn.memory.backup import backup

    settings = Settings.from_environment()
    kept = backup(chosen.file, settings.data, settings.indexes)
    print(f"{kept.files} files, {kept.size} bytes before packing, in {chosen.file}")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    from dorinn.memory.backup import restore

    settings = Settings.from_environment()
    kept = restore(chosen.file, settings.data, settings.indexes)
    print(f"{kept.files} files, {kept.size} bytes, are back from {chosen.file}")
    for folder in kept.aside:
        print(f"what stood there is in {folder}")
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from dorinn.corpus.check import check, counts
    from dorinn.corpus.corpus import Corpus
    from dorinn.corpus.paths import corpus_folder

    if chosen.stale:
        return _stale()
    faults = check(corpus_folder())
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print(f"{len(faults)} faults", file=sys.stderr)
        return 1
    print(counts(Corpus.load(), corpus_folder()))
    return 0


def _stale() -> int:
    from dorinn.corpus.corpus import Corpus
    from dorinn.corpus.stale import stale
    from dorinn.domain.freshness import Freshness

    days = Settings.from_environment().stale_days
    found = stale(Corpus.load(), Freshness(days))
    for item in found:
        place = item.record or f"{item.records} records"
        print(f"{item.checked}\t{place}\t{item.what}\t{item.document}")
    print(f"{len(found)} facts were last checked more than {days} days ago", file=sys.stderr)
    return 1 if found else 0


def _evaluate(chosen: argparse.Namespace) -> int:
    from dorinn.evals.command import evaluate
    from dorinn.memory.evaluations import Evaluations

    settings = Settings.from_environment()
    kept = Evaluations(settings.data) if chosen.keep else None
    return evaluate(chosen.questions, chosen.out, chosen.baseline, settings.indexes, kept, settings.store)


def _export_hsds(chosen: argparse.Namespace) -> int:
    from dorinn.interop.command import export_hsds

    return export_hsds(chosen.out, chosen.validate)


def _export_cpsv(chosen: argparse.Namespace) -> int:
    from dorinn.interop.command import export_cpsv

    return export_cpsv(chosen.out, chosen.format, Settings.from_environment().address)


def _import_hsds(chosen: argparse.Namespace) -> int:
    from dorinn.interop.command import import_hsds

    return import_hsds(chosen.file, chosen.kommune, chosen.out)


def _mcp(chosen: argparse.Namespace) -> int:
    from dorinn.assistant.assistant import Assistant
    from dorinn.domain.question import Question
    from dorinn.interop.mcp import build, http_app
    from dorinn.interop.tools import Tools

    settings = Settings.from_environment()
    assistant = Assistant.load(settings.indexes, build=True, store=settings.store)
    if chosen.kommune is not None:
        assistant.check(Question("?", chosen.kommune))
        assistant = assistant.at(chosen.kommune)
    server = build(Tools(assistant, settings.address))
    if not chosen.http:
        server.run("stdio")
        return 0
    from dorinn.web.guard import guarded
    from dorinn.web.serve import listen

    listen(lambda: guarded(http_app(server, chosen.host, settings), settings), chosen.host, chosen.port, "/mcp")
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    gc.disable()  # until all is loaded: starting up makes little garbage and many objects
    from dorinn.interop.routers import routers
    from dorinn.web.serve import serve

    serve(chosen.host, chosen.port, Settings.from_environment(), routers())
    return 0


if __name__ == "__main__":
    sys.exit(main())
