"""What a plan's sentences say of its teams: who sits in one, who convenes it, how often it meets.

A sentence counts for a team only when it is said of the team itself: by name, or as «teamet» under its heading or after
its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dorinn.language.sentences import sentences
from dorinn.survey.names import Name, names
from dorinn.survey.rhythm import meets

What = Literal["members", "convener", "frequency"]

_HEADS = {  # how a team is meant without its name, by the last word of its key
    "team": "teamet|teama",
    "gruppe": "gruppa|gruppen|gruppene",
    "mote": "møtet|møtene|møta",
    "forum": "forumet",
    "utvalg": "utvalget|utvalet",
    "nettverk": "nettverket|nettverka",
    "rad": "rådet",
    "lag": "laget",
}
_HEAD = re.compile(rf"\b(?:{'|'.join(_HEADS.values())})\b", re.IGNORECASE)
_ANY = re.compile(
    r"\b(?:et|eit|en|ein|ei) (?:[\w-]+ ){0,2}(?:team|gruppe|møte|forum|utvalg|utval|nettverk)\b", re.IGNORECASE
)
_LABEL = re.compile(r"^\W*(?P<team>[^.:|]{4,60}): +(?=[A-ZÆØÅ])")  # «IKO-team: Teamet møtes …»
_IT = re.compile(r"^(?:det|den|dei?|dette|denne)\b", re.IGNORECASE)
_WHO = r"(?P<who>[^,:]{0,90}?)"
_MADE_OF = (
    r"(?:består av|bestod av|bestående av|beståande av|(?:(?:er|blir|vert) )?(?:tverrfag\w+ )?"
    r"(?:satt sammen|sett saman|samansett|sammensatt) (?:av|med))"
)
_PEOPLE = (
    r"(?:medlemmer|medlemmar|medlemene|medlemmene|medlemer|deltakere|deltakarar|deltakerne|deltakarane|deltagere|"
    r"deltagerne)"
)
_MEMBERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<who>.{{0,120}}?)\b{_MADE_OF}:?\s+(?P<list>.+)",
        rf"\bi {_WHO} (?:sitter|sit|deltar|deltek|inngår)\s+(?P<list>.+)",
        rf"^(?:faste )?{_PEOPLE}(?: (?:i|av) {_WHO})?(?: er:?|:)\s+(?P<list>.+)",
        rf"^(?:fast )?med i {_WHO} er:?\s+(?P<list>.+)",
        r"^(?P<who>)(?:fast med|her sitter|her sit) ?(?:er)?:?\s+(?P<list>.+)",
        rf"^(?:disse|desse) (?:er (?:fast )?med|sitter|sit)(?: i {_WHO})?:?\s+(?P<list>.+)",
        rf"^{_WHO} har [^:]{{0,30}}?{_PEOPLE}:\s+(?P<list>.+)",
        rf"^(?P<list>[^:]+(?:,| og ) ?[^:]+?) (?:sitter|sit|deltar|deltek|er med|inngår) i {_WHO}(?:\.|$)",
    )
)
_LEADS = r"(?:leder|leiar|møteleder|møteleiar)"
_CONVENERS = tuple(  # «kaller inn» says more than «leder»
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:det er )?(?P<one>[^,:]{3,80}?)(?: som)? (?:kaller inn|kallar inn|innkaller|innkallar)"
        r"(?: til)?(?: (?P<who>[^.,]+?))?(?=[.,]|$| og )",
        r"^ansvar(?:lig|leg)? for (?:innkalling|å kalle inn)(?: (?:av|til) (?P<who>[^.,]+?))? er (?P<one>.+)",
        r"^(?:det er )?(?P<one>[^,:]{3,80}?)(?: som)? har ansvar(?:et)? for (?:innkalling|å kalle inn)(?: (?:av|til) "
        r"(?P<who>[^.,]+?))?(?=[.,]|$| og )",
        rf"^{_WHO}(?:innkalles|kalles inn|kallast inn|(?:blir|vert) kal[lt]+a? inn) av (?P<one>.+)",
        rf"^{_WHO}(?:ledes|leies|leiast|leias|koordineres|koordinerast|(?:er|blir|vert) (?:ledet|leia|leidd|leda)) av "
        r"(?P<one>.+)",
        r"^(?P<one>[^,:]{3,80}?) (?:leder|leiar) (?P<who>\S+)",
        rf"^(?P<one>[^,:]{{3,80}}?) er (?:{_LEADS}|ansvarlig|ansvarleg) (?:for|av|i) (?P<who>\S+)",
        rf"^{_LEADS}(?: (?:for|av|i) {_WHO})? er (?P<one>.+)",
    )
)
_ENDS = re.compile(
    r"[.;]| (?:som|der|slik|når|dersom|mens|medan|har|skal|kan|er|blir|vert|ble|vart) |"
    r",? og (?!\w*prest\b)(?=\w+(?:es|est|ast)\b|(?:har|skal|kan|kallar|kaller)\b)"
)
_CLAUSE = re.compile(r", (?:og|men|mens|medan) |; | og (?!\w*prest\b)(?=\w+(?:es|est|ast)\b)")
_ARTICLE = re.compile(r"^(?:(?:en|ein|ei|et|eit|én|éin) |representant(?:er|ar) (?:fra|frå) )", re.IGNORECASE)
_ONLY_WHEN = re.compile(r"^(?:bare|berre|kun) ", re.IGNORECASE)  # under a member: «bare når saken gjelder bolig»
# A paragraph that follows a list stands behind its last point: «• rektor Teamet møtes hver uke».
_AFTER_LIST = re.compile(rf"(?<=[^\W_]) (?=(?:(?i:{'|'.join(_HEADS.values())})|De[tn]?|Dei) [a-zæøå])")
_LONGEST, _MOST = 12, 9  # words of one member, and of who convenes


@dataclass(slots=True)
class _Talk:
    """Which teams a passage has spoken of so far; `heading` is the team whose section it stands in."""

    heading: str | None
    own: Name | None = None  # a team that is known by no ending, in its own section
    named: list[str] = field(default_factory=list)

    def meant(self, words: str, start: bool = False) -> str | None:
        """The team that words stand for: by name, by «teamet», or, at the start of a sentence, by «det»."""
        if found := _teams(words):
            return found[-1].key
        if self.own and any(map(self._is_own, re.findall(r"[^\W\d_]{4,}", words))):
            return self.own.key
        if match := _HEAD.search(words):
            if self.own:
                return self.own.key
            heads = tuple(last for last, forms in _HEADS.items() if match[0].lower() in forms.split("|"))
            likely = [*([self.heading] if self.heading else ()), *reversed(self.named)]
            # «møtet» in a team's own section is a meeting of the team
            return next((key for key in likely if key.endswith(heads)), self.heading if "mote" in heads else None)
        said = words.strip()
        return self.about() if not said or _ANY.search(said) or (start and _IT.match(said)) else None

    def _is_own(self, word: str) -> bool:
        """«ringen» in the section of Oppvekstringen."""
        return self.own is not None and self.own.text.lower().endswith(word.lower())

    def about(self) -> str | None:
        """The team that is spoken of where none is said."""
        return self.heading or (self.named[-1] if len(set(self.named)) == 1 else None)


def told(text: str, heading: str, own: Name | None = None) -> Iterator[tuple[str, What, tuple[str, ...]]]:
    """Keys of teams with what a passage of prose under a heading says of them; `own` is the one whose section it is,
    where no ending tells that."""
    talk = _Talk(own.key if own else team_of(heading), own)
    if "•" in text:
        text = _AFTER_LIST.sub(". ", text)
    for sentence in sentences(text):
        if (label := _LABEL.match(sentence)) and (key := team_of(label["team"])):
            talk.heading, sentence = key, sentence[label.end() :]
        yield from _sentence(sentence, talk)
        talk.named += [name.key for name in _teams(sentence)]


def team_of(heading: str) -> str | None:
    """The key of the one team that a heading names."""
    over = {name.key for name in _teams(heading)}
    return over.pop() if len(over) == 1 else None


def listed(cell: str) -> tuple[str, ...]:
    """«en rektor, lærer og PPT» as its parts, without articles and without what a part of them is headed by."""
    parts = (part.rpartition(": ")[2].strip(" .•") for part in re.split(r",|;|•|(?<!-) og | samt ", cell))
    return tuple(
        _ARTICLE.sub("", part) for part in parts if part and not (part.endswith(":") or _ONLY_WHEN.match(part))
    )


def without_members(text: str) -> str:
    """A passage without its lists of who sits in a team or convenes it."""
    kept = []
    for sentence in sentences(text):
        for pattern in _MEMBERS:
            if match := pattern.search(sentence):
                sentence = sentence.replace(match["list"], " ")
        kept.append(sentence)
    return " ".join(kept)


def _sentence(sentence: str, talk: _Talk) -> Iterator[tuple[str, What, tuple[str, ...]]]:
    for pattern in _MEMBERS:
        match = pattern.search(sentence)
        if match and (key := talk.meant(match["who"] or "", start=True)):
            points = match["list"].split("•")
            kept = [point if _ONLY_WHEN.match(point.strip()) else _ENDS.split(point, maxsplit=1)[0] for point in points]
            members = listed("•".join(kept))
            if members and max(len(member.split()) for member in members) <= _LONGEST:
                yield key, "members", members
                break
    clauses = _clauses(sentence)
    for pattern in _CONVENERS:
        for clause in clauses:
            if (match := pattern.search(clause)) and (found := _convener(match, clauses, talk)):
                yield found
    subject: str | None = None
    for clause in clauses:
        if when := meets(clause):
            often, verb = when
            before = clause[:verb] or clause
            key = talk.meant(before, start=True) or talk.meant(clause[verb:])
            if key is None and not clause[:verb].strip(" •-"):
                key = subject or talk.about()
            if key:
                yield key, "frequency", (often.strip(),)
        subject = talk.meant(clause, start=True) or subject


def _convener(match: re.Match[str], clauses: Sequence[str], talk: _Talk) -> tuple[str, What, tuple[str, ...]] | None:
    one = _ENDS.split(match["one"], maxsplit=1)[0].strip(" ,")
    if not one or len(one.split()) > _MOST or _teams(one) or _HEAD.search(one) or _IT.match(one):
        return None
    who = match["who"] or ""
    key = talk.meant(who, start=True) if who.strip() else None
    if key is None and not who.strip():
        others = (talk.meant(clause, start=True) for clause in clauses if clause != match.string)
        key = next((other for other in others if other), None) or talk.about()
    return (key, "convener", (one,)) if key else None


def _clauses(sentence: str) -> list[str]:
    """A sentence, then its clauses, so that each verb finds its own subject."""
    parts = [part for part in _CLAUSE.split(sentence) if part and part.strip()]
    return parts if len(parts) > 1 else [sentence]


def _teams(text: str) -> list[Name]:
    return [name for name in names(text) if name.form not in ("role", "programme")]
