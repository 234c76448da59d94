from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.things import Named, faults, load_things
from dorinn.errors import CorpusError


def test_a_thing_has_its_kind_and_its_names(tmp_path: Path) -> None:
    (tmp_path / "things.yaml").write_text(
        "- {type: fritid, names: [bibliotek, folkebibliotek]}\n- {type: skole, person: true, names: [elevrettleiar]}\n",
        encoding="utf-8",
    )
    assert load_things(tmp_path) == (
        Named("fritid", ("bibliotek", "folkebibliotek")),
        Named("skole", ("elevrettleiar",), person=True),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type: fritid", "a list"),
        ("- {type: fritid}", "record 1"),
        ("- {names: [bua]}", "record 1"),
        ("- bua", "record 1"),
    ],
)
def test_a_broken_file_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "things.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=said):
        load_things(tmp_path)


def test_unknown_kinds_and_names_that_stand_twice_are_faults(corpus: Corpus) -> None:
    things = (Named("fritid", ("bua",)), Named("ukjent", ("bua",)))
    assert list(faults(things, corpus)) == [
        "things.yaml: bua: unknown type ukjent",
        "things.yaml: bua stands twice",
    ]


def test_the_corpus_has_no_such_faults(corpus: Corpus) -> None:
    assert not list(faults(load_things(), corpus))
