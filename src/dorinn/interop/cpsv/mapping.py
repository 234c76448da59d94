"""From the register to CPSV-AP-NO: services, who answers for them, how to reach them, what leads there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dorinn.domain.ids import identifier
from dorinn.domain.service import Service
from dorinn.domain.text import FORMS, Text
from dorinn.domain.topic import Topic
from dorinn.interop.cpsv.graph import Graph, Iri, Literal, Term
from dorinn.interop.register import Organization, Register

_NO_EVENT = ("akutt", "oppslag", "uklart", "utenfor")  # areas of topics that are kinds of messages, not worries
_LED_TO = 3  # how many kinds of help an event points to
_STATUS = "http://publications.europa.eu/resource/authority/distribution-status/"
_KINDS = {
    "phone": "cv:telephone",
    "sms": "cv:telephone",
    "email": "cv:email",
    "url": "cv:contactPage",
    "web": "cv:contactPage",
}


@dataclass(frozen=True, slots=True)
class Export:
    """The graph, and the ids of services that could not be in it because their source names no organization."""

    graph: Graph
    left_out: tuple[str, ...]


def export(register: Register, address: str) -> Export:
    """Everything CPSV-AP-NO has a class for. `address` is where this site is found: a service whose source gives no
    contact has its page here as contact page."""
    maker = _Maker(register, address)
    owned = [item for item in register.services if item.organization]
    for owner in register.organizations.values():
        maker.organization(owner)
    for item in owned:
        maker.service(item)
    for topic in register.corpus.topics:
        if topic.area not in _NO_EVENT:
            maker.event(topic, owned)
    return Export(maker.graph, tuple(item.id for item in register.services if not item.organization))


class _Maker:
    def __init__(self, register: Register, address: str) -> None:
        self._register = register
        self._corpus = register.corpus
        self._address = address
        self.graph = Graph()

    def organization(self, owner: Organization) -> Iri:
        document = self._corpus.document[owner.source.document]
        places = dict.fromkeys(self._place(item) for item in owner.services)
        return self.graph.add(
            _urn("organization", owner.name),
            "cv:PublicOrganisation" if self._public(owner.name) else "org:Organization",
            [
                ("dct:identifier", Literal(str(owner.id))),
                ("skos:prefLabel", Literal(owner.name, document.form)),
                *(("dct:spatial", place) for place in places),
            ],
        )

    def service(self, item: Service) -> Iri:
        owner = _urn("organization", item.organization or "")
        public = self._public(item.organization or "")
        output = self.graph.add(
            _urn("output", item.id),
            "cpsvno:PossibleOutput",
            [*_said("dct:title", item.name), *_said("dct:description", item.description)],
        )
        return self.graph.add(
            _urn("service", item.id),
            "cpsv:PublicService" if public else "cpsvno:Service",
            [
                ("dct:identifier", Literal(str(identifier("service", item.id)))),
                *_said("dct:title", item.name),
                *_said("dct:description", item.description),
                ("cv:hasCompetentAuthority" if public else "cv:ownedBy", owner),
                *(("cv:contactPoint", point) for point in self._contact_points(item)),
                ("cpsvno:hasPossibleOutput", output),
                ("dct:spatial", self._place(item)),
                ("adms:status", Iri(_STATUS + ("COMPLETED" if item.exists else "DEVELOP"))),
                ("cv:isClassifiedBy", self._type(item.type)),
                *(("cv:thematicArea", self._theme(uri)) for uri in self._register.themes_of.get(item.type, ())),
            ],
        )

    def event(self, topic: Topic, services: list[Service]) -> Iri:
        """A worry as a life event, with the services that exist for it."""
        event = _urn("topic", topic.id)
        led_to = [item for item in services if item.exists and item.type in topic.help[:_LED_TO]]
        for item in led_to:
            public = self._public(item.organization or "")
            kind = "cpsv:PublicService" if public else "cpsvno:Service"
            self.graph.add(_urn("service", item.id), kind, [("cv:isGroupedBy", event)])
        return self.graph.add(
            event,
            "cv:LifeEvent",
            [
                ("dct:identifier", Literal(str(identifier("topic", topic.id)))),
                *_said("dct:title", topic.name),
                *(_said("dct:description", topic.advice) if topic.advice else ()),
                ("dct:subject", self._theme(topic.los) if topic.los else None),
                *(("cpsvno:mayTriggerNeedFor", _urn("service", item.id)) for item in led_to),
            ],
        )

    def _contact_points(self, item: Service) -> Iterator[Iri]:
        known = [contact for contact in item.contacts if contact.kind in _KINDS]
        for contact in known:
            name = _KINDS[contact.kind]
            value: Term = Iri(contact.value) if name == "cv:contactPage" else Literal(contact.value)
            yield self.graph.add(
                _urn("contact", f"{item.id}/{contact.value}"),
                "cv:ContactPoint",
                [(name, value), *_said("vcard:category", contact.label)],
            )
        if not known:
            page = Iri(f"{self._address}/tjenester/{item.id}")
            yield self.graph.add(_urn("contact", item.id), "cv:ContactPoint", [("cv:contactPage", page)])

    def _place(self, item: Service) -> Iri:
        home = self._corpus.kommune.get(item.kommune)
        name = Literal(home.name, home.form) if home else Literal("Norge", "nb")
        return self.graph.add(_urn("place", item.kommune), "dct:Location", [("rdfs:label", name)])

    def _theme(self, uri: str) -> Iri:
        return self.graph.add(Iri(uri), "skos:Concept")

    def _type(self, code: str) -> Iri:
        names = _said("skos:prefLabel", self._corpus.type[code].name)
        return self.graph.add(_urn("type", code), "skos:Concept", names)

    def _public(self, name: str) -> bool:
        """Whether the name itself says that a municipality answers for it; of others we claim less."""
        plain = name.casefold()
        return "kommun" in plain or any(kommune.name.casefold() in plain for kommune in self._corpus.kommuner)


def _urn(kind: str, name: str) -> Iri:
    return Iri(identifier(kind, name).urn)


def _said(name: str, text: Text) -> list[tuple[str, Term]]:
    return [(name, Literal(text.of(form), form)) for form in FORMS]
