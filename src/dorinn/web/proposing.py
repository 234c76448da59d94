"""`/redaksjon/forslag` and `/redaksjon/prove`: a correction proposed as a change of a corpus file, tried on a copy, and
saved as a patch for a person to commit. The door never changes the corpus it serves."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from dorinn.corpus.change import NewAsking, NewExample
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.proposal import Proposal, propose
from dorinn.errors import MemoryUnavailable, ProposalError
from dorinn.language.private import private
from dorinn.memory.evaluations import Evaluation
from dorinn.memory.feedback import Line
from dorinn.web.correction import KINDS, change_of, given, subjects, title, values
from dorinn.web.editors import shut
from dorinn.web.fields import field, sent
from dorinn.web.reader import Reader
from dorinn.web.trials import Trial

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

MEASURES = ("first", "three", "danger", "alarms", "facts")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure before and after a change, as shares; None where the set has no such question."""

    measure: str
    before: float | None
    after: float | None


@router.get("/redaksjon/forslag")
async def begin(request: Request) -> Response:
    """What is to be changed: first which kind of change, then of what, then the change itself."""
    reader = Reader(request)
    if refused := shut(reader):
        return refused
    kind, about = (request.query_params.get(name, "") for name in ("slag", "gjelder"))
    try:
        line = await asyncio.to_thread(_line, reader, request.query_params.get("linje", ""))
    except MemoryUnavailable:
        return reader.page("error.html.j2", 503, says="store_off")
    return _form(reader, kind if kind in KINDS else "", about, line)


@router.post("/redaksjon/forslag")
async def look(request: Request) -> Response:
    """The change as a difference, with what `dorinn check` says of it; `gjor` may be to try or to save it."""
    reader = Reader(request)
    if refused := shut(reader, form=True):
        return refused
    fields = await sent(request)
    does = field(fields, "gjor")
    taken = reader.state.trials.busy  # as it was when the button was pressed: the check takes as long as a short trial
    try:
        change = change_of(fields)
        if isinstance(change, NewExample | NewAsking) and private(change.text, reader.state.known):
            raise ProposalError("an example is invented, and names nobody", "private")
        proposal = await asyncio.to_thread(propose, corpus_folder(), change)
        faults = await asyncio.to_thread(reader.state.trials.check, proposal)
    except ProposalError as error:
        return _form(reader, field(fields, "slag"), field(fields, "gjelder"), None, error, given(fields))
    if does == "lagre" and not faults:
        return await _save(reader, proposal)
    if does == "prov" and not faults and proposal.at_once:
        if not reader.state.trials.possible:
            return reader.page("error.html.j2", 404, says="trial_none")
        if not taken and reader.state.trials.start(proposal):
            return RedirectResponse("/redaksjon/prove", 303)
        return _proposed(reader, proposal, faults, given(fields), 409)
    return _proposed(reader, proposal, faults, given(fields), 422 if faults else 200)


@router.get("/redaksjon/prove")
async def trial(request: Request) -> Response:
    """How far the trial is, and what came of it."""
    reader = Reader(request)
    if refused := shut(reader):
        return refused
    found = reader.state.trials.latest
    return reader.page("trial.html.j2", trial=found, **_told(reader, found))


@router.post("/redaksjon/mal")
async def measure(request: Request) -> Response:
    """Starts an evaluation of the corpus as it is, which is kept for the picture over time."""
    reader = Reader(request)
    if refused := shut(reader, form=True):
        return refused
    state = reader.state
    if not state.trials.possible:
        return reader.page("error.html.j2", 404, says="trial_none")

    def keep(result: dict[str, Any]) -> None:
        state.evaluations.add(Evaluation(**result["before"]))

    state.trials.start(None, keep)
    return RedirectResponse("/redaksjon/prove", 303)


@router.post("/redaksjon/prove/lagre")
async def save(request: Request) -> Response:
    """Saves the proposal that was tried, with its figures."""
    reader = Reader(request)
    if refused := shut(reader, form=True):
        return refused
    tried = reader.state.trials.latest
    if tried is None or tried.proposal is None or tried.proposal.digest != field(await sent(request), "merke"):
        return RedirectResponse("/redaksjon/prove", 303)
    return await _save(reader, tried.proposal)


