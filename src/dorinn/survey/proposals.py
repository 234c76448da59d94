"""What a plan seems to hold: services, teams and roles, each with its kind of help and the passages it was read from.

A proposal is a guess for a person to judge. It is told from names of kinds of help and of records elsewhere, from how
Norwegian forms names of teams and roles, and from sections that bear a service's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from dorinn.assistant.mentions import Names
from dorinn.corpus.corpus import Corpus
from dorinn.domain.edition import Quote
from dorinn.language.sentences import sentences
from dorinn.retrieval.encoder import Encoder
from dorinn.survey import circle, gathering, home, planned, rows
from dorinn.survey.doubles import Doubles
from dorinn.survey.firm import TEAMS, UNTOLD, Firm, Key, as_written, plain
from dorinn.survey.gathered import Gathered, Proposal
from dorinn.survey.kinds import Kinds
from dorinn.survey.names import Name, key_of, names
from dorinn.survey.things import Things

# Sections that speak of the law, of others' strategies or of the numbers, not of what the municipality has.
_BACKGROUND = re.compile(
    r"f[oø]ring|lov(?:er|ar|verk|grunnlag)\b|kilder|kjelder|referanser|begrep|omgrep|barnekonvensjon|bærekraft|"
    r"strategi for|rundskriv|nasjonal|(?<!familie)(?<!foreldre)(?<!elev)(?<!miljø)(?<!nav-)veileder|proposisjon|"
    r"prop\. |meld\. st|regjering|(?<=.)handlingsplan for |^handlingsplan for (?!perioden|planperioden|åra|årene|\d)|"
    r"barnevernsreform",
    re.IGNORECASE,
)
_TASK = re.compile(r"koordinator|.kontakt", re.IGNORECASE)
# Meetings that everybody has: no team, unless the plan tells who meets or how often.
_PLAIN = re.compile(
    r"^(?:samarbeids|personal|informasjons|foreldre|avdelings|drøftings|dialog|felles)møte", re.IGNORECASE
)
# Meetings that are held once, or by those who meet anyway.
_EVENT = re.compile(r"^(?:planleggings|folke|oppstarts|evaluerings|status|all|lands|års)møte", re.IGNORECASE)
_Found = dict[Key, Gathered]


class Reader:
    """Reads plans with the eyes of what is known elsewhere."""

    def __init__(self, known: Corpus, encoder: Encoder, without: frozenset[str] = frozenset()) -> None:
        """`without` are keys of names that are not to be known from elsewhere either."""
        names, self._things = Names(known), Things(without)
        self._kinds = Kinds(known, names, encoder, self._things)
        self._firm = Firm(known, names, self._things)
        self._doubles = Doubles(known)

    def proposals(self, quotes: Sequence[Quote], title: str = "") -> list[Proposal]:
        """Proposals in the order in which the plan comes to them; `title` is the plan's own."""
        found: _Found = defaultdict(Gathered)
        own = _titles(quotes, title)
        called = {key_of(written) for written in (title, *own)}
        circles = _circles(quotes)
        for quote, (coming, rest) in zip(quotes, planned.parts(quotes, title), strict=True):
            if not (coming or rest) or any(
                _BACKGROUND.search(home.bare(over)) for over in quote.path if over not in own
            ):
                continue
            over = home.subject(quote.path)
            text = f"{over}. {quote.text}" if over else quote.text
            later = self._to_come(quote, coming, rest)
            taken = self._named(text, quote, later, found)
            if circle_here := circles.get(home.section(quote.path)):
                taken |= set(plain(circle_here.text).split())
                code = self._kinds.of(circle_here, quote.text)
                found["team", circle_here.key].add(circle_here.text, circle_here.form, code, quote, not rest)
                found["team", circle_here.key].read(quote, own=True)
            if rows.is_measure(quote.text):
                others, text = rows.explained(quote.text)
                self._units(others, quote, taken, later, found)
            elif " | " in quote.text:
                text = f"{over}. {rows.without_way_in(quote.text)}"
            self._units(text, quote, taken, later, found)
            self._row(quote, bool(coming), found)
            if " | " not in quote.text:
                self._told(home.label(quote.path) + quote.text, over, found, circle_here)
            if not circle_here:
                self._home(quote, not rest, found)
        self._doubles.join(found)
        for key in [key for key in found if found[key].form == "programme" and key[1] in called]:
            del found[key]  # the plan itself is no programme
        return [what.proposal(*key) for key, what in found.items() if self._speaks(key, what, found)]

    def _to_come(self, quote: Quote, coming: str, rest: str) -> set[Key]:
        """What a passage names as nothing but planned; `coming` is what it tells of things to come."""
        if rows.is_measure(quote.text):
            if rows.is_every_year(quote.text):
                return set()
            others, explained = rows.explained(quote.text)
            roles = {key for key in self._named_in(quote.text) if key[0] == "service"}
            units = {key for key in self._keys(explained) if key[0] == "service"}
            return (roles | units | self._named_in(rows.opened(quote.text))) - self._keys(others)
        if not coming:
            return set()
        over = f"{quote.path[-1]}. " if quote.path and not rest else ""
        return self._keys(over + coming) - self._keys(rest)

    def _keys(self, text: str) -> set[Key]:
        units = {("team" if unit.code in TEAMS else "service", unit.key) for unit in self._firm.units(text)}
        return units | self._named_in(text)

    @staticmethod
    def _named_in(text: str) -> set[Key]:
        return {("service" if name.form in ("role", "programme") else "team", name.key) for name in names(text)}

    def _named(self, text: str, quote: Quote, later: set[Key], found: _Found) -> set[str]:
        taken: set[str] = set()
        free, answers = ({name.key for name in names(part)} for part in _parts(quote))
        for name in names(text):
            code = self._kinds.of(name, quote.text)
            service = name.form in ("role", "programme")
            untyped = name.form == "role" and "koordinator" in name.text.lower()
            if (code is None and not untyped) or code in UNTOLD or (service and code in TEAMS):
                continue
            taken |= set(plain(name.text).split())
            key = ("service" if service else "team", name.key)
            found[key].add(name.text, name.form, code, quote, planned=key in later)
            found[key].free += name.key in free
            found[key].answers += name.key in answers
        return taken

    def _units(self, text: str, quote: Quote, taken: set[str], later: set[Key], found: _Found) -> None:
        for unit in self._firm.units(text):
            if taken & set(unit.words.split()):
                continue
            written = as_written(unit.words, text)
            if unit.code not in TEAMS:
                key = ("service", unit.key)
                found[key].add(written, "unit", unit.code, quote, planned=key in later)
            elif " " not in unit.words:
                key = ("team", unit.key)
                found[key].add(written, "team", unit.code, quote, planned=key in later)

    def _row(self, quote: Quote, later: bool, found: _Found) -> None:
        """A row of a list of teams, or of a plan of action; what it is about is there `later`."""
        row = rows.team_row(quote.text)
        if row is not None:
            gathered = found["team", row.name.key]
            if row.name.text not in gathered.written:
                gathered.add(row.name.text, row.name.form, self._kinds.of(row.name, quote.text), quote, later)
            gathered.named = gathered.named or row.given
            gathered.members = gathered.members or row.members
            gathered.convener = gathered.convener or row.convener
            gathered.frequency = gathered.frequency or row.frequency
            gathered.row = True
            for _, cell in rows.cells(quote.text)[1:]:
                self._told(cell, row.name.text, found)
            if row.members:
                return
        elif (name := rows.offered(quote.text)) is not None:
            self._offered(name, quote, later, found)
        again = rows.is_every_year(quote.text) and not later
        for name, said in rows.measures(quote.text):
            gathered = found["service", key_of(name)]
            gathered.add(name, "measure", self._kinds.measure(name, said), quote)
            gathered.planned = not again

    def _offered(self, name: str, quote: Quote, later: bool, found: _Found) -> None:
        """A service of a list: by the name it has there, under its kind where that is told."""
        words = plain(name)
        known = next((key for key, said in self._firm.headed(name) if words.startswith(said)), None)
        if known is not None and known in found:
            found[known].named = found[known].named or name
            return
        first = next(names(name), None)
        if first is None or not name.startswith(first.text):
            code = self._kinds.measure(name, quote.text)
            found["service", key_of(name)].add(name, "unit", code if code not in UNTOLD else None, quote, later)

    def _told(self, text: str, heading: str, found: _Found, own: Name | None = None) -> None:
        """What sentences say of teams."""
        for key, what, said in gathering.told(text, heading, own):
            if (gathered := found.get(("team", key))) is None:
                continue
            if what == "members":
                gathered.members = gathered.members or said
            elif what == "convener":
                gathered.convener = gathered.convener or said[0]
            else:
                gathered.frequency = gathered.frequency or said[0]

    def _home(self, quote: Quote, later: bool, found: _Found) -> None:
        """The section that a passage stands in, where it is one record's own."""
        if not quote.path:
            return
        heading = home.subject(quote.path)
        known = self._firm.headed(home.bare(heading))
        owners = home.owners(heading, [name for _, name in known])
        own = {key: name for key, name in known if name in owners}
        for key, name in known:
            gathered = found.get(key)
            if gathered is not None and (key in own or home.bare(heading) in gathered.written):
                gathered.read(quote, own=True, alone=len(own) < 2)
                if key[0] == "service" and len(own) < 2:
                    filled = home.proper(heading, [name for _, name in known])
                    gathered.named = gathered.named or filled or as_written(name, re.sub(r"\(.*", "", heading))
        if not known and (new := home.unknown(heading, quote.text)) is not None:
            gathered = found["service", key_of(new)]
            gathered.add(new, "unit", self._kinds.like(f"{new}. {sentences(quote.text)[0]}"), quote, later)
            gathered.read(quote, own=True)

    def _speaks(self, key: Key, what: Gathered, found: _Found) -> bool:
        """Whether the plan speaks of it. A profession that only sits in teams is no service, nor is one that only
        answers for something where the plan has that kind of help by another name. Whoever coordinates has that for a
        task."""
        if key[0] == "team" and not (what.own or what.row) and any(map(_EVENT.match, what.written)):
            return False
        if key[0] == "team" and what.form == "meeting" and not (what.own or what.row or what.members or what.frequency):
            return not any(map(_PLAIN.match, what.written))
        if key[0] == "team" or what.form != "role" or what.own or what.free or any(map(_TASK.search, what.written)):
            return True
        # Things beside the service itself do not do the profession's work: «fødselskurs», «jordmor».
        others = (
            other for name, other in found.items() if name != key and (name[1] in what.codes or other.form == "role")
        )
        alone = not any(set(what.codes) & set(other.codes) for other in others)
        return what.answers > 0 and (alone or self._things.kind_of_role(key[1]) is not None)


