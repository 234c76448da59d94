"""The rules of corpus/triage as frozen types; every error names the file and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from dorinn.assistant.triage_patterns import Pattern, compile_pattern
from dorinn.assistant.triage_words import Lexicon
from dorinn.corpus.yaml_file import parse_yaml
from dorinn.domain.topic import Level
from dorinn.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of danger: its level, the numbers to show in order, what it becomes when it is past, and the kinds whose
    numbers it makes needless (`instead_of`)."""

    name: str
    level: Level
    numbers: tuple[str, ...]
    child_numbers: tuple[str, ...]
    past: Level
    rank: int
    instead_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """A category's patterns with what undoes them in the same sentence; `despite` are contexts that do not count.

    `hints` are patterns that ordinary messages hold as often as dangers do.
    """

    category: Category
    when: tuple[Pattern, ...]
    hints: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    despite: frozenset[str]


@dataclass(frozen=True, slots=True)
class Context:
    """A reason to read danger words as no danger now: a film, a drill, the past, a general question.

    `softens`: what was acute becomes the category's `past` level and what is serious stays so; otherwise a match
    counts for nothing. `only` names the categories it speaks to; empty for all.
    """

    name: str
    scope: Literal["sentence", "near", "message"]
    lifted: Literal["any", "clause", "never"]
    softens: bool
    only: frozenset[str]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All that was read: the lexicon, the idioms to skip, the contexts, the rules, the cues of now and of a child."""

    lexicon: Lexicon
    idioms: tuple[Pattern, ...]
    contexts: tuple[Context, ...]
    rules: tuple[Rule, ...]
    child: tuple[Pattern, ...]
    grown: tuple[Pattern, ...]


def load_rules(folder: Path) -> Rules:
    """Reads the folder once; raises CorpusError when a file is missing or breaks its format."""
    spelling = _read(folder / "spelling.yaml")
    levelled = {variant: word for word, variants in spelling["same"].items() for variant in str(variants).split()}
    lexicon = Lexicon(levelled, _split(spelling["guarded"]), _split(spelling["strict"]), _split(spelling["frequent"]))
    for word, pairs in spelling["pairs"].items():
        lexicon.pair(word, pairs)
    for name, words in _read(folder / "lexicon.yaml").items():
        lexicon.group(name, str(words).split())
    contexts = _read(folder / "contexts.yaml")
    entries = [(entry, path.name) for path in sorted(folder.glob("rules-*.yaml")) for entry in _read(path)]
    categories: dict[tuple[str, str], Category] = {}
    rules = [
        _rule(item, _named(entry, name, categories), lexicon) for entry, name in entries for item in entry["rules"]
    ]
    if not rules:
        raise CorpusError("triage: no rules-*.yaml with rules")
    found = Rules(
        lexicon=lexicon,
        idioms=_patterns(contexts["idioms"], lexicon),
        contexts=tuple(
            Context(
                item["name"],
                item["scope"],
                item["lifted"],
                item.get("softens", False),
                frozenset(item.get("only") or ()),
                _patterns(item["patterns"], lexicon),
            )
            for item in contexts["contexts"]
        ),
        rules=tuple(rules),
        child=_patterns(contexts["child"], lexicon),
        grown=_patterns(contexts["grown"], lexicon),
    )
    lexicon.freeze()
    return found


def _named(entry: Mapping[str, Any], where: str, known: dict[tuple[str, str], Category]) -> Category:
    """The category of an entry; one that gives only its name and rules goes on with an acute category seen before."""
    name = str(entry.get("category"))
    if entry.get("numbers") is None and (name, "acute") in known:
        return known[name, "acute"]
    found = _category(entry, len(known), where)
    return known.setdefault((name, found.level), found)


def _category(entry: Mapping[str, Any], rank: int, where: str) -> Category:
    level, past = entry.get("level"), entry.get("past", "none")
    if level not in ("acute", "serious") or past not in ("none", "serious") or not entry.get("numbers"):
        raise CorpusError(f"triage/{where}: {entry.get('category')}: level, past or numbers are wrong")
    numbers = tuple(f"nasjonal/{name}" for name in entry["numbers"])
    child = tuple(f"nasjonal/{name}" for name in entry.get("child_numbers") or entry["numbers"])
    instead = frozenset(map(str, entry.get("instead_of") or ()))
    return Category(str(entry["category"]), cast("Level", level), numbers, child, cast("Level", past), rank, instead)


def _rule(item: Mapping[str, Any], category: Category, lexicon: Lexicon) -> Rule:
    return Rule(
        category,
        _patterns(item.get("when"), lexicon),
        _patterns(item.get("hints"), lexicon),
        _patterns(item.get("unless"), lexicon),
        frozenset(item.get("despite") or ()),
    )


def _patterns(sources: Any, lexicon: Lexicon) -> tuple[Pattern, ...]:
    return tuple(pattern for source in sources or () for pattern in compile_pattern(str(source), lexicon))


def _split(words: Any) -> list[str]:
    return str(words or "").split()


def _read(path: Path) -> Any:
    try:
        found = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(f"triage/{path.name}: {' '.join(str(error).split())}") from error
    if not found:
        raise CorpusError(f"triage/{path.name}: empty")
    return found