@router.get("/redaksjon/forslag/{name}")
async def patch(request: Request, name: str) -> Response:
    """A saved proposal, as text."""
    reader = Reader(request)
    if refused := shut(reader):
        return refused
    try:
        found = await asyncio.to_thread(reader.state.proposals.read, name)
    except MemoryUnavailable:
        return reader.page("error.html.j2", 503, says="store_off")
    if found is None:
        raise HTTPException(404)
    return PlainTextResponse(found, headers={"content-disposition": f'attachment; filename="{name}"'})


@router.post("/redaksjon/forslag/fjern")
async def remove(request: Request) -> Response:
    """Takes a saved proposal away."""
    reader = Reader(request)
    if refused := shut(reader, form=True):
        return refused
    try:
        await asyncio.to_thread(reader.state.proposals.delete, field(await sent(request), "navn"))
    except MemoryUnavailable:
        return reader.page("error.html.j2", 503, says="store_off")
    return RedirectResponse("/redaksjon#forslag", 303)


def _form(
    reader: Reader,
    kind: str,
    about: str,
    line: Line | None,
    error: ProposalError | None = None,
    kept: dict[str, list[str]] | None = None,
) -> Response:
    state = reader.state
    kind = kind if kind in KINDS else ""
    shown = [record for name in (line.feedback.services if line else ()) if (record := state.offer.record(name))]
    return reader.page(
        "proposal.html.j2",
        422 if error else 200,
        kinds=KINDS,
        kind=kind,
        about=about,
        subjects=subjects(state, kind, reader.form) if kind else [],
        values=values(state, kind, about) if kind else None,
        line=line,
        shown=shown,
        trouble=error,
        given=kept or {},
        documents=state.corpus.documents,
    )


def _proposed(
    reader: Reader, proposal: Proposal, faults: list[str], fields: dict[str, list[str]], status: int
) -> Response:
    trials = reader.state.trials
    return reader.page(
        "proposed.html.j2",
        status,
        title=title(reader, proposal.change),
        proposal=proposal,
        faults=faults,
        given=fields,
        possible=trials.possible,
        busy=trials.busy,
    )


async def _save(reader: Reader, proposal: Proposal) -> Response:
    said = [title(reader, proposal.change), "", reader.word("patch_how")]
    tried = reader.state.trials.latest
    if not proposal.at_once:
        said.append(reader.word("proposal_later"))
    elif tried and tried.proposal and tried.proposal.digest == proposal.digest and tried.result:
        said += [
            f"{reader.word('measure_' + one.measure)}: {_share(one.before)} → {_share(one.after)}"
            for one in _figures(tried.result)
        ]
    else:
        said.append(reader.word("patch_untried"))
    name = f"{proposal.path.rsplit('.', 1)[0]}-{proposal.digest[:6]}"
    try:
        await asyncio.to_thread(reader.state.proposals.save, name, "\n".join([*said, "", proposal.diff]))
    except MemoryUnavailable:
        return reader.page("error.html.j2", 503, says="store_off")
    return RedirectResponse("/redaksjon#forslag", 303)


def _told(reader: Reader, found: Trial | None) -> dict[str, Any]:
    result = found.result if found and found.over.is_set() and not found.trouble else None
    proposal = found.proposal if found else None
    moves = result.get("moves", []) if result else []
    return {
        "title": title(reader, proposal.change) if proposal else reader.word("measure_now"),
        "figures": _figures(result) if result else [],
        "worse": [move for move in moves if not move["better"]],
        "better": [move for move in moves if move["better"]],
        "touched": result.get("touched", 0) if result else 0,
        "result": result,
        "share": _share,
    }


def _figures(result: dict[str, Any]) -> list[Figure]:
    after = result.get("after", {})
    return [Figure(name, result["before"][name], after.get(name)) for name in MEASURES]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value * 100:.1f}\u00a0%".replace(".", ",")


def _line(reader: Reader, number: str) -> Line | None:
    if not (number.isascii() and number.isdigit()):
        return None
    return next((line for line in reader.state.store.reviews.waiting() if str(line.id) == number), None)
