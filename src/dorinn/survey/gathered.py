"""What a reading has gathered about one record, and the proposal that comes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dorinn.domain.edition import Quote
from dorinn.language.sentences import sentences
from dorinn.survey.entrance import age_of, way_in


@dataclass(slots=True)
class Proposal:
    """One record that a plan seems to hold. `kind` is service or team, `type` a code (None: a person must say), `home`
    the passage whose section is its own, else the first of `passages`, its sources."""

    kind: str
    type: str | None
    form: str
    name: str
    passages: list[Quote] = field(default_factory=list)
    planned: bool = False
    members: tuple[str, ...] = ()
    convener: str | None = None
    frequency: str | None = None
    age: tuple[int, int] | None = None
    access: str | None = None


@dataclass(slots=True)
class Gathered:
    """Names, kinds and passages of one record so far.

    `own` are passages of the section that is its own, `said` sentences there that are said of it, `named` its name
    there. `free` and `answers` say how often it is named other than as a member: on its own, and as who answers for
    something. `row` is whether a list of teams has it.
    """

    written: Counter[str] = field(default_factory=Counter)
    passages: list[Quote] = field(default_factory=list)
    own: list[Quote] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    named: str | None = None
    forms: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    free: int = 0
    answers: int = 0
    members: tuple[str, ...] = ()
    convener: str | None = None
    frequency: str | None = None
    planned: bool = False
    row: bool = False

    def add(self, written: str, form: str, code: str | None, quote: Quote, planned: bool = False) -> None:
        """One place where it is named; it is planned where all of them say so."""
        self.planned = planned and (self.planned or not self.written)
        self.written[written] += 1
        self.forms[form] += 1
        if code:
            self.codes[code] += 1
        self.read(quote)

    def read(self, quote: Quote, own: bool = False, alone: bool = True) -> None:
        """A passage that speaks of it. In a section that is not its own `alone`, what is said of whom is open."""
        if all(quote.id != known.id for known in self.passages[-3:]):
            self.passages.append(quote)
        if own and all(quote.id != known.id for known in self.own):
            self.own.append(quote)
            if " | " not in quote.text:
                named = [name.lower() for name in self.written]
                self.said += [s for s in sentences(quote.text) if alone or any(name in s.lower() for name in named)]

    def take(self, other: Gathered) -> None:
        """What was gathered of the same thing under another name."""
        self.passages += [quote for quote in other.passages if quote not in self.passages]
        self.planned = self.planned and other.planned
        self.free += other.free
        self.answers += other.answers

    @property
    def code(self) -> str | None:
        """The kind of help that most of its names have."""
        return self.codes.most_common(1)[0][0] if self.codes else None

    @property
    def form(self) -> str:
        """The form that most of its names have."""
        return self.forms.most_common(1)[0][0]

    def proposal(self, kind: str, key: str) -> Proposal:
        """The record that it makes; `key` is what it was gathered under."""
        code = self.code
        form = "unit" if (self.form, key) == ("programme", code) else self.form  # «PPT» is no programme
        named = self.named or self._called(form)
        return Proposal(
            kind=kind,
            type=code,
            form=form,
            name=named[0].upper() + named[1:],
            passages=[*self.own, *(quote for quote in self.passages if quote not in self.own)],
            planned=self.planned,
            members=self.members,
            convener=self.convener,
            frequency=self.frequency,
            age=age_of(self.said),
            access=way_in(self.said),
        )

    def _called(self, form: str) -> str:
        proper = [name for name in self.written if " " in name and name[0].isupper()]
        plain = [name for name in self.written if " " not in name]
        if form == "unit" and plain and len({name.split()[0] for name in proper}) > 1:
            return max(plain, key=self.written.__getitem__)  # «Lia skole» and «Moen skole» are schools
        if proper and form == "unit":
            return max(proper, key=self.written.__getitem__)
        return self.written.most_common(1)[0][0]
