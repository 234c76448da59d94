"""What is written is what another library reads."""

from __future__ import annotations

import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from dorinn.interop.cpsv.graph import Graph, Iri, Literal

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(value=TEXT, language=st.sampled_from(["nb", "nn", None]), address=st.text('abc <>"{}|^`\\\n\tæ#', max_size=8))
def test_any_text_and_address_survives(value: str, language: str | None, address: str) -> None:
    graph = Graph()
    graph.add(
        Iri("urn:a"), "cv:Event", [("dct:title", Literal(value, language)), ("dct:subject", Iri(f"urn:x:{address}"))]
    )
    read = rdflib.Graph().parse(data=graph.turtle(), format="turtle")
    assert list(read.objects(None, rdflib.DCTERMS.title)) == [rdflib.Literal(value, lang=language)]
    assert len(read) == 3


def test_both_forms_say_the_same() -> None:
    graph = Graph()
    thing = graph.add(Iri("urn:a"), "cv:Event", [("dct:title", Literal("å «»", "nn")), ("dct:title", None)])
    graph.add(thing, "skos:Concept", [("dct:modified", Literal("2026-11-22", datatype="xsd:date"))])
    graph.add(Iri("urn:b"), "cv:Event", [("dct:subject", thing), ("dct:subject", thing)])
    turtle = rdflib.Graph().parse(data=graph.turtle(), format="turtle")
    assert isomorphic(turtle, rdflib.Graph().parse(data=graph.json_ld(), format="json-ld"))
    assert len(turtle) == 6
