"""Every record against what HSDS 3.0 demands, checked by hand: the schemas themselves are not in the repository."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.interop.hsds import export
from dorinn.interop.hsds.models import Organization, Service

REQUIRED = {
    "services": ("id", "name", "status"),
    "organizations": ("id", "name", "description"),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "name", "description"),
    "phones": ("id", "number"),
    "service_areas": ("id",),
    "attributes": ("id",),
    "taxonomy_term": ("id", "name", "description"),
    "organization": ("id", "name", "description"),
}
TEXTS = {"name", "description", "status", "number", "application_process", "eligibility_description", "alert", "code"}


@pytest.fixture(scope="module")
def found(corpus: Corpus, phrases: Phrases) -> export.Records:
    return export.records(corpus, phrases)


def _objects(value: Any, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if name:
            yield name, value
        for key, item in value.items():
            yield from _objects(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item, name)


def test_every_object_has_what_it_must(found: export.Records) -> None:
    count = 0
    for name, item in _objects(found):
        count += 1
        assert all(item.get(field) for field in REQUIRED.get(name, ())), (name, item)
        for field, value in item.items():
            assert value is not None, (name, field)
            if field == "id" or field.endswith("_id"):
                assert str(UUID(value)) == value
            if field in TEXTS:
                assert isinstance(value, str), (name, field)
            if field in ("minimum_age", "maximum_age"):
                assert isinstance(value, int | float)
            if field == "assured_date":
                assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    assert count > 2000


def test_ids_are_unique(found: export.Records) -> None:
    for name in ("services", "organizations", "taxonomy_terms"):
        assert len({item["id"] for item in found[name]}) == len(found[name])
    phones = [phone["id"] for item in found["services"] for phone in item.get("phones", ())]
    assert len(set(phones)) == len(phones)


def test_what_points_somewhere_points_at_something(found: export.Records) -> None:
    owners, terms = ({item["id"] for item in found[name]} for name in ("organizations", "taxonomy_terms"))
    for item in found["services"]:
        assert item.get("organization_id") in (*owners, None)
        assert {attribute["taxonomy_term_id"] for attribute in item["attributes"]} <= terms
        assert item["attributes"]


def test_the_models_read_what_they_wrote(found: export.Records) -> None:
    for item in found["services"]:
        assert Service.model_validate(item).model_dump(mode="json", exclude_none=True) == item
    for item in found["organizations"]:
        Organization.model_validate(item)


def test_every_phone_is_a_records(found: export.Records, corpus: Corpus) -> None:
    by_slug = {item["slug"]: [phone["number"] for phone in item["phones"]] for item in found["services"]}
    assert by_slug["donna/barneverntjenesten"] == ["750 74100", "48058814"]
    for slug, numbers in by_slug.items():
        assert numbers == [contact.value for contact in corpus.service[slug].contacts]


def test_planned_is_not_active(found: export.Records, corpus: Corpus) -> None:
    for item in found["services"]:
        assert (item["status"] == "active") is corpus.service[item["slug"]].exists
        assert ("alert" in item) is not corpus.service[item["slug"]].exists


def test_both_forms_are_there_each_in_its_place(found: export.Records, corpus: Corpus) -> None:
    for item in found["services"]:
        record = corpus.service[item["slug"]]
        home: Any = "nn" if record.kommune == "vestre-slidre" else "nb"
        (other,) = item["translations"]
        assert other["language"] != home
        assert item["description"] == record.description.of(home)
        assert other["description"] == record.description.of(other["language"])
        assert ("application_process" in item) is ("application_process" in other)


def test_the_command_writes_and_validates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schemas, out = tmp_path / "schemas" / "hsds", tmp_path / "out"
    schemas.mkdir(parents=True)
    for name in ("service", "organization"):
        (schemas / f"{name}.json").write_text(json.dumps({"type": "object", "required": ["id", "name"]}))
    assert main(["export", "hsds", "--validate", str(schemas.parent), "--out", str(out)]) == 0
    assert {path.stem for path in out.iterdir()} == {"services", "organizations", "taxonomies", "taxonomy_terms"}
    assert "0 faults" in capsys.readouterr().err
    strict = {"type": "object", "required": ["fax"], "properties": {"id": {"format": "email"}}}
    (schemas / "service.json").write_text(json.dumps(strict))
    assert main(["export", "hsds", "--validate", str(schemas)]) == 1
    said = capsys.readouterr().err
    assert "donna/barneverntjenesten: record: 'fax' is a required property" in said
    assert "is not a 'email'" in said


def test_the_command_prints_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "hsds"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"version", *REQUIRED} & {
        "version", "services", "organizations", "taxonomies", "taxonomy_terms",
    }  # fmt: skip


@pytest.mark.parametrize("arguments", [["--validate", "{folder}"], ["--out", "{folder}/file"], ["--validate", "{bad}"]])
def test_wrong_use_is_one_line(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "service.json").write_text("[]")
    filled = [argument.format(folder=tmp_path, bad=bad) for argument in arguments]
    assert main(["export", "hsds", *filled]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("dorinn: ")
    assert said.err.count("\n") == 1
