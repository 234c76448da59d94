from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dorinn.corpus.check import LEAST_EXAMPLES, check, counts
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import corpus_folder
from dorinn.errors import CorpusError

SERVICES, PLAN = "services/donna.yaml", "plans/donna.yaml"


def _change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert old in content, f"the test's own text is gone from {name}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_the_real_corpus_is_sound() -> None:
    assert check(corpus_folder()) == []


def test_the_small_corpus_is_sound(sound: Path) -> None:
    assert check(sound) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (SERVICES, "name: {nb: Hjelpen, nn: Hjelpa}", "name: {nb: Hjelpen}", [SERVICES, "donna/hjelp", "both forms"]),
        (SERVICES, "nn: Hjelpa er open.", "nn: ' '", ["donna/hjelp", "both forms"]),
        (SERVICES, "  source: {document: donna, section: A}\n", "", ["services/donna.yaml", "donna/hjelp", "source"]),
        (SERVICES, ", source: {document: donna, section: A}}", "}", ["donna/hjelp", "contact", "source"]),
        (SERVICES, ", checked: 2026-11-22", "", ["donna/hjelp", "checked"]),
        (SERVICES, "checked: 2026-11-22", "checked: nylig", ["donna/hjelp", "750 74100"]),
        (SERVICES, '"750 74100"', '"ring oss"', ["donna/hjelp", "ring oss"]),
        (SERVICES, "type: barnevern", "type: barnevernet", ["donna/hjelp", "unknown type barnevernet"]),
        (SERVICES, "status: active", "status: kanskje", ["donna/hjelp", "unknown status kanskje"]),
        (SERVICES, "[universal]", "[universell]", ["donna/hjelp", "universell"]),
        (SERVICES, "[parent]", "[foresatt]", ["donna/hjelp", "foresatt"]),
        (SERVICES, "  type: fritid", "  age: [12, 3]\n  type: fritid", ["donna/siden", "impossible age"]),
        (SERVICES, "  type: fritid", "  age: ung\n  type: fritid", ["donna/siden", "age"]),
        (SERVICES, "instead: [donna/hjelp]", "instead: [donna/hjelpa]", ["donna/siden", "donna/hjelpa"]),
        (SERVICES, "instead: [donna/hjelp]", "instead: [donna/siden]", ["donna/siden", "does not exist today"]),
        (SERVICES, "  instead: [donna/hjelp]\n", "", ["donna/siden", "instead"]),
        (SERVICES, "section: B", "section: ''", ["donna/hjelp", "section"]),
        (SERVICES, "{document: donna, section: B}", "{document: dona, section: B}", ["donna/hjelp", "document dona"]),
        (SERVICES, "Her er hjelp.,", "Ring 99 88 77 66.,", ["services/donna.yaml:5", "99 88 77 66"]),
        (SERVICES, "Her er hjelp.,", "Ring 998 87 766.,", ["services/donna.yaml:5", "998 87 766"]),
        (SERVICES, "Her er hjelp.,", "Ring 116 999.,", ["116 999"]),
        (SERVICES, "id: donna/siden", "id: donna/hjelp", ["donna/hjelp", "2 times"]),
        (SERVICES, "id: donna/siden", "id: Dønna/siden", ["Dønna/siden", "an id is"]),
        (SERVICES, "- id: donna/siden", "- id: [", ["donna.yaml"]),
        (PLAN, "services: [donna/hjelp]", "services: [donna/borte]", ["plans/donna.yaml", "Innledning", "donna/borte"]),
        (PLAN, "document: donna", "document: dona", ["unknown document dona"]),
        (PLAN, "nn: Ein plan., ", "", ["plans/donna.yaml", "Innledning", "both forms"]),
        (PLAN, "En plan.", "En plan, ring 99887766.", ["plans/donna.yaml:7", "99887766"]),
        ("topics/skole.yaml", "help: [fravaersteam", "help: [fravar", ["topics/skole.yaml", "skolevegring", "fravar"]),
        ("topics/skole.yaml", "role: employee", "role: ansatt", ["topics/skole.yaml", "ansatt"]),
        ("topics/skole.yaml", "said: grandparent", "said: granparent", ["topics/skole.yaml", "cue granparent"]),
        ("topics/skole.yaml", "said: grandparent, role: [parent, other], nb", "nb", ["advice_for", "condition"]),
        ("topics/skole.yaml", "unlike: [", "unlike: [finnes-ikke, ", ["topics/skole.yaml", "finnes-ikke"]),
    ],
)  # fmt: skip
def test_each_kind_of_fault_is_found_and_named(sound: Path, name: str, old: str, new: str, said: list[str]) -> None:
    _change(sound, name, old, new)
    faults = check(sound)
    assert any(all(word in fault for word in said) for fault in faults), faults
    assert all("\n" not in fault for fault in faults)


