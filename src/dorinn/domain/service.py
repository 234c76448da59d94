"""Services, teams and contacts, in the words of the Human Services Data Specification (HSDS)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.domain.topic import STAFF

Kind = Literal["service", "team", "guide"]
Status = Literal["active", "planned", "proposed"]
GATHERINGS = ("meeting", "forum", "network")
THINGS = ("programme", "measure")  # one begins with them and asks about them; nobody rings them
"""Forms of teams that people meet in: they have no telephone, and a matter is taken up in them."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach a service. `value` is copied from `source`, never composed.

    `verified` is false where nobody has checked the value at its source; `checked` says when somebody did.
    """

    kind: str
    value: str
    label: Text
    verified: bool
    checked: str
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a source says, in both forms. `about` holds cues such as host, frequency, deadline."""

    text: Text
    about: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Service:
    """A service, unit, role, programme or team of one municipality, or a national one.

    `id` is `<kommune>/<slug>` (`nasjonal/…`, `felles/…`); `type` a code of `corpus/types.yaml`;
    `age` a closed range in years; `members`, `convener`, `frequency` and `brings` belong to teams; `called` is what it
    is called inside a sentence, where that is not its name; `description_youth` says to somebody young what it is and
    how one gets in, `description_staff` to somebody who works with children what it does.
    """

    id: str
    type: str
    kind: Kind
    form: str
    name: Text
    aliases: tuple[str, ...]
    description: Text
    status: Status
    source: Source
    organization: str | None = None
    access: Text | None = None
    audience: tuple[str, ...] = ()
    age: tuple[int, int] | None = None
    prevention: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    members: tuple[Text, ...] = ()
    convener: Text | None = None
    frequency: Text | None = None
    brings: Text | None = None
    called: Text | None = None
    description_youth: Text | None = None
    description_staff: Text | None = None

    @property
    def kommune(self) -> str:
        """The slug before the stroke: a municipality, `nasjonal` or `felles`."""
        return self.id.split("/", 1)[0]

    def described(self, role: str | None) -> Text:
        """What it is, to somebody of a role (or to anybody)."""
        own = self.description_youth if role == "youth" else self.description_staff if role in STAFF else None
        return own or self.description

    @property
    def exists(self) -> bool:
        """Whether it can be used today; what is planned or proposed cannot."""
        return self.status == "active"
