"""The command line as people run it: a few real processes, started two at a time, and the rest in this one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.cli import main
from dorinn.corpus.paths import corpus_folder

Done = subprocess.CompletedProcess[str]
SRC = Path(__file__).resolve().parents[1] / "src"
COMMANDS: dict[str, list[str | bytes]] = {
    "ask": ["ask", "Sønnen min vil ikke på skolen", "--kommune", "donna"],
    "json": ["ask", "Eg er gravid, kven kan eg snakke med?", "--kommune", "vestre-slidre", "--json"],
    "donna": ["lookup", "barnevern", "--kommune", "donna"],
    "trysil": ["lookup", "barnevern", "--kommune", "trysil"],
    "check": ["check"],
    "garbage": ["ask", b"\xff\xfe\x80 {{ %s"],
    "empty": ["ask", ""],
    "long": ["ask", "a" * 5000],
    "unknown kommune": ["ask", "hei", "--kommune", "oslo"],
    "unreadable file": ["evaluate", "--questions", "/finnes/ikke.jsonl"],
    "unknown command": ["tull"],
}


@pytest.fixture(scope="module")
def done(assistant: Assistant) -> dict[str, Done]:
    """Every command once; the index is there already, since `assistant` was loaded."""
    environment = {**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "default"}

    def run(arguments: list[str | bytes]) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "dorinn.cli", *arguments],
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(COMMANDS, pool.map(run, COMMANDS.values()), strict=True))


def _errors(run: Done) -> list[str]:
    """Lines on stderr but for third parties' deprecation notes."""
    return [line for line in run.stderr.splitlines() if "Warning" not in line and not line.startswith("  ")]


@pytest.mark.parametrize("name", ["ask", "json", "donna", "trysil", "check"])
def test_what_is_right_ends_with_0(done: dict[str, Done], name: str) -> None:
    assert done[name].returncode == 0, done[name].stderr
    assert "Traceback" not in done[name].stderr


@pytest.mark.parametrize("name", ["empty", "long", "unknown kommune", "unreadable file"])
def test_wrong_use_ends_with_2_and_one_line(done: dict[str, Done], name: str) -> None:
    run = done[name]
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(_errors(run)) == 1, run.stderr
    assert _errors(run)[0].startswith("dorinn: ")
    assert "Traceback" not in run.stderr


def test_garbage_is_answered_or_refused_in_one_line(done: dict[str, Done]) -> None:
    run = done["garbage"]
    assert run.returncode in (0, 2)
    assert len(_errors(run)) <= (run.returncode == 2), run.stderr
    assert "Traceback" not in run.stderr


def test_an_unknown_command_is_wrong_use(done: dict[str, Done]) -> None:
    assert done["unknown command"].returncode == 2
    assert "Traceback" not in done["unknown command"].stderr


def test_ask_names_the_team_and_who_is_responsible(done: dict[str, Done]) -> None:
    said = done["ask"].stdout.lower()
    assert "fraværsteam" in said
    assert "rektor" in said
    assert "kilde" in said


def test_ask_as_json_keeps_the_contract(done: dict[str, Done]) -> None:
    body = json.loads(done["json"].stdout)
    assert set(body) >= {
        "answer", "urgency", "emergency", "services", "clarify", "abstained", "abstain_reason", "conversation_id",
    }  # fmt: skip
    assert set(body["answer"]) >= {"text", "language"}
    assert body["answer"]["language"] == "nn"
    service = body["services"][0]
    assert set(service) >= {"id", "type", "kind", "name", "confidence", "why", "contacts", "sources"}
    assert service["id"].startswith("vestre-slidre/")
    assert set(service["sources"][0]) >= {"document", "section", "text"}


def test_lookup_gives_both_numbers_with_their_source(done: dict[str, Done]) -> None:
    lines = done["donna"].stdout.splitlines()
    for number in ("750 74100", "48058814"):
        (line,) = [line for line in lines if number in line]
        assert "Vedlegg 1" in line
        assert "2026" in line


def test_lookup_says_that_the_plan_gives_no_number(done: dict[str, Done]) -> None:
    said = done["trysil"].stdout
    assert "trysil/" in said
    assert "oppgir ikke" in said
    assert not [line for line in said.splitlines() if "74100" in line]


def test_check_counts_each_municipality(done: dict[str, Done]) -> None:
    for kommune in ("nord-odal", "donna", "trysil", "asnes", "vestre-slidre"):
        assert kommune in done["check"].stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["lookup", ""],
        ["lookup", "   "],
        ["lookup", "finnesikke"],
        ["lookup", "barnevern", "--kommune", "oslo"],
        ["evaluate", "--questions", "{folder}"],
        ["evaluate", "--questions", "{folder}/bytes"],
        ["evaluate", "--questions", "{folder}/words"],
        ["evaluate", "--questions", "{folder}/good", "--baseline", "{folder}/borte"],
    ],
    ids=" ".join,
)
def test_more_wrong_use(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    (tmp_path / "words").write_text("ikke json\n")
    (tmp_path / "good").write_text('{"id": "1", "question": "hei", "lang": "nb", "kind": "route"}\n')
    assert main([argument.replace("{folder}", str(tmp_path)) for argument in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("dorinn: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [[], ["ask"], ["ask", "hei", "--language", "en"], ["serve", "--port", "x"]], ids=str
)
def test_argparse_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "dorinn" in capsys.readouterr().err


def test_a_broken_corpus_ends_with_1_and_names_the_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(corpus_folder(), tmp_path, ignore=shutil.ignore_patterns("examples", "danger"), dirs_exist_ok=True)
    (tmp_path / "services" / "felles.yaml").write_text("- {id: felles/x}")
    monkeypatch.setenv("DORINN_CORPUS", str(tmp_path))
    assert main(["check"]) == 1
    assert "felles/x" in capsys.readouterr().err


def test_no_corpus_ends_with_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DORINN_CORPUS", "/finnes/ikke")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_evaluate_scores_writes_and_holds_against_a_baseline(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Assistant, "load", classmethod(lambda *_, **__: assistant))
    row = {"id": "1", "question": "Sønnen min vil ikke på skolen", "lang": "nb", "kommune": "donna", "kind": "route"}
    questions, baseline = tmp_path / "q.jsonl", tmp_path / "b.json"
    questions.write_text(json.dumps({**row, "accept": ["fravaersteam"]}), encoding="utf-8")
    command = ["evaluate", "--questions", str(questions), "--out", str(tmp_path / "out"), "--baseline", str(baseline)]
    baseline.write_text('{"least": {"first": 1.0}}')
    assert main(command) == 0
    assert "100.0 %" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"q.json", "q.html"}
    questions.write_text(json.dumps({**row, "accept": ["nav"]}), encoding="utf-8")
    assert main(command) == 1
    assert "first" in capsys.readouterr().err
