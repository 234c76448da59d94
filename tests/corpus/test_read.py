from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from dorinn.corpus import fields, read, topics
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.topic import Topic
from dorinn.errors import CorpusError

BOTH = {"nb": "a", "nn": "b"}
PLACE = {"document": "donna", "section": "1"}
CONTACT = {"kind": "phone", "value": 22400040, "label": BOTH, "checked": datetime.date(2026, 1, 2), "source": PLACE}
SERVICE: dict[str, Any] = {"id": "donna/x", "type": "nav", "name": BOTH, "description": BOTH, "source": PLACE}


@pytest.mark.parametrize(
    "value", [None, "bare", {"nb": "a"}, {"nb": "a", "nn": ""}, {"nb": "a", "nn": " \n"}, ["a", "b"]]
)
def test_a_text_needs_both_forms(value: object) -> None:
    with pytest.raises(CorpusError, match="her: both forms"):
        fields.text(value, "her")


def test_white_space_in_a_text_is_one_space() -> None:
    assert fields.text({"nb": " a\n  b ", "nn": "c"}, "her").nb == "a b"


@pytest.mark.parametrize(
    "value", [None, "donna", {"document": "donna"}, {"section": "1"}, {"document": "", "section": "1"}]
)
def test_a_source_needs_document_and_section(value: object) -> None:
    with pytest.raises(CorpusError, match="her: a source"):
        fields.source(value, "her")


@pytest.mark.parametrize("key", ["id", "type", "name", "description", "source"])
def test_a_service_without_a_needed_field_names_file_and_record(key: str) -> None:
    record = {name: value for name, value in SERVICE.items() if name != key}
    with pytest.raises(CorpusError) as raised:
        read.service(record, "services/donna.yaml")
    assert str(raised.value).startswith("services/donna.yaml: ")
    assert key == "id" or "donna/x" in str(raised.value)


@pytest.mark.parametrize("key", ["kind", "value", "label", "checked", "source"])
def test_a_contact_without_a_needed_field_names_the_service(key: str) -> None:
    broken = {name: value for name, value in CONTACT.items() if name != key}
    with pytest.raises(CorpusError, match=r"services/donna\.yaml: donna/x"):
        read.service({**SERVICE, "contacts": [broken]}, "services/donna.yaml")


def test_a_contact_is_unverified_unless_it_says_so_and_its_day_is_a_string() -> None:
    contact = read.contact(CONTACT, "her")
    assert (contact.value, contact.verified, contact.checked) == ("22400040", False, "2026-01-02")


def test_what_is_a_team_follows_from_the_folder() -> None:
    assert read.service(SERVICE, "services/donna.yaml").kind == "service"
    team = {**SERVICE, "purpose": BOTH, "members": [BOTH], "convener": BOTH}
    assert read.service(team, "teams/donna.yaml").kind == "team"


def test_a_fact_without_its_own_source_stands_under_its_records() -> None:
    found = read.service({**SERVICE, "facts": [BOTH]}, "services/donna.yaml")
    assert found.facts[0].source == found.source


def test_a_guide_section_names_guide_and_section() -> None:
    record = {"id": "felles/x", "type": "x", "name": BOTH, "summary": BOTH, "source": PLACE}
    section = {"id": "naar", "title": BOTH, "text": {"nb": "a"}, "source": PLACE}
    with pytest.raises(CorpusError, match=r"guides/felles\.yaml: felles/x#naar"):
        read.guide({**record, "sections": [section]}, "guides/felles.yaml")


def test_a_topic_names_its_file() -> None:
    with pytest.raises(CorpusError, match=r"topics/skole\.yaml: x: name"):
        topics.topic({"id": "x"}, "skole")


def test_a_plan_fact_names_its_heading() -> None:
    sections = [{"section": "Innledning", "facts": [{"nb": "a"}]}]
    with pytest.raises(CorpusError, match=r"plans/donna\.yaml: Innledning"):
        read.plan({"document": "donna", "form": "nb", "sections": sections}, "plans/donna.yaml")


@pytest.mark.parametrize("content", [b"a: [", b"\xff\xfe\x00", b"a: b: c"])
def test_a_file_that_is_no_yaml_is_named_in_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    with pytest.raises(CorpusError, match=r"^x\.yaml: ") as raised:
        read_yaml(tmp_path / "x.yaml")
    assert "\n" not in str(raised.value)


def test_yaml_cannot_make_objects(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("!!python/object/apply:os.getcwd []")
    with pytest.raises(CorpusError):
        read_yaml(tmp_path / "x.yaml")


def test_a_key_given_twice_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "types.yaml"
    path.write_text("- {code: ppt, name: {nb: a, nb: b}}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"types\.yaml: the key 'nb' stands twice"):
        read_yaml(path)


def _topic(**variant: object) -> Topic:
    words = {"nb": "Si det.", "nn": "Sei det."}
    return topics.topic({"id": "x", "name": words, "advice_for": [{**words, **variant}]}, "sinn")


def test_advice_for_one_life_has_one_or_several_roles_and_cues() -> None:
    (variant,) = _topic(role="parent", said=["kin", "gambling"], age=[6, 17]).advice_for
    assert (variant.roles, variant.said, variant.age) == (("parent",), ("kin", "gambling"), (6, 17))
    assert _topic(own=True).advice_for[0].own


@pytest.mark.parametrize(
    ("variant", "said"),
    [
        ({}, "a condition is needed"),
        ({"own": False}, "a condition is needed"),
        ({"own": True, "nn": ""}, "both forms"),
        ({"role": "uncle"}, "unknown role uncle"),
        ({"when": "kin"}, "unknown condition when"),
        ({"age": 12}, "an age is"),
    ],
)
def test_advice_for_one_life_that_cannot_be_read_names_the_topic(variant: dict[str, object], said: str) -> None:
    with pytest.raises(CorpusError, match=rf"topics/sinn\.yaml: x: advice_for.*{said}"):
        _topic(**variant)
