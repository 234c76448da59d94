"""Which kind of help a name stands for, told by names and records elsewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import numpy as np

from dorinn.assistant.mentions import Names
from dorinn.corpus.corpus import Corpus
from dorinn.domain.service import Service
from dorinn.domain.text import FORMS
from dorinn.retrieval.encoder import Encoder
from dorinn.survey.names import Name, key_of
from dorinn.survey.things import Things

TEAM = "tverrfaglig-team"
_NEAREST = 7  # records that vote
_AGREED = 0.4  # of their votes must be for one code
_NEAR = 0.6  # what the nearest has in common with a text that it tells the kind of
# Professions that work in several kinds of help: the plan does not say in which.
_ANYWHERE = frozenset(key_of(word) for word in ("spesialpedagog", "miljøterapeut", "miljøarbeider", "konsulent"))
_OWN_GROUPS = frozenset({"slt", "fravaersteam", "medvirkning", "flyktningtjeneste", "fritid"})  # named after their kind


class Kinds:
    """Codes of names: by the same name elsewhere, by a kind that is named in it, or by the words it is made of."""

    def __init__(self, known: Corpus, names: Names, encoder: Encoder, things: Things) -> None:
        self._names = names
        self._things = things
        self._types = {kind.code for kind in known.types}
        self._guides = {guide.type for guide in known.guides}
        self._same: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
        self._parts: dict[str, Counter[str]] = defaultdict(Counter)
        self._encoder = encoder
        self._others: list[Service] = []
        for item in known.services:
            if item.kommune not in known.kommune:
                continue
            team = item.kind == "team"
            if not team:
                self._others.append(item)
            for written in {item.name.nb, item.name.nn, *item.aliases}:
                key = key_of(written)
                self._same[team, key][item.type] += 1
                for part in key.split():
                    self._parts[part][item.type] += 1

        told = [f"{item.name.of(form)}. {item.description.of(form)}" for form in FORMS for item in self._others]
        self._states = encoder.encode(told)

    def like(self, text: str) -> str | None:
        """The code of most of the records elsewhere that a text is most like; None when they disagree or are far."""
        near = self._states @ self._encoder.encode([text])[0]
        votes: dict[str, float] = defaultdict(float)
        for place in np.argsort(-near)[:_NEAREST]:
            votes[self._others[int(place) % len(self._others)].type] += float(near[place])
        code = max(votes, key=votes.__getitem__)
        return code if votes[code] >= _AGREED * sum(votes.values()) and near.max() >= _NEAR else None

    def measure(self, name: str, said: str) -> str | None:
        """The code of a measure: that of the thing or the one duty that its name names, else that of records like it,
        else the one service that it names; «støttesystem i skoler» is not about schools."""
        if thing := next(self._things.named(name), None):
            return thing.code
        codes = {code for mention in self._names.mentions(name) for code in mention.types}
        ways = codes & self._guides
        if len(ways) == 1:
            return ways.pop()
        return self.like(f"{name}. {said}") or (codes.pop() if len(codes) == 1 else None)

    def of(self, name: Name, around: str) -> str | None:
        """The code, or None where nothing speaks for one; `around` is what stands about it."""
        team = name.form not in ("role", "programme")
        if name.form == "role" and name.key in _ANYWHERE:
            return None
        mentions = self._names.mentions(name.text)
        codes = {code for mention in mentions for code in mention.types}
        # «COS-P» is what the list of kinds says, whatever one municipality has it under.
        whole = len(mentions) == 1 and len(mentions[0].words.split()) == len(re.findall(r"[^\W_]+", name.text))
        if not team and len(codes) == 1 and (whole or len(name.key.split()) == 1):
            return codes.pop()
        if same := self._same.get((team, name.key)):
            return same.most_common(1)[0][0]
        if team:
            return codes.pop() if len(codes) == 1 and codes <= _OWN_GROUPS else self._same_head(name) or TEAM
        if len(codes) == 1:
            return codes.pop()
        if name.form == "role" and (code := self._things.kind_of_role(name.key)):
            return code
        if name.form == "programme":
            return None if name.text.isupper() else self.like(f"{name.text}. {around}")
        votes: Counter[str] = Counter()
        for part in name.key.split():
            votes.update(self._parts.get(part, {}))
        code, most = votes.most_common(1)[0] if votes else (None, 0)
        return code if 2 * most >= votes.total() else None  # «koordinator» alone says nothing

    def _same_head(self, name: Name) -> str | None:
        """The kind of teams elsewhere whose name ends alike, for heads that mean one thing: councils take part."""
        last = name.key.split()[-1]
        if last != "rad":
            return None
        votes: Counter[str] = Counter()
        for (team, key), codes in self._same.items():
            if team and key.endswith(last):
                votes.update(codes)
        return votes.most_common(1)[0][0] if votes else None
