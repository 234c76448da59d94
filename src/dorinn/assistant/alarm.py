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

    def acute(self, danger: Danger, form: Form, services: Sequence[Suggestion]) -> Said:
        """Whom to call, what to say, and who helps when the danger is over."""
        say, said = self._phrases.say, Said()
        for place, number in enumerate(danger.numbers[:2]):
            service = self._corpus.service.get(number)
            if service is None or not service.contacts:
                continue
            code = number.split("/")[1]
            if place == 0 or code in _NUMBERS:
                name = f"{'also' if place else 'acute'}_{code}" if code in _NUMBERS else "acute_other"
                said.lead(say(name, form, name=service.name.of(form), phone=service.contacts[0].value))
        said.step(*sentences(say(_WHERE.get(danger.numbers[0] if danger.numbers else "", "acute_stay"), form)))
        if danger.child:
            said.note(*sentences(say("acute_child", form, alarm=self.number("nasjonal/alarmtelefonen"))))
        # A child has been told of the line for children already.
        said_already = {"nodnummer", "hjelpetelefon"} if danger.child else {"nodnummer"}
        after = [inline(s.name) for s in services if s.type not in said_already][:2]
        return said.step(say("acute_after", form, names=" og ".join(after))) if after else said

    def serious(self, danger: Danger, form: Form) -> str:
        """What to do should something grave become danger."""
        if any(word in (danger.category or "") for word in _MIND):
            return self._phrases.say(
                "serious_mind",
                form,
                line=self.number("nasjonal/hjelpetelefonen"),
                ambulance=self.number("nasjonal/113"),
            )
        return self._phrases.say("serious_violence", form, police=self.number("nasjonal/112"))

    def child_line(self, form: Form) -> str:
        """Whom a child that tells of something grave can talk to now."""
        return self._phrases.say("child_line", form, alarm=self.number("nasjonal/alarmtelefonen"))

    def number(self, record: str) -> str:
        """The first number of a national record; copied, never written here."""
        return self._corpus.service[record].contacts[0].value