def _titles(quotes: Sequence[Quote], title: str) -> frozenset[str]:
    """Headings that are the plan's own title: «Handlingsplan for …» over the whole plan is not another's plan."""
    first = {quote.path[0] for quote in quotes if quote.path}
    called = plain(title)
    same = (heading for heading in first if called and (words := plain(heading)) and _begins(called, words))
    return frozenset(first if len(first) == 1 else same)


def _begins(one: str, other: str) -> bool:
    """Whether one of two titles begins like the other: «… 2025–2028», «… | Fjelldal kommune» may follow."""
    short, long = sorted((one, other), key=len)
    return f"{long} ".startswith(f"{short} ")


def _circles(quotes: Sequence[Quote]) -> dict[tuple[str, ...], Name]:
    """Sections that are of a gathering which is known by no ending, with what stands under «Medlemmer» in them."""
    texts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for quote in quotes:
        if " | " not in quote.text and quote.path:
            texts[home.section(quote.path)].append(home.label(quote.path) + quote.text)
    named = {path: circle.circle(path[-1], "\n".join(said)) for path, said in texts.items()}
    return {path: name for path, name in named.items() if name}


def _parts(quote: Quote) -> tuple[str, str]:
    """What a passage says beside who sits in teams and who answers for what; and who answers."""
    if " | " in quote.text:
        return rows.parts(quote.text)
    text = f"{home.label(quote.path)}{quote.text}"
    return gathering.without_members(f"{home.subject(quote.path)}. {text}" if quote.path else text), ""
