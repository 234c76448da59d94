"""Triage: is there danger to life, health or safety now? First, alone, from words and rules only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dorinn.assistant.triage_foreign import FILE, ForeignDanger
from dorinn.assistant.triage_patterns import ALL, STOP, Pattern, Places, Span
from dorinn.assistant.triage_rules import Category, Context, Rule, Rules, load_rules
from dorinn.assistant.triage_words import LONGEST, tokens
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.yaml_file import read_yaml
from dorinn.domain.question import Danger
from dorinn.domain.topic import LEVELS, Level

_CLAUSE_WORDS = frozenset({"men", "mens"})
_NOW_WORDS = frozenset({"na", "no"})
_ANOTHER = frozenset({"forresten", "forovrig", "btw", "ps"})  # what follows is another matter
_ALARM = frozenset({"nasjonal/110", "nasjonal/112", "nasjonal/113"})  # not shown for what is grave but past
_OVERLAP = 500  # characters that two pieces of a very long text share
_NEAR = 1  # sentences before and after that a context of scope `near` reaches


class _Message:
    """A message as masks, with the sentence and the clause of every word."""

    def __init__(self, text: str, rules: Rules) -> None:
        self.masks: list[int] = []
        self.sentence: list[int] = []
        self.clause: list[int] = []
        self.now: frozenset[int] = frozenset()
        sentence = clause = 0
        before = ""
        lexicon = rules.lexicon
        for token in lexicon.join(tokens(text)):
            if token == ",":
                clause += 1
                continue
            if token == ".":
                sentence, clause = sentence + 1, clause + 1
            elif token in _ANOTHER:
                sentence, clause = sentence + 1 + _NEAR, clause + 1
            elif token in _CLAUSE_WORDS or (token in _NOW_WORDS and before == "og"):
                clause += 1
            before = token
            self.masks.append(STOP if token == "." else lexicon.mask(token))
            self.sentence.append(sentence)
            self.clause.append(clause)
        self._look()
        for start, end in [s for idiom in rules.idioms if idiom.key & self.present for s in self.find(idiom)]:
            for place in range(start, end + 1):
                self.masks[place] = min(self.masks[place], 0)
        self._look()

    def find(self, pattern: Pattern) -> list[Span]:
        """Where the pattern holds in this message."""
        return pattern.find(self.masks, self.present, self._places)

    def _look(self) -> None:
        """Takes stock of the groups that occur, before and after the idioms are taken out."""
        live = [place for place, mask in enumerate(self.masks) if mask > 0]
        self._places: Places = {ALL: live}
        self.present = 0
        for place in live:
            self.present |= self.masks[place]

    def clauses_with(self, groups: int) -> frozenset[int]:
        """The clauses in which a word of these groups stands."""
        if not self.present & groups:
            return frozenset()
        return frozenset(self.clause[place] for place in self._places[ALL] if self.masks[place] & groups)

    def shares_sentence(self, a: Span, b: Span, reach: int = 0) -> bool:
        """Whether two spans lie in the same sentence, or at most `reach` sentences apart."""
        return self.sentence[b[0]] <= self.sentence[a[1]] + reach and self.sentence[a[0]] <= self.sentence[b[1]] + reach

    def shares_clause(self, span: Span, other: Span) -> bool:
        """Whether `other` reaches into the clause in which `span` begins."""
        return self.clause[other[0]] <= self.clause[span[0]] <= self.clause[other[1]]


class Triage:
    """The rules, ready to be asked. Reads no index, no model and no network, and raises for no text."""

    def __init__(self, rules: Rules, foreign: ForeignDanger | None = None) -> None:
        self._rules = rules
        self._foreign = foreign or ForeignDanger()
        self._now = rules.lexicon.bit("NOW") or 0
        self._now_nn = rules.lexicon.bit("NOWNN") or 0
        self._nynorsk = rules.lexicon.bit("NYNORSK") or 0
        self._by_group: dict[int, list[tuple[Rule, Pattern, bool]]] = {}
        for rule in rules.rules:
            for pattern, firm in (*((p, True) for p in rule.when), *((p, False) for p in rule.hints)):
                key = pattern.key
                while key:
                    self._by_group.setdefault((key & -key).bit_length(), []).append((rule, pattern, firm))
                    key &= key - 1

    @classmethod
    def load(cls, folder: Path | None = None) -> Triage:
        """Reads `corpus/triage` (the bundled one by default); raises CorpusError when it is damaged."""
        folder = folder or corpus_folder() / "triage"
        rules = load_rules(folder)
        known = {rule.category.name: rule.category for rule in rules.rules if rule.category.level == "acute"}
        return cls(rules, ForeignDanger.of(read_yaml(folder / FILE), known))

    def assess(self, text: str, previous: str | None = None) -> Danger:
        """The level of danger of one message. `previous` is the level of an earlier turn: a grave conversation
        in which the writer now only cries for help is acute. A longer text than is allowed is read in pieces.
        Of other languages a few plain words are known, no more."""
        danger = self._in_norwegian(text, previous)
        if danger.level != "acute" and (found := self._foreign.find(text[:LONGEST])):
            return _danger("acute", sorted(found, key=lambda category: category.rank), danger.child)
        return danger

    def _in_norwegian(self, text: str, previous: str | None = None) -> Danger:
        if len(text) > LONGEST:
            pieces = (text[start : start + LONGEST] for start in range(0, len(text), LONGEST - _OVERLAP))
            return max(
                (self._in_norwegian(piece, None) for piece in pieces), key=lambda danger: LEVELS.index(danger.level)
            )
        message = _Message(text, self._rules)
        message.now = message.clauses_with(self._now | (self._now_nn if message.present & self._nynorsk else 0))
        matches = list(self._matches(message))
        child, cry = self._child(message), previous in ("acute", "serious") and self._cry(message)
        firm = _worst([(category, level) for category, level, firm in matches if firm], child, cry)
        if firm.level == "acute" or all(firm for *_, firm in matches):
            return firm
        whole = _worst([(category, level) for category, level, _ in matches], child, cry)
        return replace(whole, without_hints=firm) if whole.level != firm.level else whole

    def _matches(self, message: _Message) -> Iterator[tuple[Category, Level, bool]]:
        """Categories with the level found, and whether a firm pattern found it."""
        done: set[tuple[str, Level, bool]] = set()
        contexts: list[tuple[Context, list[Span]]] | None = None
        groups = message.present
        while groups:
            for rule, pattern, firm in self._by_group.get((groups & -groups).bit_length(), ()):
                if (rule.category.name, rule.category.level, firm) in done:
                    continue
                spans = message.find(pattern)
                if spans and contexts is None:
                    contexts = [(context, _all(context.patterns, message)) for context in self._rules.contexts]
                undo = _all(rule.unless, message) if spans else []
                levels = {
                    self._level(rule, span, message, contexts or [])
                    for span in spans
                    if not any(message.shares_sentence(span, other) for other in undo)
                }
                for level in levels - {"none"}:
                    done.add((rule.category.name, level, firm))
                    yield rule.category, level, firm
            groups &= groups - 1

    def _level(self, rule: Rule, span: Span, message: _Message, contexts: list[tuple[Context, list[Span]]]) -> Level:
        level: Level = rule.category.level
        now = not message.now.isdisjoint(message.clause[span[0] : span[1] + 1])
        for context, spans in contexts:
            if context.name in rule.despite or (now and context.lifted == "any"):
                continue
            if context.only and rule.category.name not in context.only:
                continue
            if now and context.lifted == "clause":
                spans = [other for other in spans if message.shares_clause(span, other)]
            reach = {"sentence": 0, "near": _NEAR, "message": len(message.masks)}[context.scope]
            if any(message.shares_sentence(span, other, reach) for other in spans):
                if not context.softens:
                    return "none"
                level = rule.category.past if level == "acute" else level
        return level

    def _cry(self, message: _Message) -> bool:
        help_bit = self._rules.lexicon.bit("HELP") or 0
        return bool(message.present & help_bit) and len(message.masks) <= 6

    def _child(self, message: _Message) -> bool:
        return bool(_all(self._rules.child, message)) and not _all(self._rules.grown, message)


def _all(patterns: tuple[Pattern, ...], message: _Message) -> list[Span]:
    return [span for pattern in patterns for span in message.find(pattern)]


def _worst(matches: Sequence[tuple[Category, Level]], child: bool, cry: bool) -> Danger:
    """The worst level found, with the numbers of all its categories; a cry for help after something grave is acute."""
    for level in ("acute", "serious"):
        found = {category.name: category for category, matched in matches if matched == level}
        if found:
            return _danger(level, sorted(found.values(), key=lambda one: (one.level, one.rank)), child)
    if cry:
        return Danger("acute", "rop-om-hjelp", ("nasjonal/113", "nasjonal/112"), child)
    return Danger("none", child=child)


def _danger(level: Level, categories: list[Category], child: bool) -> Danger:
    numbers: dict[str, None] = {}
    needless = frozenset[str]().union(*(category.instead_of for category in categories))
    for category in (one for one in categories if one.name not in needless):
        numbers |= dict.fromkeys(category.child_numbers if child else category.numbers)
    shown = tuple(number for number in numbers if level == "acute" or number not in _ALARM)
    return Danger(level, categories[0].name, shown or tuple(numbers), child)
