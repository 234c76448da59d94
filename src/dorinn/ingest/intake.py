"""From a file to an edition: read in a process of its own, repaired, cut into sections and passages, reported."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from unicodedata import normalize

from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Edition
from dorinn.domain.kommune import Kommune
from dorinn.domain.source import Document
from dorinn.domain.text import Form
from dorinn.errors import IngestError
from dorinn.ingest.blocks import Block, Reading
from dorinn.ingest.changes import share_alike
from dorinn.ingest.contents import number_of
from dorinn.ingest.dated import adopted
from dorinn.ingest.limits import in_child, load
from dorinn.ingest.mending import mend
from dorinn.ingest.sections import Section, quotes, sections
from dorinn.ingest.statutes import OldReference, old_references
from dorinn.language.form import marked_form
from dorinn.language.lexicon import Lexicon
from dorinn.language.repair import Change, Repairer

Say = Callable[[str], None]
MOST_LETTERS = 5 * 10**6
_SAME = 0.3  # a share of passages in common that makes a file a new edition of a document
_TITLE_BLOCKS = 6  # a title stands among so many first blocks
_TITLE_WORDS = 20
_DOCUMENT = re.compile(  # not «planens», «planstrategien»: those speak of a document
    r"(?:plan|strategi|veileder|vegleiar|rettleiar|rutine|retningslinje|prosedyre|h[aå]ndbok)(?:e?r|ar)?\b",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:innle(?:dn|i)ing|forord|føreord|bakgrunn|formål|føremål|sammendrag|samandrag|innh[oa]ld|om plan(?:en|a))\b",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(r"^(?:\S+ ){1,3}kommune$|^vedt(?:att|eke|eken|atte)\b|^versjon\b", re.IGNORECASE)
_CODES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # they would speak to the terminal that shows the report
_SELF = re.compile(
    r"[«“\"](?P<name>[^«»“”\"]{8,120})[»”\"] er (?:vår|kommunens|denne|kommunen sin) plan\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Intake:
    """An edition, and what was done to get it."""

    edition: Edition
    sections: tuple[Section, ...]
    reading: Reading
    repairs: tuple[Change, ...]
    old: tuple[OldReference, ...]

    def report(self) -> list[str]:
        """What was read and what was left out, a line each."""
        kinds = Counter(block.kind for section in self.sections for block in section.blocks)
        dropped = Counter(what for what, _ in self.reading.dropped)
        pages = f", {self.reading.pages} pages" if self.reading.pages else ""
        lines = [
            f"{self.edition.file}: «{self.edition.document.title}»{pages}",
            f"read: {len(self.sections)} sections, {kinds['text']} paragraphs, {kinds['item']} list items, "
            f"{kinds['row']} table rows, {kinds['note']} notes; {len(self.edition.quotes)} passages",
        ]
        if dropped:
            lines.append("left out: " + ", ".join(f"{count} {what}" for what, count in dropped.most_common()))
        if self.repairs:
            words = Counter((change.before, change.after) for change in self.repairs)
            shown = ", ".join(f"{before} → {after}" for (before, after), _ in words.most_common(4))
            lines.append(f"repaired: {len(self.repairs)} words ({shown}); --diff shows them all")
        for reference in self.old:
            today = f"today {reference.today}" if reference.today else "today's place is not in the guides"
            lines.append(f"old reference: {reference.said} in «{reference.section}»; {today}")
        return lines


def take_in(
    path: Path,
    kommune: Kommune,
    corpus: Corpus,
    lexicon: Lexicon | None = None,
    document: str | None = None,
    title: str | None = None,
    say: Say = lambda _: None,
    repair: bool = True,
) -> Intake:
    """Reads a file as a plan of a municipality; raises IngestError.

    `document` is the slug the plan is kept under. Left out, it is the slug of the kept document that shares a good
    part of its passages with the file, else one made of the file's name.
    """
    form, data = load(path)
    say(f"reading {path.name} ({len(data) / 1024:.0f} kB)")
    reading = Reading.from_json(json.loads(in_child(form, data, path.name)))
    reading.title = _CODES.sub(" ", reading.title)
    for block in reading.blocks:  # «å» may come as an a and a ring
        block.text = _CODES.sub(" ", normalize("NFC", block.text))
    if sum(len(block.text) for block in reading.blocks) > MOST_LETTERS:
        raise IngestError(f"{path.name}: over {MOST_LETTERS // 10**6} million letters; that is no plan")
    repairs = tuple(Change(*(_CODES.sub(" ", said) for said in words)) for words in reading.mended)
    if repair:
        say(f"repairing {len(reading.blocks)} blocks")
        repairer = Repairer(lexicon or Lexicon.load(), names=(kommune.name, *(k.name for k in corpus.kommuner)))
        repairs += tuple(mend(reading.blocks, repairer))
    publisher, titled = f"{kommune.name} kommune", _title(reading, path, kommune.name)
    parts = sections(reading.blocks, (publisher, titled))
    found = tuple(quotes(parts))
    if not found:
        raise IngestError(f"{path.name}: there is no text in it")
    say(f"cut into {len(found)} passages")
    kept = [edition for edition in corpus.editions if edition.kommune == kommune.slug]
    if document is None:
        alike = max(kept, key=lambda edition: share_alike(edition.quotes, found), default=None)
        same = alike is not None and share_alike(alike.quotes, found) >= _SAME
        document = alike.document.id if alike is not None and same else _name(kommune.slug, path)
    sample = " ".join(quote.text for quote in found)[:20_000]
    written: Form = marked_form(sample) or kommune.form
    today = datetime.date.today().isoformat()
    said = reading.date or adopted(reading.blocks)
    edition = Edition(
        document=Document(
            id=document,
            title=title or titled,
            publisher=publisher,
            form=written,
            kind="plan",
            date=said or today,
            checked=today,
        ),
        kommune=kommune.slug,
        file=path.name,
        digest=hashlib.sha256(data).hexdigest(),
        quotes=found,
    )
    old = old_references(((quote.section, quote.text) for quote in found), corpus.guides)
    return Intake(edition, tuple(parts), reading, repairs, tuple(old))


def _title(reading: Reading, path: Path, kommune: str) -> str:
    """The title the file gives itself, else what its first blocks or its own words call it, else the file's name."""
    own = without_site(reading.title, kommune)
    given = own if len(own) > 5 and not own.lower().startswith("microsoft") else None
    title = given or _headed(reading.blocks) or _self_named(reading.blocks)
    title = title or path.stem.replace("_", " ").replace("-", " ")
    return title.capitalize() if title.isupper() else title