def test_a_number_written_in_another_way_is_still_the_contact(sound: Path) -> None:
    _change(sound, SERVICES, "Her er hjelp.,", "Ring 75 07 41 00 eller +47 75074100.,")
    assert check(sound) == []


@pytest.mark.parametrize("text", ["§ 13-2 og 2024–2028", "i 2025", "1.234.567 kroner"])
def test_other_digits_are_no_phone_numbers(sound: Path, text: str) -> None:
    _change(sound, SERVICES, "{nb: Her er hjelp.,", f'{{nb: "{text}",')
    assert check(sound) == []


def test_a_topic_with_too_few_examples_is_named(sound: Path) -> None:
    path = sound / "examples" / "skolevegring.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.startswith("nb")] + [line for line in lines if line.startswith("nn")][
        : LEAST_EXAMPLES - 1
    ]
    path.write_text("\n".join(kept), encoding="utf-8")
    assert check(sound) == [f"examples/skolevegring.tsv: {LEAST_EXAMPLES - 1} in nn, {LEAST_EXAMPLES} are needed"]


def test_examples_without_a_topic_are_named(sound: Path) -> None:
    (sound / "examples" / "ukjent.tsv").write_text("nb\tparent\thei\n", encoding="utf-8")
    assert check(sound) == ["examples/ukjent.tsv: no such topic"]


def test_help_that_no_topic_reaches_is_named(sound: Path) -> None:
    _change(
        sound,
        "types.yaml",
        "- {code: barnevern,",
        "- {code: ukjent, name: {nb: a, nn: b}, words: [a]}\n- {code: barnevern,",
    )
    _change(sound, SERVICES, "type: barnevern", "type: ukjent")
    assert any("ukjent" in fault and "no topic" in fault for fault in check(sound))


@pytest.mark.parametrize(
    "breaks",
    [
        pytest.param(lambda f: (f / "phrases.yaml").unlink(), id="no phrases"),
        pytest.param(lambda f: _change(f, "phrases.yaml", "start:\n  nb:", "start:\n  bm:"), id="phrase in one form"),
        pytest.param(lambda f: (f / "phrases.yaml").write_text("a: {nb: '{{ x', nn: b}"), id="template"),
        pytest.param(lambda f: _change(f, "kommuner.yaml", "slug:", "slugg:"), id="kommune without slug"),
        pytest.param(lambda f: _change(f, "types.yaml", "code:", "kode:"), id="type without code"),
        pytest.param(lambda f: (f / PLAN).write_text("document: donna\nform: nb\nsections: [a]\n"), id="plan of words"),
        pytest.param(lambda f: (f / SERVICES).write_text("a: b"), id="no list"),
        pytest.param(lambda f: (f / "examples" / "skolevegring.tsv").write_bytes(b"\xff\xfe"), id="bytes"),
    ],
)
def test_a_damaged_file_is_a_fault_and_never_a_traceback(sound: Path, breaks: Callable[[Path], object]) -> None:
    breaks(sound)
    assert check(sound) != []


def test_a_line_of_examples_that_is_wrong_is_named(sound: Path) -> None:
    (sound / "examples" / "skolevegring.tsv").write_text("nb\tparent\tok\nnb\tmor\tja\n", encoding="utf-8")
    assert "examples/skolevegring.tsv:2" in check(sound)[0]


def test_counts_have_a_line_for_each_place(corpus: Corpus) -> None:
    said = counts(corpus)
    for place in (*corpus.kommune, "nasjonal", "felles"):
        assert sum(line.startswith(f"{place} ") for line in said.splitlines()) == 1


def test_a_missing_folder_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DORINN_CORPUS", str(tmp_path / "borte"))
    with pytest.raises(CorpusError, match="borte"):
        corpus_folder()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "felles/finnes-ikke:\n  naar:\n    nb: [når da]\n    nn: [når då]\n",
            "no such section felles/finnes-ikke#naar",
        ),
        ("felles/finnes-ikke:\n  naar: [når da]\n", "lists of ways of asking in nb and nn"),
        ("felles/finnes-ikke:\n  naar:\n    nb: når da\n    nn: []\n", "lists of ways of asking in nb and nn"),
        ("- når da\n", "lists of ways of asking in nb and nn"),
    ],
)
def test_ways_of_asking_for_nothing_are_named(sound: Path, text: str, said: str) -> None:
    (sound / "asked").mkdir(exist_ok=True)
    (sound / "asked" / "felles-x.yaml").write_text(text, encoding="utf-8")
    assert any(said in fault for fault in check(sound))
