"""The mandatory properties of CPSV-AP-NO 1.1, checked by hand: the SHACL rules themselves are not in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, RDF, SKOS, Namespace
from rdflib.compare import isomorphic

from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.domain.ids import identifier
from dorinn.interop.cpsv.mapping import export
from dorinn.interop.register import Register

CV = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
CPSVNO = Namespace("https://data.norge.no/vocabulary/cpsvno#")
ORG = Namespace("http://www.w3.org/ns/org#")
ADMS = Namespace("http://www.w3.org/ns/adms#")
SITE = "https://dorinn.example.no"


@pytest.fixture(scope="module")
def graph(register: Register) -> rdflib.Graph:
    return rdflib.Graph().parse(data=export(register, SITE).graph.turtle(), format="turtle")


def _all(graph: rdflib.Graph, *kinds: rdflib.term.Node) -> list[rdflib.term.Node]:
    return [thing for kind in kinds for thing in graph.subjects(RDF.type, kind)]  # type: ignore[arg-type]


def test_one_identifier_and_both_forms_of_every_name(graph: rdflib.Graph) -> None:
    for thing in _all(graph, CPSV.PublicService, CPSVNO.Service, CV.LifeEvent):
        assert len(list(graph.objects(thing, DCTERMS.identifier))) == 1
        assert {name.language for name in graph.objects(thing, DCTERMS.title)} == {"nb", "nn"}  # type: ignore[attr-defined]
    for thing in _all(graph, CPSV.PublicService, CPSVNO.Service, CPSVNO.PossibleOutput):
        assert {said.language for said in graph.objects(thing, DCTERMS.description)} == {"nb", "nn"}  # type: ignore[attr-defined]
    for thing in _all(graph, CV.PublicOrganisation, ORG.Organization):
        assert len(list(graph.objects(thing, DCTERMS.identifier))) == 1
        assert all(name.language for name in graph.objects(thing, SKOS.prefLabel))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "name", "range_"),
    [
        (CPSV.PublicService, CV.hasCompetentAuthority, CV.PublicOrganisation),
        (CPSVNO.Service, CV.ownedBy, ORG.Organization),
        (CPSV.PublicService, CV.contactPoint, CV.ContactPoint),
        (CPSVNO.Service, CV.contactPoint, CV.ContactPoint),
        (CPSV.PublicService, CPSVNO.hasPossibleOutput, CPSVNO.PossibleOutput),
        (CPSV.PublicService, DCTERMS.spatial, DCTERMS.Location),
        (CV.PublicOrganisation, DCTERMS.spatial, DCTERMS.Location),
        (CPSV.PublicService, CV.isClassifiedBy, SKOS.Concept),
    ],
)
def test_what_must_be_there_is_of_its_class(
    graph: rdflib.Graph, kind: rdflib.URIRef, name: rdflib.URIRef, range_: rdflib.URIRef
) -> None:
    things = _all(graph, kind)
    assert things
    for thing in things:
        found = list(graph.objects(thing, name))
        assert found
        assert all((other, RDF.type, range_) in graph for other in found)


def test_every_contact_point_can_be_used(graph: rdflib.Graph, corpus: Corpus) -> None:
    numbers = {contact.value for item in corpus.services for contact in item.contacts}
    for point in _all(graph, CV.ContactPoint):
        phones, pages = list(graph.objects(point, CV.telephone)), list(graph.objects(point, CV.contactPage))
        assert phones or pages
        assert {str(phone) for phone in phones} <= numbers
        assert all(str(page).startswith(f"{SITE}/tjenester/") for page in pages)


def test_planned_is_in_development(graph: rdflib.Graph, register: Register) -> None:
    for name, item in register.service.items():
        for status in graph.objects(rdflib.URIRef(name.urn), ADMS.status):
            assert str(status).endswith("/COMPLETED" if item.exists else "/DEVELOP")


def test_themes_stand_by_their_address_in_los(graph: rdflib.Graph) -> None:
    school = rdflib.URIRef(identifier("service", "donna/fravaersteam").urn)
    themes = {str(theme) for theme in graph.objects(school, CV.thematicArea)}
    assert "https://psi.norge.no/los/ord/fraver" in themes
    assert all((theme, RDF.type, SKOS.Concept) in graph for theme in graph.objects(None, CV.thematicArea))


def test_an_event_leads_to_what_exists(graph: rdflib.Graph, register: Register) -> None:
    event = rdflib.URIRef(identifier("topic", "skolevegring").urn)
    led_to = set(graph.objects(event, CPSVNO.mayTriggerNeedFor))
    assert rdflib.URIRef(identifier("service", "donna/fravaersteam").urn) in led_to
    for event, service in graph.subject_objects(CPSVNO.mayTriggerNeedFor):
        assert (service, CV.isGroupedBy, event) in graph
    planned = {rdflib.URIRef(name.urn) for name, item in register.service.items() if not item.exists}
    assert not planned & set(graph.objects(None, CPSVNO.mayTriggerNeedFor))


def test_who_runs_it_unknown_is_left_out_and_said(register: Register) -> None:
    found = export(register, SITE)
    assert set(found.left_out) == {item.id for item in register.services if not item.organization}


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], graph: rdflib.Graph
) -> None:
    monkeypatch.setenv("DORINN_ADDRESS", f"{SITE}/")
    out = tmp_path / "x.jsonld"
    assert main(["export", "cpsv-ap-no", "--format", "json-ld", "--out", str(out)]) == 0
    assert "left out" in capsys.readouterr().err
    assert isomorphic(rdflib.Graph().parse(out, format="json-ld"), graph)
    assert main(["export", "cpsv-ap-no", "--out", str(out / "x")]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("dorinn: ")
    monkeypatch.setenv("DORINN_ADDRESS", "javascript:alert(1)")
    assert main(["export", "cpsv-ap-no"]) == 2
    monkeypatch.delenv("DORINN_ADDRESS")
    assert main(["export", "cpsv-ap-no"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("@prefix ")
    assert "DORINN_ADDRESS is not set" in said.err
