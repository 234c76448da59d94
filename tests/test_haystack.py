"""The component in a real haystack pipeline, written to YAML and read back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from haystack import Pipeline
from haystack.core.errors import DeserializationError
from haystack.core.serialization import allow_deserialization_module

from dorinn.assistant.assistant import Assistant
from dorinn.errors import QuestionError
from dorinn.haystack import Router

SCHOOL = "Sønnen min vil ikke på skolen"


@pytest.fixture
def router(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Router:
    monkeypatch.setattr(Assistant, "load", classmethod(lambda *_, **__: assistant))
    return Router(kommune="donna")


def test_it_routes(router: Router) -> None:
    found = router.run(SCHOOL)
    first = found["documents"][0]
    assert first.id == "donna/fravaersteam"
    assert first.score == first.meta["confidence"] > 0
    assert "Fraværsteamet" in found["answer"]
    assert found["response"]["services"][0]["id"] == first.id
    assert found["urgency"] == "none"
    assert router.run("Dønna", kommune="trysil", earlier=[SCHOOL])["documents"][0].id == "donna/fravaersteam"


def test_danger_comes_first(router: Router) -> None:
    found = router.run("Mamma puster ikke og er helt blå")
    assert found["urgency"] == "acute"
    assert found["emergency"][0]["phone"] == "113"
    assert found["answer"].startswith("**113** ")


def test_wrong_use_is_an_error_of_ours(router: Router) -> None:
    with pytest.raises(QuestionError):
        router.run("")
    with pytest.raises(QuestionError):
        router.run("hei", kommune="oslo")


def test_a_pipeline_survives_yaml(router: Router) -> None:
    pipeline = Pipeline()
    pipeline.add_component("router", Router(kommune="donna", language="nn", role="employee", indexes="x"))
    text = pipeline.dumps()
    allow_deserialization_module("dorinn.haystack")
    again = Pipeline.loads(text)
    assert again.dumps() == text
    found = again.get_component("router")
    assert isinstance(found, Router)
    assert (found.kommune, found.language, found.role, found.indexes) == ("donna", "nn", "employee", "x")
    assert again.run({"router": {"question": SCHOOL}})["router"]["response"]["answer"]["language"] == "nn"


def test_a_changed_type_is_refused(router: Router) -> None:
    pipeline = Pipeline()
    pipeline.add_component("router", router)
    with pytest.raises(DeserializationError):
        Pipeline.loads(pipeline.dumps().replace("dorinn.haystack.Router", "os.Router"))


def test_the_example_runs(root: Path, assistant: Assistant) -> None:
    command = [sys.executable, "-W", "ignore", str(root / "examples" / "haystack_pipeline.py"), SCHOOL]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=100, check=True)
    assert done.stdout.startswith("Vis videre til:\n- Fraværsteamet: ")
