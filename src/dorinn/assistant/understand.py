"""Understanding: what a message says about itself before anything is looked up."""

from __future__ import annotations

import re
from dataclasses import replace

from dorinn.assistant.mentions import Mention, Names
from dorinn.assistant.topic_model import TopicModel
from dorinn.domain.question import Question, Understanding
from dorinn.domain.text import Form
from dorinn.domain.topic import Role
from dorinn.language.age import find_age
from dorinn.language.fold import fold
from dorinn.language.form import is_foreign, marked_form

# First-person work with children: the asker is an employee whatever else the words suggest.
_EMPLOYEE = re.compile(
    r"\b(?:jeg|eg|vi|me|jobber|jobbar|arbeider|arbeidar|er|som) (?:er )?(?:jobb[a-z]* (?:i|pa|som)|arbeid[a-z]* (?:i|pa|som)|"
    r"ansatt|tilsett|vikar|nyansatt|nytilsett|ny i jobben|kontaktlarer|larer|larar|assistent|barnehagelarer|barnehagelarar|"
    r"pedagogisk leder|pedagogisk leiar|pedleder|rektor|styrer|styrar|helsesykepleier|helsesjukepleiar|sykepleier|"
    r"sjukepleiar|jordmor|miljoarbeider|miljoarbeidar|miljoterapeut|fastlege|spesialpedagog|barneveileder|fagarbeider|fagarbeidar)\b"
    r"|\b(?:en|ei|ein|eit|et) (?:elev|unge|gutt|gut|jente|barn) (?:i|pa) (?:klassen|klassa|gruppa|gruppen|avdelinga|avdelingen|avdelingen|sfo) (?:min|mi|var)"
    r"|\b(?:kollega|kollegaen|kollegaer|lederen min|leiaren min|sjefen min|rektor sier vi|vi ansatte|oss ansatte|vi tilsette|eleven min|elevane mine|elevene mine|klassa mi|klassen min|avdelinga mi|avdelingen min|barnegruppa)\b"
    r"|\b(?:meldeplikt[a-z]*|avvergingsplikt[a-z]*|avverjingsplikt[a-z]*)\b"
)
_FRONTDESK = re.compile(
    r"\b(?:innbygger|innbyggar|publikum|kunde|person|dame|mor|far|noen|nokon) (?:i|ved|pa|i telefonen|pa telefonen|foran meg|her) ?(?:skranken|skranka|telefonen|sentralbordet|resepsjonen)?\b(?=.*\b(?:skrank|sentralbord|resepsjon|telefonen|innringer|innringar))"
    r"|\b(?:skranken|skranka|sentralbordet|servicetorget|innringer|innringar|sett(?:e|er) over|setje over)\b"
)
_YOUTH = re.compile(
    r"\b(?:mamma|pappa|mammaen min|pappaen min|mora mi|faren min|foreldrene mine|foreldra mine|stefaren min|stemora mi|bestevenninna mi|"
    r"klassen min|klassa mi|laereren min|laraen min|lararen min|laraeren min|kontaktlareren min|skolen min|skulen min|kjaresten min)\b"
)
_FIRST = re.compile(r"\b(?:jeg|eg|je|e|ae|meg|mae|mei)\b")
_CHILD = re.compile(
    r"\b(?:barn[a-z]*|barnet|unge[a-z]*|sonn[a-z]*|sonen|son|datter[a-z]*|dotter[a-z]*|jente[a-z]*|jenta|gutt[a-z]*|guten|gut|baby[a-z]*|"
    r"elev[a-z]*|tenaring[a-z]*|ungdom[a-z]*|barnebarn[a-z]*|guttunge[a-z]*|han|hun|ho|poden|snuppa|minsten|eldsten|eldste|yngste)\b"
)
_CONTACT = re.compile(
    r"\b(?:nummer[a-z]*|nr|tlf|telefon(?:en|nummer|nummeret|nr)?|ring[a-z]*|epost|e-post|mail|adresse[a-z]*|apningstid[a-z]*|opningstid[a-z]*|"
    r"kontaktinfo[a-z]*|kontaktopplysning[a-z]*|kontakt(?:e|er|ar)?|treffe|na tak i)\b"
)
_NUMBER = re.compile(r"\b(?:nummer[a-z]*|nr|tlf|telefonnummer[a-z]*|telefon(?:en)? til|mobilnummer[a-z]*|epost|e-post|mailadresse|adresse[a-z]*|kontaktinfo[a-z]*)\b")
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (cue, re.compile(pattern))
    for cue, pattern in (
        ("contact", _NUMBER.pattern),
        ("convener", r"\b(?:kaller inn|kallar inn|innkaller|innkallar|innkalling|ansvar[a-z]* for|ansvarlig|ansvarleg|leder|leiar|leier|styrer|hvem har ansvar[a-z]*|kven har ansvar[a-z]*|sjef|koordinerer|koordinerar)\b"),
        ("members", r"\b(?:sitter i|sit i|medlem[a-z]*|hvem er med|kven er med|deltar|deltek|deltakere|deltakarar|bestar av|er med i|representert|samansett|sammensatt)\b"),
        ("frequency", r"\b(?:hvor ofte|kor ofte|motes|motest|annenhver|annakvar|hyppig|ganger i|gonger i|manedlig|manadleg)\b"),
        ("host", r"\b(?:vertskommune[a-z]*|verts|samarbeid[a-z]* med|interkommunal[a-z]*|hvilke kommuner|kva kommunar|kva for kommunar|hvilken kommune|felles med|deler)\b"),
        ("deadline", r"\b(?:nar|frist[a-z]*|innen|innan|ferdig|fullfort|starter|startar|oppstart|tidsplan)\b"),
        ("number", r"\b(?:hvor mange|kor mange|hvor stor|kor stor|prosent|andel[a-z]*|antall|tal pa|hvor mye|kor mykje|tall)\b"),
        ("goal", r"\b(?:mal|malet|malene|hovedmal|hovudmal|delmal|malsetting|visjon)\b"),
        ("finance", r"\b(?:budsjett[a-z]*|finansier[a-z]*|soknad[a-z]*|koster|kostar|gratis|penger)\b"),
    )
)  # fmt: skip
_ASKS = re.compile(
    r"(?:^|[.!?,:] )(?:og )?(?:hvem|kven|hvilke[nt]?|kva|hva|hvor ofte|kor ofte|hvor mange|kor mange|nar|kor tid|kva tid|har|finst|finnes|fins|kor)\b"
    r"(?!.*\b(?:kan eg|kan jeg|skal eg|skal jeg|skal vi|gjer vi|gjor vi|gjer eg|gjor jeg|hjelpe|hjelper oss)\b)"
)
_FOLLOWUP = re.compile(r"^(?:og |men |enn |hva |kva |hvis |viss |da |ja |nei |ok )*(?:og|men|hva|kva|enn|hvis|viss|om)\b")
_ADULT_SELF = re.compile(r"\b(?:kona|mannen|samboer[a-z]*|ektefelle[a-z]*|mora mi|faren min|min mann|min kone|vaksen|voksen)\b")


