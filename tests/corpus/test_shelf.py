"""The shelf gives the same content with and without its snapshot, and sees every change."""

import json
from pathlib import Path

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.shelf import Shelf


def test_a_corpus_from_the_snapshot_equals_one_from_the_files(tmp_path: Path) -> None:
    snapshot = tmp_path / "corpus.json"
    first = Corpus.load(snapshot=snapshot)
    assert snapshot.is_file()
    assert Corpus.load(snapshot=snapshot) == first == Corpus.load()


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- 1", encoding="utf-8")
    for expected in ([1], [2]):
        shelf = Shelf(tmp_path, tmp_path / "snapshot.json")
        (tmp_path / "a.yaml").write_text(f"- {expected[0]}", encoding="utf-8")
        assert shelf.read("a.yaml") == expected
        shelf.keep()


def test_a_kept_file_is_not_parsed_again(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("- 1", encoding="utf-8")
    snapshot = tmp_path / "snapshot.json"
    shelf = Shelf(tmp_path, snapshot)
    shelf.read("a.yaml")
    shelf.keep()
    known = json.loads(snapshot.read_text(encoding="utf-8"))
    known["a.yaml"][1] = ["kept"]
    snapshot.write_text(json.dumps(known), encoding="utf-8")
    assert Shelf(tmp_path, snapshot).read("a.yaml") == ["kept"]


def test_a_damaged_snapshot_is_only_slower(tmp_path: Path) -> None:
    snapshot = tmp_path / "corpus.json"
    snapshot.write_text("{", encoding="utf-8")
    assert Shelf(corpus_folder(), snapshot).read("kommuner.yaml")
