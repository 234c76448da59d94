"""Schemathesis over `/openapi.json`: no 5xx, no status or body that the document does not name."""

from __future__ import annotations

import os
import warnings

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is in the extra dev")
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

from dorinn.assistant.assistant import Assistant
from dorinn.settings import Settings
from dorinn.web.app import create_app

MOST = max(4, int(os.environ.get("DORINN_PROOF", "60")) // 15)
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]


@pytest.fixture(scope="module")
def app(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("openapi")
    chosen = Settings(indexes=folder / "indexes", rate_per_minute=10_000_000, data=folder / "data")
    return create_app(chosen, assistant)


def test_the_document_holds(app) -> None:
    """Each call of the document, with right and wrong input; what a call made is used by the next."""
    document = schemathesis.openapi.from_asgi("/openapi.json", app)
    seen = set()
    for operation in (found.ok() for found in document.get_all_operations()):

        @given(case=operation.as_strategy())
        @settings(max_examples=MOST, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def holds(case) -> None:
            case.call_and_validate(checks=CHECKS)

        holds()
        seen.add(operation.label)
    assert len(seen) >= 11, seen


def test_every_call_names_what_it_may_refuse_with(app) -> None:
    document = TestClient(app).get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            named = set(call["responses"])
            if path.startswith("/api/"):
                assert {"429", "503"} <= named, (path, method)
            if method == "post":
                assert "413" in named, (path, method)
            if "{" in path and method != "delete":
                assert "404" in named, (path, method)
