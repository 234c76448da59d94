"""What is slow is made once a session: corpus, encoder, a small index, and the whole assistant."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.passages import passages
from dorinn.domain.passage import Passage
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index
from dorinn.settings import Settings

PER_PLACE = 14
# Plans that were ingested on this machine are no part of what is tested.
os.environ.pop("DORINN_STORE", None)
os.environ["DORINN_DATA"] = tempfile.mkdtemp(prefix="dorinn-test-data-")
settings.register_profile("untimed", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser come last: its driver keeps an event loop running, which others start anew."""
    items.sort(key=lambda item: item.path.parent.name == "browser")


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return Corpus.load()


@pytest.fixture(scope="session")
def encoder() -> BundledEncoder:
    return BundledEncoder.load()


@pytest.fixture(scope="session")
def pieces(corpus: Corpus) -> list[Passage]:
    """All passages."""
    return passages(corpus)


@pytest.fixture(scope="session")
def few(pieces: list[Passage]) -> list[Passage]:
    """A few passages of every place."""
    places = dict.fromkeys(passage.kommune for passage in pieces)
    return [p for place in places for p in [q for q in pieces if q.kommune == place][:PER_PLACE]]


@pytest.fixture(scope="session")
def index(few: list[Passage], encoder: BundledEncoder, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of the few passages."""
    return Index.build(tmp_path_factory.mktemp("index") / "current", few, encoder)


@pytest.fixture(scope="session")
def assistant(corpus: Corpus) -> Assistant:
    """The assistant as served; reuses the index of the checkout where it is fresh."""
    return Assistant.load(Settings.from_environment().indexes, build=True, corpus=corpus)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parents[1]
