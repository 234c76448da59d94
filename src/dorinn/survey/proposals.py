"""What a plan seems to hold: services, teams and roles, each with its kind of help and the passages it was read from.

A proposal is a guess for a person to judge. It is told from names of kinds of help and of records elsewhere, and from
how Norwegian forms names of teams and roles; from table rows it takes members and who convenes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dorinn.assistant.mentions import Mention, Names
from dorinn.assistant.topic_model import TopicModel
from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Quote
from dorinn.domain.kommune import NATIONAL, SHARED
from dorinn.language.fold import fold, words
from dorinn.retrieval.encoder import Encoder
from dorinn.survey.kinds import Kinds
from dorinn.survey.names import key_of, names

# Kinds that a mention says nothing about: «kommunen» is on every page, and national numbers are nobody's own.
_PLACE = re.compile(r"(?:(?<![.!?:|•] )(?<=\w )[A-ZÆØÅ][\w-]+ )*$")
_UNTOLD = frozenset({"servicetorg", "nodnummer", "hjelpetelefon"})
# Sections that speak of the law, of others' strategies or of the numbers, not of what the municipality has.
_BACKGROUND = re.compile(
    r"f[oø]ring|lov(?:er|ar|verk)\b|kilder|kjelder|referanser|begrep|omgrep|barnekonvensjon|bærekraft|strategi for|"
    r"rundskriv|nasjonal|veileder|proposisjon|prop\. |meld\. st|regjering|handlingsplan for|barnevernsreform",
    re.IGNORECASE,
)
_TEAMS = frozenset({"tverrfaglig-team", "fravaersteam"})
_READ, _CLEAR, _TOPICS = 6, 0.1, 5  # passages read for topics, the least probability of one, topics of a record
_ROW = re.compile(r" \| ")
_THING = re.compile(r"^(?:tiltak|team|tilbud|tilbod|arena|møte|forum|tjeneste|teneste|samarbeid\w*)$", re.IGNORECASE)
_MEMBERS = re.compile(r"deltak|deltag|medlem|hvem|kven|represent", re.IGNORECASE)
_CONVENER = re.compile(r"ansvar|innkall|leder|leiar|koordinator", re.IGNORECASE)
_OFTEN = re.compile(
    r"\b(?:møtes|møtast|møtest|møter|samles|samlast)\s+((?:hver|kvar|annenhver|annakvar|en gang|ein gong|to ganger|"
    r"to gonger|månedlig|månadleg|ukentlig|regelmessig|jevnlig)(?: (?!og\b|i \b|der\b|med\b)[^\s.,;|]+){0,3})",
    re.IGNORECASE,
)
_DO = re.compile(r"^(?:beskriv|tiltak)", re.IGNORECASE)
_WHEN = re.compile(r"frist|tids|når|fullført|fullføring|periode", re.IGNORECASE)
_PLANNED = re.compile(
    r"^\W*(?:opprette|etablere|innføre|innføring|utarbeide|vurdere|utrede|utgreie|lage|starte|utvikle|ta i bruk)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Proposal:
    """One record that a plan seems to hold. `kind` is service or team, `type` a code, `passages` its sources."""

    kind: str
    type: str
    form: str
    name: str
    passages: list[Quote] = field(default_factory=list)
    planned: bool = False
    members: tuple[str, ...] = ()
    convener: str | None = None
    frequency: str | None = None
    topics: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    written: Counter[str] = field(default_factory=Counter)
    passages: list[Quote] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    members: tuple[str, ...] = ()
    convener: str | None = None
    frequency: str | None = None
    planned: bool = False

    def add(self, written: str, form: str, code: str, quote: Quote) -> None:
        self.written[written] += 1
        self.forms[form] += 1
        self.codes[code] += 1
        if not self.passages or self.passages[-1].id != quote.id:
            self.passages.append(quote)


class Reader:
    """Reads plans with the eyes of what is known elsewhere."""

    def __init__(self, known: Corpus, encoder: Encoder, model: TopicModel | None = None) -> None:
        """Without a model, no topics are told."""
        self._model = model
        self._read: dict[str, dict[str, float]] = {}
        self._known = known
        self._names = Names(known)
        self._kinds = Kinds(known, self._names, encoder)
        self._guides = {guide.type for guide in known.guides}
        # Aliases are looser than names: «kultur» and «kartlegging» are aliases of something somewhere.
        own = [item for item in known.services if item.kommune not in (SHARED, NATIONAL)]
        named = [written for item in own for written in (item.name.nb, item.name.nn)]
        called = [word for kind in known.types for word in (kind.name.nb, kind.name.nn, *kind.words)]
        self._firm = {" ".join(words(fold(name).replace("-", " "))) for name in (*named, *called)}

    def proposals(self, quotes: Sequence[Quote]) -> list[Proposal]:
        """Proposals in the order in which the plan comes to them."""
        found: dict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
        for quote in quotes:
            background = any(_BACKGROUND.search(heading) for heading in quote.path)
            text = f"{quote.path[-1]}. {quote.text}" if quote.path else quote.text
            taken = self._named(text, quote, background, found)
            if not background:
                self._units(text, quote, taken, found)
            if not background and not self._row(quote, found):
                self._measure(quote, found)
        return [self._proposal(key, what) for key, what in found.items()]

    def _named(self, text: str, quote: Quote, background: bool, found: dict[tuple[str, str], _Gathered]) -> set[str]:
        taken: set[str] = set()
        for name in names(text):
            code = None if background else self._kinds.of(name, quote.text)
            service = name.form in ("role", "programme")
            if code is None or code in _UNTOLD or (service and code in _TEAMS):
                continue
            taken |= set(fold(name.text).replace("-", " ").split())
            kind = "service" if service else "team"
            gathered = found[kind, name.key]
            gathered.add(name.text, name.form, code, quote)
            if kind == "team" and gathered.frequency is None and (often := _OFTEN.search(quote.text)):
                gathered.frequency = often[1].strip()
        return taken

    def _units(self, text: str, quote: Quote, taken: set[str], found: dict[tuple[str, str], _Gathered]) -> None:
        for mention in self._names.mentions(text):
            if taken & set(mention.words.split()):
                continue
            codes = self._codes(mention)
            if len(codes) != 1 or (code := codes.pop()) in _UNTOLD or mention.words not in self._firm:
                continue
            if code in self._guides and not self._is_thing(mention):
                continue
            written = _as_written(mention.words, text)
            if code in _TEAMS:
                if " " not in mention.words:
                    found["team", key_of(mention.words)].add(written, "team", code, quote)
            else:
                found["service", code].add(written, "unit", code, quote)

    def _codes(self, mention: Mention) -> set[str]:
        if mention.types:
            return set(mention.types)
        records = [self._known.service.get(r) or self._known.guide[r] for r in mention.records]
        return {record.type for record in records}

    def _is_thing(self, mention: Mention) -> bool:
        """Whether a name from a guide's field is something that another municipality has a record of."""
        records = [self._known.service[r] for r in mention.records if r in self._known.service]
        return any(key_of(mention.words) in (key_of(r.name.nb), key_of(r.name.nn)) for r in records)

    def _row(self, quote: Quote, found: dict[tuple[str, str], _Gathered]) -> bool:
        """A row of a list of teams: who sits in it and who convenes; whether it was one."""
        cells = [cell.partition(": ") for cell in _ROW.split(quote.text)]
        if len(cells) < 2 or not _THING.match(cells[0][0]):
            return False
        first = cells[0][2]
        inside = list(names(first))
        team = next((name for name in inside if name.form not in ("role", "programme")), None)
        if team is None:
            return False
        gathered = found["team", team.key]
        for head, _, cell in cells[1:]:
            if _MEMBERS.search(head):
                gathered.members = gathered.members or _listed(cell)
            elif _CONVENER.search(head):
                gathered.convener = gathered.convener or cell.rstrip(". ")
        return bool(gathered.members)

    def _measure(self, quote: Quote, found: dict[tuple[str, str], _Gathered]) -> None:
        """A row of a plan of action: what is to be done, by whom, by when."""
        cells = [cell.partition(": ") for cell in _ROW.split(quote.text)]
        heads = [head for head, _, _ in cells]
        what = next((cell for head, _, cell in reversed(cells) if _DO.search(head)), None)
        if what is None or (not any(_WHEN.search(head) for head in heads) and not _PLANNED.match(what)):
            return
        for part in re.split(r"; -|^- ", what):
            name = _short(part.strip(" -•"))
            if name and (code := self._kinds.like(f"{name}. {part}")):
                gathered = found["service", key_of(name)]
                gathered.add(name, "measure", code, quote)
                gathered.planned = True

    def _proposal(self, key: tuple[str, str], what: _Gathered) -> Proposal:
        kind, _ = key
        code = what.codes.most_common(1)[0][0]
        form = what.forms.most_common(1)[0][0]
        written = what.written.most_common(1)[0][0]
        proper = [name for name in what.written if " " in name and name[0].isupper()]
        if proper and form == "unit":
            written = max(proper, key=what.written.__getitem__)
        return Proposal(
            kind=kind,
            type=code,
            form=form,
            name=written[0].upper() + written[1:],
            passages=what.passages,
            planned=what.planned,
            members=what.members,
            convener=what.convener,
            frequency=what.frequency,
            topics=self._topics(code, what.passages),
        )

    def _topics(self, code: str, passages: Sequence[Quote]) -> tuple[str, ...]:
        """Worries that lead to this kind of help and that the passages speak of, the clearest first."""
        if self._model is None:
            return ()
        leads = {t.id for t in self._known.topics if code in (*t.help, *(c for p in t.preferences for c in p.help))}
        clear: Counter[str] = Counter()
        for quote in passages[:_READ]:
            if quote.id not in self._read:
                self._read[quote.id] = self._model.read(quote.text).topics
            for topic, share in self._read[quote.id].items():
                if topic in leads and share >= _CLEAR:
                    clear[topic] = max(clear[topic], round(share * 1000))
        return tuple(topic for topic, _ in clear.most_common(_TOPICS))


def _listed(cell: str) -> tuple[str, ...]:
    """«rektor, lærer og PPT» as its parts."""
    return tuple(part.strip(" .") for part in re.split(r",|;| og | samt ", cell) if part.strip(" ."))


def _as_written(words: str, text: str) -> str:
    """Folded words as they stand in the text, with what names the place before them: «Odal barneverntjeneste»."""
    tokens = list(re.finditer(r"[^\W_]+", text))
    folded = [fold(token[0]) for token in tokens]
    wanted = words.split()
    for start in range(len(folded) - len(wanted) + 1):
        if folded[start : start + len(wanted)] == wanted:
            first, last = tokens[start], tokens[start + len(wanted) - 1]
            return _PLACE.search(text[: first.start()])[0] + text[first.start() : last.end()]  # type: ignore[index]
    return words


def _short(text: str) -> str:
    """The first words of a measure: up to where the sentence or the clause ends, nine at the most."""
    start = re.split(r"[.:;,(]| for å | slik at | som kan ", text, maxsplit=1)[0].split()
    return " ".join(start[:9])