def without_site(title: str, kommune: str) -> str:
    """A title without the name of the municipality before or after it («Rusplan | Fjelldal kommune»)."""
    name = rf"{re.escape(kommune)}(?: kommune)?(?: sin heimeside| forside)?"
    full = rf"{re.escape(kommune)} kommune"
    rest = re.sub(rf"\s*(?:[|·]\s*{name}|\s[-–—]\s+{full})\s*$", "", title, flags=re.IGNORECASE)
    rest = re.sub(rf"^(?:{name}\s*[|·]|{full}\s+[-–—]\s)\s*", "", rest, flags=re.IGNORECASE)
    return rest or title


def _headed(blocks: Sequence[Block]) -> str | None:
    """Of the blocks before the first chapter one that names a kind of document, else the first heading."""
    lines = ((block.kind, block.text.strip().rstrip(" :")) for block in blocks[:_TITLE_BLOCKS])
    found = [
        (kind, line)
        for kind, line in takewhile(lambda pair: not _opens(*pair), lines)
        if kind in ("heading", "text")
        and 0 < len(line.split()) <= _TITLE_WORDS
        and line[-1] not in ".!?,;"
        and not number_of(line)
    ]
    kinds = [line for _, line in found if _DOCUMENT.search(line)]
    return next(
        iter(kinds or [line for kind, line in found if kind == "heading" and not _PUBLISHER.search(line)]), None
    )


def _opens(kind: str, line: str) -> bool:
    """Whether a block is the heading of a first chapter."""
    first = number_of(line)[:1] == (1,) and re.search(r"[^\W\d_]", line)
    return kind == "heading" and bool(first or _CHAPTER.match(line))


def _self_named(blocks: Sequence[Block]) -> str | None:
    """What a text without a title page calls itself: «Plan for …» er kommunens plan for …"""
    found = (match for block in blocks for match in _SELF.finditer(block.text))
    return next((match["name"] for match in found if _DOCUMENT.search(match["name"])), None)


def _name(kommune: str, path: Path) -> str:
    """«donna-plan» for donna.pdf, «donna-handlingsplan-2026» for Handlingsplan 2026.docx; never a bare slug."""
    own = _slug(path.stem).removeprefix(kommune).strip("-")
    return f"{kommune}-{own or 'plan'}"


def _slug(name: str) -> str:
    folded = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60] or "plan"
