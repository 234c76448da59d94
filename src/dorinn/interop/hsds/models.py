"""The HSDS 3.0 objects that dorinn can fill, with the field names of the specification.

What HSDS has no field for stands in four fields of our own: `slug`, `translations`, `team` and `sources`.
"""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

Status = Literal["active", "inactive", "defunct", "temporarily closed"]


class Phone(BaseModel):
    """A phone number, copied from a record; with its label and source in the description."""

    id: UUID
    service_id: UUID | None = None
    number: str
    type: Literal["voice", "text"] | None = None
    description: str | None = None


class ServiceArea(BaseModel):
    """Where a service is offered."""

    id: UUID
    service_id: UUID | None = None
    name: str | None = None
    description: str | None = None


class Taxonomy(BaseModel):
    """A list of terms."""

    id: UUID
    name: str
    description: str
    uri: str | None = None


class TaxonomyTerm(BaseModel):
    """A term: a kind of help, or a theme of Los with its address in `term_uri`."""

    id: UUID
    code: str | None = None
    name: str
    description: str
    taxonomy: str | None = None
    taxonomy_id: UUID | None = None
    language: str | None = None
    term_uri: str | None = None


class Attribute(BaseModel):
    """The tie between a service and a term."""

    id: UUID
    link_id: UUID | None = None
    taxonomy_term_id: UUID | None = None
    link_type: str | None = None
    link_entity: str | None = None
    taxonomy_term: TaxonomyTerm | None = None


class Translation(BaseModel):
    """The texts of a record in its other written form."""

    language: Literal["nb", "nn"]
    name: str
    description: str | None = None
    application_process: str | None = None
    eligibility_description: str | None = None
    alert: str | None = None


class Team(BaseModel):
    """Who sits in a team, who calls it together, how often, and who may bring a case."""

    members: list[str] = []
    convener: str | None = None
    frequency: str | None = None
    brings: str | None = None


class Provenance(BaseModel):
    """Where a record comes from; `checked` is a day or a year."""

    document: str
    section: str
    checked: str


class OrganizationSummary(BaseModel):
    """An organization without what hangs on it."""

    id: UUID
    name: str
    description: str


class ServiceSummary(BaseModel):
    """A service without lists, as `GET /services` gives it."""

    id: UUID
    organization_id: UUID | None = None
    name: str
    alternate_name: str | None = None
    description: str | None = None
    url: str | None = None
    email: str | None = None
    status: Status
    application_process: str | None = None
    eligibility_description: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_date: str | None = Field(default=None, description="The day the source or a contact was last read")
    alert: str | None = None
    organization: OrganizationSummary | None = None
    slug: str | None = None


class Service(ServiceSummary):
    """A service with everything known of it."""

    phones: list[Phone] = []
    service_areas: list[ServiceArea] = []
    attributes: list[Attribute] = []
    translations: list[Translation] = []
    team: Team | None = None
    sources: list[Provenance] = []


class Organization(OrganizationSummary):
    """An organization with its services."""

    services: list[ServiceSummary] = []


class ServiceStamp(BaseModel):
    """Only which service, and when it was last checked: for callers who keep a copy."""

    id: UUID
    assured_date: str | None = None
