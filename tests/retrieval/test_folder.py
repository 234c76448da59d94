"""Killing, filling, cutting and racing: an old index or a new one, whole, and never anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dorinn.assistant.assistant import open_index
from dorinn.corpus.corpus import Corpus
from dorinn.domain.passage import Passage
from dorinn.errors import IndexUnavailable
from dorinn.retrieval import folder as disk
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index

SRC = Path(__file__).resolve().parents[2] / "src"
PLACES = ("donna", "nasjonal", "felles", "nord-odal", "trysil", "asnes", "vestre-slidre")

# Builds over an index of other passages and dies by SIGKILL at the n-th thing it does in the folder, for every n.
KILLED = """
import os, signal, sys
from pathlib import Path
from dorinn.domain.passage import Passage
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.errors import IndexUnavailable
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index

EVENTS = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
home = Path(sys.argv[1])
folder = home / "current"
encoder = BundledEncoder.load()
texts = ["barnet vil ikke på skolen", "telefon til barnevernet", "hjelp med språket"]

def pieces(mark):
    source = Source("donna", "1")
    return [Passage(f"{mark}:{i}", "donna", Text(t, t), source, "fact") for i, t in enumerate(texts)]

old, new = pieces("old"), pieces("new")
Index.build(folder, old, encoder)
mode, n = "old", 0
while True:
    n += 1
    child = os.fork()
    if child == 0:
        seen = 0
        def count(event, arguments):
            global seen
            touched = str(arguments[0]) if arguments else ""
            if event in EVENTS and str(home) in touched:
                seen += 1
                if seen == n:
                    os.kill(os.getpid(), signal.SIGKILL)
        sys.addaudithook(count)
        Index.build(folder, new, encoder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    whole = 0
    for name, texts_of in (("old", old), ("new", new)):
        try:
            Index.open(folder, texts_of, encoder)
            whole += 1
        except IndexUnavailable as error:
            if "stale" not in str(error):
                print("BROKEN at", n, error, flush=True)
    if whole != 1:
        print("LOST at", n, whole, flush=True)
    if os.WIFEXITED(status):
        break
Index.build(folder, old, encoder)
print("points", n, sorted(path.name for path in home.iterdir()), flush=True)
"""


def run(script: str, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(SRC), "HAYSTACK_TELEMETRY_ENABLED": "false", **more},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_kill_9_at_every_point_leaves_a_whole_index(tmp_path: Path) -> None:
    done = run(KILLED, tmp_path)
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert line.endswith("['current']"), line
    assert int(line.split()[1]) > 15, "the points at which it can die were counted"


@pytest.fixture
def built(few: list[Passage], encoder: BundledEncoder, tmp_path: Path) -> Path:
    Index.build(tmp_path / "home" / "current", few[:6], encoder)
    return tmp_path / "home" / "current"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_every_cut_or_flipped_file_is_refused(built: Path, few: list[Passage], encoder: BundledEncoder) -> None:
    for path in files(built):
        whole = path.read_bytes()
        middle = len(whole) // 2
        flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
        for damaged in (b"", whole[:-1], whole[:middle], flipped, whole + b"x"):
            path.write_bytes(damaged)
            with pytest.raises(IndexUnavailable, match="dorinn index"):
                Index.open(built, few[:6], encoder)
        path.write_bytes(whole)
    assert Index.open(built, few[:6], encoder).search("barn", PLACES)


def test_a_foreign_index_is_refused(built: Path, few: list[Passage], encoder: BundledEncoder) -> None:
    other = built.parent.parent / "foreign" / "current"
    Index.build(other, few[6:12], encoder)
    with pytest.raises(IndexUnavailable, match="stale"):
        Index.open(other, few[:6], encoder)
    (other / "manifest.json").write_bytes((built / "manifest.json").read_bytes())
    with pytest.raises(IndexUnavailable, match="damaged"):
        Index.open(other, few[:6], encoder)


def test_one_swapped_in_while_reading_is_noticed(
    built: Path, few: list[Passage], encoder: BundledEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def swapping(folder: Path) -> None:
        monkeypatch.undo()
        Index.build(folder, few[6:12], encoder)

    monkeypatch.setattr("dorinn.retrieval.index.verify", swapping)
    with pytest.raises(IndexUnavailable, match=r"another index|stale"):
        Index.open(built, few[:6], encoder)


def test_between_the_two_renames_the_old_one_is_found(built: Path, few: list[Passage], encoder: BundledEncoder) -> None:
    built.rename(built.with_name(".current-old"))
    assert Index.open(built, few[:6], encoder).search("barn", PLACES)
    assert [path.name for path in built.parent.iterdir()] == ["current"]


def test_a_rename_that_fails_puts_the_old_one_back(
    built: Path, few: list[Passage], encoder: BundledEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if Path(target).name == "current" and not self.name.endswith("-old"):
            raise OSError("no more names")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(disk.Path, "rename", failing)
        with pytest.raises(IndexUnavailable, match="no more names"):
            Index.build(built, few[:4], encoder)
    assert Index.open(built, few[:6], encoder).search("barn", PLACES)
    assert [path.name for path in built.parent.iterdir()] == ["current"]


RACE = """
import sys
from pathlib import Path
from dorinn.cli import main
sys.exit(main(["index", *sys.argv[1:]]))
"""

FULL = """
import resource, sys
from pathlib import Path
from dorinn.cli import main
from dorinn.corpus import passages
from dorinn.retrieval import index
few = passages.passages
passages.passages = lambda corpus: few(corpus)[:40]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.exit(main(["index"]))
"""


@pytest.mark.parametrize("room", [0, 500, 8_000, 20_000])
def test_a_full_disk_is_one_line_and_the_old_index_stays(room: int, tmp_path: Path) -> None:
    """However much room is left: none, too little for the words, too little for the vectors."""
    home = tmp_path / "home"
    (home / "current").mkdir(parents=True)
    (home / "current" / "mine").write_text("the old one")
    done = run(FULL, str(room), DORINN_INDEXES=str(home), PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "the index cannot be written" in done.stderr
    assert (home / "current" / "mine").read_text() == "the old one"
    assert [path.name for path in home.iterdir()] == ["current"]


@pytest.mark.parametrize("place", ["/proc/dorinn", "{tmp}/file/indexes"])
def test_where_nothing_can_be_written_it_is_one_line(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(RACE, DORINN_INDEXES=place.replace("{tmp}", str(tmp_path)))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "the index cannot be written" in done.stderr


def test_where_nothing_can_be_written_it_is_kept_in_memory(
    corpus: Corpus, few: list[Passage], encoder: BundledEncoder, tmp_path: Path, caplog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dorinn.assistant.assistant.passages", lambda corpus: few[:6])
    (tmp_path / "file").write_text("")
    index = open_index(corpus, encoder, tmp_path / "file" / "indexes", build=True)
    assert index.search("barn", PLACES)
    assert "kept in memory" in caplog.text


TWO = """
import sys, time
from pathlib import Path
from dorinn.domain.passage import Passage
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index
folder = Path(sys.argv[1]) / "current"
encoder = BundledEncoder.load()
pieces = [Passage(f"x:{i}", "donna", Text("skole", "skule"), Source("donna", "1"), "fact") for i in range(40)]
for _ in range(6):
    Index.build(folder, pieces, encoder)
    assert len(Index.open(folder, pieces, encoder).passages) == 40
"""


def test_two_processes_build_at_the_same_time(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    both = [
        subprocess.Popen([sys.executable, "-c", TWO, str(tmp_path)], env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert [path.name for path in tmp_path.iterdir()] == ["current"]


def test_the_second_takes_what_the_first_has_made(
    built: Path, few: list[Passage], encoder: BundledEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Index, "make", None)
    assert Index.build(built, few[:6], encoder, unless_usable=True).passages == few[:6]
