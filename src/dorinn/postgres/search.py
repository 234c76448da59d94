"""The two rankings of a question, made in SQL: the same as the embedded index makes, from the same weights."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dorinn.postgres.link import Connection
from dorinn.retrieval.index import known, parts
from dorinn.retrieval.packed import Matrix

_KNOWN = """
SELECT wanted.number, ARRAY(
    SELECT asked.term FROM unnest(%(terms)s::text[]) AS asked(term)
    WHERE EXISTS (SELECT FROM posting WHERE posting.version = wanted.number AND posting.term = asked.term COLLATE "C"))
FROM (SELECT max(number) AS number FROM version WHERE shelf = %(shelf)s AND digest = %(digest)s) AS wanted
WHERE wanted.number IS NOT NULL"""

# The sum is of float4 in the order of the question's terms, as the embedded index adds: equal to the last bit.
_RANKS = """
WITH place AS (
    SELECT kommune COLLATE "C" AS kommune, nr FROM unnest(%(places)s::text[]) WITH ORDINALITY AS p(kommune, nr)
), asked AS (
    SELECT term COLLATE "C" AS term, nr FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS t(term, nr)
), scored AS (
    SELECT found.line, sum(found.weight ORDER BY asked.nr) AS score, min(place.nr) AS place
    FROM asked CROSS JOIN place
    JOIN posting ON posting.version = %(version)s AND posting.term = asked.term AND posting.kommune = place.kommune
    CROSS JOIN unnest(posting.lines, posting.weights) AS found(line, weight)
    GROUP BY found.line
), lexical AS (
    SELECT line FROM scored WHERE score > 0 ORDER BY score DESC, place, line LIMIT %(depth)s
), dense AS (
    SELECT meaning.line FROM place
    JOIN meaning ON meaning.version = %(version)s AND meaning.kommune = place.kommune
    ORDER BY meaning.vector <#> %(vector)s::vector, meaning.line DESC LIMIT %(depth)s
)
SELECT ARRAY(SELECT line FROM lexical), ARRAY(SELECT line FROM dense),
    EXISTS (SELECT FROM version WHERE number = %(version)s)"""


@dataclass(frozen=True, slots=True)
class Ranks:
    """Line to rank (0 is best), by words and by meaning."""

    lexical: dict[int, int]
    dense: dict[int, int]


def ranks(
    connection: Connection,
    shelf: str,
    digest: str,
    terms: Sequence[str],
    vector: Matrix,
    places: Collection[str],
    depth: int,
) -> Ranks | None:
    """Ranks the passages of the given places in the version that fits, or None where there is none."""
    candidates = [*terms, *(part for term in terms for side in parts(term) for part in side)]
    wanted = {"shelf": shelf, "digest": digest, "terms": list(dict.fromkeys(candidates))}
    while found := connection.execute(_KNOWN, wanted).fetchone():
        version, vocabulary = found
        row = connection.execute(
            _RANKS,
            {
                "version": version,
                "terms": known(terms, set(vocabulary)),
                "places": list(dict.fromkeys(places)),
                "vector": f"[{','.join(map(repr, vector.tolist()))}]",
                "depth": depth,
            },
        ).fetchone()
        assert row is not None
        lexical, dense, there = row
        if there:  # else a newer one took its place between the two statements
            return Ranks(_ranked(lexical), _ranked(dense))
    return None


def _ranked(lines: Sequence[int]) -> dict[int, int]:
    return {line: rank for rank, line in enumerate(lines)}
