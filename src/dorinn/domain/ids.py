"""Identifiers that stay: the same record has the same UUID on every machine and in every release."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "urn:dorinn")
"""Never to be changed: every identifier that others hold rests on it."""


def identifier(kind: str, name: str) -> UUID:
    """The UUID of a thing by its kind (`service`, `organization`, …) and its name in the corpus."""
    return uuid5(NAMESPACE, f"{kind}/{name}")