class Understander:
    """Joins the topic model with what rules read better: names, ages, roles said outright, the form."""

    def __init__(self, names: Names, model: TopicModel) -> None:
        self._names = names
        self._model = model

    def read(self, question: Question) -> Understanding:
        """Understands one message on its own; `merge` joins it with earlier turns."""
        text = question.text
        folded = fold(text)
        reading = self._model.read(text)
        age = find_age(text)
        mentions = self._names.mentions(text)
        role = question.role or _role(folded, reading.roles, age)
        named = self._names.kommune(text)
        form: Form = question.language or marked_form(text) or ("nn" if reading.nynorsk > 0.5 else "nb")
        return Understanding(
            form=form,
            kommune=named or question.kommune,
            role=role,
            age=age,
            adult=role in ("parent", "other") and _about_self(folded, age),
            topics=reading.topics,
            codes=reading.codes,
            mentions=_names_of(mentions),
            cues=tuple(cue for cue, pattern in _CUES if pattern.search(folded)),
            foreign=is_foreign(text),
            followup=_is_followup(folded),
            other_kommune=None if named else self._names.elsewhere(text),
            role_given=question.role is not None,
            asks_fact=bool(_ASKS.search(folded)) and len(folded.split()) < 28,
            vector=reading.state,
        )


def merge(now: Understanding, before: Understanding) -> Understanding:
    """A follow-up keeps what the earlier turn said and the new one leaves open."""
    share = 0.75 if now.followup else 0.0
    topics = _blend(now.topics, before.topics, share)
    return replace(
        now,
        kommune=now.kommune or before.kommune,
        role=now.role if now.role_given or not now.followup else before.role,
        age=now.age or (before.age if now.followup else None),
        adult=before.adult if now.followup else now.adult,
        topics=topics,
        codes=_blend(now.codes, before.codes, share),
        mentions=now.mentions or (before.mentions if now.followup else ()),
    )


def _blend(now: dict[str, float], before: dict[str, float], share: float) -> dict[str, float]:
    return {name: (1 - share) * p + share * before.get(name, 0.0) for name, p in now.items()}


def _names_of(mentions: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for mention in mentions for name in (*mention.records, *mention.types)))


def _role(folded: str, roles: dict[str, float], age: tuple[int, int] | None) -> Role:
    if _FRONTDESK.search(folded):
        return "frontdesk"
    if _EMPLOYEE.search(folded):
        return "employee"
    best = max(roles, key=lambda role: roles[role])
    if best != "youth" and _YOUTH.search(folded) and _FIRST.search(folded) and roles.get("youth", 0) > 0.2:
        return "youth"
    return best  # type: ignore[return-value]


def _about_self(folded: str, age: tuple[int, int] | None) -> bool:
    """Whether an adult writes about themselves or another adult and no child is in the picture."""
    return age is None and not _CHILD.search(folded) and bool(_FIRST.search(folded) or _ADULT_SELF.search(folded))


def _is_followup(folded: str) -> bool:
    short = len(folded.split()) <= 9
    return short and bool(_FOLLOWUP.match(folded))
