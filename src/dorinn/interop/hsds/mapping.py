"""From the register to HSDS objects, in one written form with the other as a translation."""

from __future__ import annotations

from uuid import UUID

from dorinn.corpus.phrases import Phrases
from dorinn.domain.ids import identifier
from dorinn.domain.service import Contact, Service
from dorinn.domain.text import Form
from dorinn.interop.hsds import models
from dorinn.interop.register import Organization, Register

TYPES = models.Taxonomy(
    id=identifier("taxonomy", "types"), name="dorinn", description="Kinds of help for children, young people, families"
)
LOS = models.Taxonomy(
    id=identifier("taxonomy", "los"), name="Los", description="The thesaurus of the Norwegian public sector"
)


class Mapping:
    """Makes HSDS objects. `form` is the form to write in; None means each municipality's own."""

    def __init__(self, register: Register, phrases: Phrases) -> None:
        self._register = register
        self._corpus = register.corpus
        self._phrases = phrases

    def service(self, item: Service, form: Form | None = None) -> models.Service:
        """A service with everything known of it."""
        form = form or self._register.form(item)
        other: Form = "nb" if form == "nn" else "nn"
        name = identifier("service", item.id)
        document = self._corpus.document[item.source.document]
        return models.Service(
            **self.summary(item, form).model_dump(),
            phones=[self._phone(c, item, form) for c in item.contacts if c.kind in ("phone", "sms")],
            service_areas=[self._area(item, form)],
            attributes=[self._attribute(name, term) for term in self._terms(item, form)],
            translations=[models.Translation(language=other, **self._texts(item, other))],
            team=self._team(item, form),
            sources=[
                models.Provenance(
                    document=self._corpus.titles[document.id], section=item.source.section, checked=document.checked
                )
            ],
        )

    def summary(self, item: Service, form: Form | None = None) -> models.ServiceSummary:
        """A service without lists."""
        form = form or self._register.form(item)
        texts, other = self._texts(item, form), item.name.of("nb" if form == "nn" else "nn")
        names = [name for name in (other, *item.aliases) if name.casefold() != texts["name"].casefold()]
        owner = self._register.organizations.get(identifier("organization", item.organization or ""))
        return models.ServiceSummary(
            **texts,
            id=identifier("service", item.id),
            organization_id=owner.id if owner else None,
            alternate_name=names[0] if names else None,
            url=_value(item, "url", "web"),
            email=_value(item, "email"),
            status="active" if item.exists else "inactive",
            minimum_age=item.age[0] if item.age else None,
            maximum_age=item.age[1] if item.age else None,
            assured_date=self._corpus.checked(item),
            organization=self.organization_summary(owner, form) if owner else None,
            slug=item.id,
        )

    def organization_summary(self, owner: Organization, form: Form | None = None) -> models.OrganizationSummary:
        """An organization: its name, and where it is named."""
        place = self._register.place(owner.source)
        said = self._phrases.say("named_in", form or self._register.form(owner.services[0]), source=place)
        return models.OrganizationSummary(id=owner.id, name=owner.name, description=said)

    def organization(self, owner: Organization, form: Form | None = None) -> models.Organization:
        """An organization with its services."""
        return models.Organization(
            **self.organization_summary(owner, form).model_dump(),
            services=[self.summary(item, form) for item in owner.services],
        )

    def terms(self, form: Form = "nb") -> list[models.TaxonomyTerm]:
        """Every term that a service can carry: kinds of help, then themes of Los."""
        return [*(self._type(code, form) for code in self._corpus.type), *map(self._theme, self._register.themes)]

    def term_ids(self, item: Service) -> set[UUID]:
        """The identifiers of a service's terms."""
        return {term.id for term in self._terms(item, "nb")}

    def taxonomy_ids(self, item: Service) -> set[UUID]:
        """The identifiers of the taxonomies a service's terms belong to."""
        return {term.taxonomy_id for term in self._terms(item, "nb") if term.taxonomy_id}

    def _terms(self, item: Service, form: Form) -> list[models.TaxonomyTerm]:
        return [self._type(item.type, form), *map(self._theme, self._register.themes_of.get(item.type, ()))]

    def _type(self, code: str, form: Form) -> models.TaxonomyTerm:
        kind = self._corpus.type[code]
        return models.TaxonomyTerm(
            id=identifier("type", code),
            code=code,
            name=kind.name.of(form),
            description=", ".join(kind.words) or kind.name.of(form),
            taxonomy=TYPES.name,
            taxonomy_id=TYPES.id,
            language=form,
        )

    def _theme(self, uri: str) -> models.TaxonomyTerm:
        slug = uri.rstrip("/").rsplit("/", 1)[-1]
        topics = self._register.themes[uri]
        return models.TaxonomyTerm(
            id=identifier("los", uri),
            code=slug,
            name=slug,
            description="; ".join(topic.name.nb for topic in topics),
            taxonomy=LOS.name,
            taxonomy_id=LOS.id,
            term_uri=uri,
        )

    def _attribute(self, service: UUID, term: models.TaxonomyTerm) -> models.Attribute:
        return models.Attribute(
            id=identifier("attribute", f"{service}/{term.id}"),
            link_id=service,
            taxonomy_term_id=term.id,
            link_type="taxonomy_term",
            link_entity="service",
            taxonomy_term=term,
        )

    def _texts(self, item: Service, form: Form) -> dict[str, str]:
        say = self._phrases.say
        texts = {"name": item.name.of(form), "description": item.description.of(form)}
        if item.access:
            texts["application_process"] = item.access.of(form)
        if item.audience:
            who = ", ".join(say(f"who_{role}", form) for role in item.audience)
            texts["eligibility_description"] = say("may_contact", form, who=who)
        if not item.exists:
            names = [self._corpus.service[name].name.of(form) for name in item.instead]
            parts = [say("why_proposed" if item.status == "proposed" else "why_planned", form)]
            parts += [say("instead", form, names=", ".join(names))] if names else []
            texts["alert"] = " ".join(parts)
        return texts

    def _phone(self, contact: Contact, item: Service, form: Form) -> models.Phone:
        said = self._phrases.say(
            "phone" if contact.verified else "phone_unverified",
            form,
            label=contact.label.of(form),
            value=contact.value,
            checked=contact.checked,
            source=self._register.place(contact.source),
        )
        return models.Phone(
            id=identifier("phone", f"{item.id}/{contact.value}"),
            service_id=identifier("service", item.id),
            number=contact.value,
            type="voice" if contact.kind == "phone" else "text",
            description=said,
        )

    def _area(self, item: Service, form: Form) -> models.ServiceArea:
        home = self._corpus.kommune.get(item.kommune)
        return models.ServiceArea(
            id=identifier("area", item.id),
            service_id=identifier("service", item.id),
            name=home.name if home else self._phrases.say("country", form),
            description=home.county if home else None,
        )

    def _team(self, item: Service, form: Form) -> models.Team | None:
        if item.kind != "team":
            return None
        return models.Team(
            members=[member.of(form) for member in item.members],
            convener=item.convener.of(form) if item.convener else None,
            frequency=item.frequency.of(form) if item.frequency else None,
            brings=item.brings.of(form) if item.brings else None,
        )


def _value(item: Service, *kinds: str) -> str | None:
    return next((contact.value for contact in item.contacts if contact.kind in kinds), None)
