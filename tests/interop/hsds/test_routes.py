from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from dorinn.domain.ids import identifier
from dorinn.interop.register import Register

PATHS = ("services", "organizations", "taxonomies", "taxonomy_terms")


@pytest.mark.parametrize("path", PATHS)
def test_pages_together_are_the_whole(client: TestClient, path: str) -> None:
    first = client.get(f"/hsds/v3/{path}?per_page=30").json()
    assert first["first_page"]
    ids = [item["id"] for item in first["contents"]]
    for number in range(2, first["total_pages"] + 1):
        page = client.get(f"/hsds/v3/{path}?per_page=30&page={number}").json()
        assert page["page_number"] == number
        assert page["size"] == len(page["contents"])
        assert page["last_page"] is (number == first["total_pages"])
        ids += [item["id"] for item in page["contents"]]
    assert len(set(ids)) == len(ids) == first["total_items"]
    beyond = client.get(f"/hsds/v3/{path}?page=9999").json()
    assert (beyond["empty"], beyond["last_page"], beyond["contents"]) == (True, True, [])


@pytest.mark.parametrize("path", PATHS)
def test_each_can_be_had_alone(client: TestClient, path: str) -> None:
    item = client.get(f"/hsds/v3/{path}").json()["contents"][0]
    assert client.get(f"/hsds/v3/{path}/{item['id']}").json().items() >= item.items()
    missing = client.get(f"/hsds/v3/{path}/{identifier('no', 'such')}")
    assert missing.status_code == 404
    assert missing.json()["detail"]
    assert client.get(f"/hsds/v3/{path}/nei").status_code == 422


def _found(client: TestClient, query: str) -> list[dict[str, Any]]:
    reply = client.get(f"/hsds/v3/services?per_page=100&{query}")
    assert reply.status_code == 200, query
    contents: list[dict[str, Any]] = reply.json()["contents"]
    return contents


def test_filters(client: TestClient, register: Register) -> None:
    own = _found(client, "kommune=donna")
    assert own
    assert all(item["slug"].startswith("donna/") for item in own)
    assert "donna/fravaersteam" in {item["slug"] for item in _found(client, "search=FRAVÆRSTEAM")}
    owner = next(iter(register.organizations.values()))
    assert len(_found(client, f"organization_id={owner.id}")) == len(owner.services)
    term = identifier("type", "ppt")
    assert {register.service[term_of].type for term_of in map(_uuid, _found(client, f"taxonomy_term_id={term}"))} == {
        "ppt"
    }
    assert _found(client, f"taxonomy_id={identifier('taxonomy', 'los')}")
    assert _found(client, "modified_after=2026-11-22")
    assert not _found(client, "modified_after=2099-01-01")
    assert set(_found(client, "minimal=true")[0]) <= {"id", "assured_date"}
    assert "translations" in _found(client, "full=true")[0]
    assert "translations" not in own[0]


def _uuid(item: dict[str, Any]) -> Any:
    return identifier("service", item["slug"])


def test_a_form_can_be_asked_for(client: TestClient, register: Register) -> None:
    name = identifier("service", "donna/barneverntjenesten")
    for form in ("nb", "nn"):
        item = client.get(f"/hsds/v3/services/{name}?language={form}").json()
        assert item["description"] == register.service[name].description.of(form)
        assert item["translations"][0]["language"] != form


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "per_page=101", "taxonomy_term_id=x", "language=en", "modified_after=i går", "full=x"]
)
def test_a_wrong_query_is_422(client: TestClient, query: str) -> None:
    assert client.get(f"/hsds/v3/services?{query}").status_code == 422


def test_about_and_openapi(server: str) -> None:
    with httpx.Client(base_url=server) as client:
        about = client.get("/hsds/v3/").json()
        assert about["version"] == "3.0"
        paths = client.get(about["openapi_url"]).json()["paths"]
        assert client.get("/hsds/v3/services").headers["x-content-type-options"] == "nosniff"
    for path in PATHS:
        assert {"200", "422", "429"} <= set(paths[f"/hsds/v3/{path}"]["get"]["responses"])
        assert {"200", "404", "422", "429"} <= set(paths[f"/hsds/v3/{path}/{{id}}"]["get"]["responses"])
