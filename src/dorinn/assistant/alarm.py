"""The alarm: what is said about danger, first and in short sentences. Numbers are copied from national records."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.said import Said
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import EmergencyNumber, Suggestion
from dorinn.domain.question import Danger
from dorinn.domain.text import Form
from dorinn.language.inline import inline
from dorinn.language.sentences import sentences

_MIND = ("selvmord", "selvskad")
_NUMBERS = ("110", "112", "113")
# Where to be meanwhile: with somebody who is ill, away from somebody who is dangerous, out of what burns.
_WHERE = {"nasjonal/112": "acute_safe", "nasjonal/110": "acute_out"}
# Of these the police want to know what was seen; nobody need hide.
_SEEN = {
    "alene": "acute_alone", "savnet": "acute_seen", "promille": "acute_seen", "bortforing": "acute_seen",
    "akutt-barn-i-fare": "acute_seen",
}  # fmt: skip
HURT = ("vold", "overgrep", "omsorgssvikt", "ufrihet")
_SECRET = ("selvmord", "selvskad", "tabletter", "overdose")  # what the young do not dare to call for
_AFTER = frozenset(("legevakt", "barnevernvakt", "barnevern", "hjelpetelefon", "krisesenter", "smiso", "fastlege"))
_AFTER_ILLNESS = frozenset(("legevakt", "fastlege"))
# What only doctors can treat.
_ILLNESS = frozenset((
    "livlos", "pust", "kvelning", "krampe", "spedbarn", "hjernehinne", "overdose", "forgiftning", "blodning",
    "drukning", "hodeskade", "brannskade", "hjerte-slag", "allergi", "fodsel", "ulykke", "diabetes", "buk", "akutt-liv",
))  # fmt: skip


class Alarm:
    """Says what to do when somebody is, or may be, in danger."""

    def __init__(self, corpus: Corpus, phrases: Phrases) -> None:
        self._corpus = corpus
        self._phrases = phrases

    def emergency(self, danger: Danger, form: Form) -> tuple[EmergencyNumber, ...]:
        """The numbers to call, most urgent first; none where nobody is in danger now."""
        if danger.level != "acute":
            return ()
        found = []
        for number in danger.numbers:
            service = self._corpus.service.get(number)
            if service and service.contacts:
                note = service.description.of(form)
                found.append(EmergencyNumber(service.name.of(form), service.contacts[0].value, note))
        return tuple(found)

    def acute(self, danger: Danger, form: Form, services: Sequence[Suggestion], own: bool = False) -> Said:
        """Whom to call, what to say, and who helps when the danger is over; `own` when nobody but the writer is spoken
        of."""
        say, said = self._phrases.say, Said()
        for place, number in enumerate(danger.numbers[:2]):
            service = self._corpus.service.get(number)
            if service is None or not service.contacts:
                continue
            code = number.split("/")[1]
            ill = danger.category in _ILLNESS and code == "112"  # nobody is dangerous there
            if place == 0 or (code in _NUMBERS and not ill):
                name = f"{'also' if place else 'acute'}_{code}" if code in _NUMBERS else "acute_other"
                said.lead(say(name, form, name=service.name.of(form), phone=service.contacts[0].value))
        said.step(*sentences(say(_where(danger, own), form)))
        if danger.child:
            self._to_a_child(said, danger, form)
        helps = _AFTER_ILLNESS if danger.category in _ILLNESS else _AFTER
        if danger.child:
            helps = helps - {"hjelpetelefon"}  # a child has been told of the line for children already
        after = [inline(s.name) for s in services if s.type in helps][:2]
        return said.step(say("acute_after", form, names=" og ".join(after))) if after else said

    def _to_a_child(self, said: Said, danger: Danger, form: Form) -> None:
        say = self._phrases.say
        hurt = danger.numbers[:1] == ("nasjonal/112",)
        said.note(*sentences(say("acute_child_hurt" if hurt else "acute_child", form)))
        if any(word in (danger.category or "") for word in _SECRET):
            said.note(*sentences(say("acute_even", form)))
        if danger.category not in _ILLNESS:
            said.note(say("acute_line", form, alarm=self.number("nasjonal/alarmtelefonen")))

    def serious(self, danger: Danger, form: Form, said: Said) -> str:
        """What to do should something grave become danger, by its kind where that is known; no number that the answer
        gives already."""
        if any(word in (danger.category or "") for word in _MIND):
            return self._phrases.say(
                "serious_mind",
                form,
                line=self.number("nasjonal/hjelpetelefonen"),
                ambulance=self.number("nasjonal/113"),
            )
        if danger.category is None:
            return self.ask_danger(form)
        police, told = self.number("nasjonal/112"), []
        if not said.holds(f" {police}"):
            told.append(self._phrases.say("serious_violence", form, police=police))
        line = self._corpus.service.get("nasjonal/vold-og-overgrepslinjen")
        if line and line.contacts and not danger.child and danger.category in ("vold", "overgrep"):
            name = line.name.of(form)
            told.append(self._phrases.say("serious_line", form, name=name, line=line.contacts[0].value))
        return " ".join(told)

    def urgent(self, form: Form) -> str:
        """Whom to call about signs that cannot wait."""
        legevakt, ambulance = self.number("nasjonal/legevakt"), self.number("nasjonal/113")
        return self._phrases.say("urgent", form, legevakt=legevakt, ambulance=ambulance)

    def ask_danger(self, form: Form) -> str:
        """Whom to call, said where it is not understood what somebody tells."""
        ambulance, police = self.number("nasjonal/113"), self.number("nasjonal/112")
        return self._phrases.say("ask_danger", form, ambulance=ambulance, police=police)

    def child_words(self, danger: Danger, form: Form) -> str:
        """The first words to a child that tells of something grave: whose fault it is not, where somebody hurts it."""
        return self._phrases.say("child_words_hurt" if danger.category in HURT else "child_words", form)

    def child_line(self, form: Form) -> str:
        """Whom a child that tells of something grave can talk to now."""
        return self._phrases.say("child_line", form, alarm=self.number("nasjonal/alarmtelefonen"))

    def number(self, record: str) -> str:
        """The first number of a national record; copied, never written here."""
        return self._corpus.service[record].contacts[0].value


def _where(danger: Danger, own: bool) -> str:
    """The phrase that says where to be, and what to tell."""
    first = danger.numbers[0] if danger.numbers else ""
    if first == "nasjonal/112" and danger.category in _SEEN:
        return _SEEN[danger.category]
    if any(word in (danger.category or "") for word in (*_MIND, "tabletter")):
        return "acute_mind_self" if own else "acute_mind"
    return _WHERE.get(first, "acute_stay")
