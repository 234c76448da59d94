"""Versions of an index in the database: written beside the one in use, seen by all at one moment, cleared when old."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from pgvector.psycopg import register_vector
from psycopg.sql import SQL, Identifier

from dorinn.domain.passage import Passage
from dorinn.postgres.link import Connection
from dorinn.retrieval.index import Index, Manifest

_COPY_PASSAGES = """COPY passage
    (version, line, id, kommune, kind, record, services, about, document, section, title, nb, nn) FROM STDIN"""
_COPY_MEANING = "COPY meaning (version, kommune, line, vector) FROM STDIN (FORMAT binary)"
_COPY_POSTING = "COPY posting (version, term, kommune, lines, weights) FROM STDIN (FORMAT binary)"


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the database. `name` is the manifest's; `fresh` says whether it was written just now."""

    number: int
    name: str
    passages: int
    fresh: bool = False


def digest_of(passages: Sequence[Passage], manifest: Manifest) -> str:
    """Of all that a search rests on. A process takes only a version whose digest its own passages have."""
    digest = hashlib.sha256(json.dumps(asdict(manifest), sort_keys=True).encode())
    for passage in passages:
        digest.update(json.dumps(asdict(passage), sort_keys=True).encode())
    return digest.hexdigest()


def newest(connection: Connection, shelf: str, digest: str) -> Version | None:
    """The version that fits, or None."""
    found = connection.execute(
        "SELECT number, name, passages FROM version WHERE shelf = %s AND digest = %s ORDER BY number DESC LIMIT 1",
        [shelf, digest],
    ).fetchone()
    return Version(*found) if found else None


def publish(connection: Connection, shelf: str, index: Index, unless_there: bool = False) -> Version:
    """Writes the index as a new version and clears old ones, in one transaction: until it ends, the old one serves.

    One process writes to a shelf at a time; the next one waits, and with `unless_there` takes what the first has made.
    The version before, made of other texts, stays for the processes that hold those texts still.
    """
    digest = digest_of(index.passages, index.manifest)
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('dorinn index'), hashtext(%s))", [shelf])
        if unless_there and (there := newest(connection, shelf, digest)):
            return there
        name, count = index.manifest.version, len(index.passages)
        made = connection.execute(
            "INSERT INTO version (shelf, digest, name, passages) VALUES (%s, %s, %s, %s) RETURNING number",
            [shelf, digest, name, count],
        ).fetchone()
        assert made is not None
        _write(connection, made[0], index)
        _clear(connection, shelf, digest, made[0])
    return Version(made[0], name, count, fresh=True)


def _write(connection: Connection, version: int, index: Index) -> None:
    register_vector(connection)
    with connection.cursor() as cursor:
        with cursor.copy(_COPY_PASSAGES) as copy:
            for line, passage in enumerate(index.passages):
                copy.write_row((version, line, *_columns(passage)))
        with cursor.copy(_COPY_MEANING) as copy:
            copy.set_types(("int8", "text", "int4", "vector"))
            for line, (passage, vector) in enumerate(zip(index.passages, index.vectors(), strict=True)):
                copy.write_row((version, passage.kommune, line, vector))
        with cursor.copy(_COPY_POSTING) as copy:
            copy.set_types(("int8", "text", "text", "int4[]", "float4[]"))
            for row in _postings(index):
                copy.write_row((version, *row))
    for table in ("passage", "meaning", "posting", "version"):
        connection.execute(SQL("ANALYZE {}").format(Identifier(table)))


def _columns(passage: Passage) -> tuple[Any, ...]:
    return (
        passage.id,
        passage.kommune,
        passage.kind,
        passage.record,
        list(passage.services),
        list(passage.about),
        passage.source.document,
        passage.source.section,
        passage.title,
        passage.text.nb,
        passage.text.nn,
    )


def _postings(index: Index) -> Iterator[tuple[str, str, list[int], list[float]]]:
    """Term, place, lines and weights, for each place where a term occurs."""
    names = list(dict.fromkeys(passage.kommune for passage in index.passages))
    number = {name: place for place, name in enumerate(names)}
    places = np.array([number[passage.kommune] for passage in index.passages], dtype=np.int32)
    for term, lines, weights in index.postings():
        of = places[lines]
        for place in np.unique(of):
            here = of == place
            yield term, names[place], lines[here].tolist(), weights[here].tolist()


def _clear(connection: Connection, shelf: str, digest: str, number: int) -> None:
    """Leaves the new version, and the newest one of other texts."""
    old = [
        old
        for (old,) in connection.execute(
            """DELETE FROM version WHERE shelf = %(shelf)s AND number <> %(new)s AND number IS DISTINCT FROM (
                SELECT max(number) FROM version WHERE shelf = %(shelf)s AND digest <> %(digest)s)
            RETURNING number""",
            {"shelf": shelf, "new": number, "digest": digest},
        ).fetchall()
    ]
    for table in ("passage", "meaning", "posting") if old else ():
        connection.execute(SQL("DELETE FROM {} WHERE version = ANY (%s)").format(Identifier(table)), [old])
