from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dorinn.corpus.examples import load_chatter, load_examples, load_told
from dorinn.errors import CorpusError
from dorinn.language.fold import fold


def test_every_level_of_danger_has_many_messages_in_both_forms() -> None:
    told = load_told()
    counts = Counter((message.level, message.form) for message in told)
    assert all(counts[level, form] > 300 for level in ("acute", "serious", "none") for form in ("nb", "nn"))
    assert len({fold(message.text) for message in told}) == len(told)


def test_chatter_is_in_both_forms() -> None:
    assert min(Counter(form for form, _ in load_chatter()).values()) >= 50


def test_judged_examples_have_codes_and_a_level(tmp_path: Path) -> None:
    (tmp_path / "examples").mkdir()
    lines = "nb\tparent\tsov du?\nnn\tyouth\tmobbing\tskole,skolehelsetjeneste\tserious\n"
    (tmp_path / "examples" / "sorg.tsv").write_text(lines, encoding="utf-8")
    plain, judged = load_examples(tmp_path)
    assert (plain.first, plain.level) == ((), None)
    assert (judged.first, judged.level) == (("skole", "skolehelsetjeneste"), "serious")


@pytest.mark.parametrize(
    ("load", "name", "line"),
    [
        (load_examples, "examples/sorg.tsv", "nb\tparent"),
        (load_examples, "examples/sorg.tsv", "nb\tuncle\ttekst"),
        (load_examples, "examples/sorg.tsv", "nb\tparent\ttekst\tskole"),
        (load_examples, "examples/sorg.tsv", "nb\tparent\ttekst\tskole\tgrave"),
        (load_told, "danger/a.tsv", "grave\tnb\tparent\ttekst"),
        (load_chatter, "chatter.tsv", "sv\tdet regnar"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, load: object, name: str, line: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"\.tsv:1: "):
        load(tmp_path)  # type: ignore[operator]
