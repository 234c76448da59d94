"""The alarm: what is said about danger, first and in short sentences. Numbers are copied from national records."""

from __future__ import annotations

from collections.abc import Sequence

from dorinn.assistant.kinds import sure
from dorinn.assistant.said import Said
from dorinn.assistant.scripts import scripts
from dorinn.assistant.teller import Teller
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.phrases import Phrases
from dorinn.domain.answer import EmergencyNumber, Suggestion
from dorinn.domain.question import Danger, Understanding
from dorinn.domain.text import Form
from dorinn.language.inline import inline
from dorinn.language.sentences import sentences

_MIND = ("selvmord", "selvskad")
_NUMBERS = ("110", "112", "113")
_FIRE = frozenset(("brann", "gass", "akutt-brann"))
_ANYBODY = Teller()
HURT = ("vold", "overgrep", "omsorgssvikt", "ufrihet")
_SECRET = ("selvmord", "selvskad", "tabletter", "overdose")  # what the young do not dare to call for
_AFTER = frozenset(("legevakt", "barnevernvakt", "barnevern", "hjelpetelefon", "krisesenter", "smiso", "fastlege"))
_AFTER_LOSS = _AFTER - {"barnevern", "barnevernvakt"}  # a child that is lost has not been let down
_LOST = frozenset(("savnet", "savnet-paa-sjoen"))
# What staff have to report when the child is safe.
_OF_DUTY = frozenset((
    "vold-na", "voldtekt-na", "promille", "alene", "alene-i-bil", "innesperret", "akutt-vold", "akutt-barn-i-fare",
))  # fmt: skip
_AFTER_ILLNESS = frozenset(("legevakt", "fastlege"))
# What only doctors can treat.
_ILLNESS = frozenset((
    "livlos", "pust", "kvelning", "krampe", "spedbarn", "hjernehinne", "overdose", "forgiftning", "forgiftning-smaa",
    "blodning", "drukning", "hodeskade", "brannskade", "hjerte-slag", "allergi", "fodsel", "ulykke", "diabetes", "buk",
    "akutt-liv",
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

    def acute(self, danger: Danger, form: Form, services: Sequence[Suggestion], teller: Teller = _ANYBODY) -> Said:
        """Whom to call, what to do and to tell as it fits the teller, and who helps when the danger is over."""
        say, said = self._phrases.say, Said().lead(*self._whom_to_call(danger, form, "acute", teller))
        ambulance, legevakt = self.number("nasjonal/113"), self.number("nasjonal/legevakt")
        for script in scripts(danger, teller, {service.type for service in services}):
            said.step(*sentences(say(script, form, ambulance=ambulance, legevakt=legevakt)))
        if danger.child:
            self._to_a_child(said, danger, form, teller)
        phrase, helps = "acute_after", _after(danger)
        if teller.staff and danger.category in _OF_DUTY:
            phrase, helps = "acute_after_staff", frozenset(("barnevern",))
        after = " og ".join([inline(s.name) for s in services if s.type in helps][:2])
        return said.step(say(phrase, form, names=after)) if after else said

    def suspected(self, danger: Danger, form: Form) -> list[str]:
        """Whom to call if somebody is in danger, said before an answer to what the message is about else."""
        return self._whom_to_call(danger, form, "suspected", _ANYBODY)

    def _whom_to_call(self, danger: Danger, form: Form, how: str, teller: Teller) -> list[str]:
        """A sentence for each of the first two numbers; `how` is where the name of the first one's phrase begins."""
        told = []
        for place, number in enumerate(danger.numbers[:2]):
            service = self._corpus.service.get(number)
            if service is None or not service.contacts:
                continue
            code = number.split("/")[1]
            # Nobody is dangerous where somebody is ill, and nothing burns in the water.
            vain = danger.category in _ILLNESS and code == ("110" if danger.category == "drukning" else "112")
            if place == 0 or (code in _NUMBERS and not vain):
                begin = ("and" if sure(danger, code, teller.said) else "also") if place else how
                there = "_there" if begin == "acute" and code == "110" and "now_house_next_door" in teller.said else ""
                name = f"{begin}_{code if code in _NUMBERS else 'other'}{there}"
                told.append(self._phrases.say(name, form, name=service.name.of(form), phone=service.contacts[0].value))
        return told

    def _to_a_child(self, said: Said, danger: Danger, form: Form, teller: Teller) -> None:
        say = self._phrases.say
        hurt = danger.numbers[:1] == ("nasjonal/112",)
        said.note(*sentences(say("acute_child_hurt" if hurt else "acute_child", form)))
        if any(word in (danger.category or "") for word in _SECRET):
            said.note(*sentences(say("acute_even", form)))
        if danger.category not in _ILLNESS | _FIRE:
            said.note(say("acute_line", form, alarm=self.number("nasjonal/alarmtelefonen")))
        elif "now_parent" in teller.said and danger.category in _ILLNESS:
            said.note(say("acute_line_after", form, alarm=self.number("nasjonal/alarmtelefonen")))

    def serious(self, danger: Danger, form: Form, said: Said, staff: bool = False, told: bool = True) -> str:
        """What to do should something grave become danger, by its kind where that is known; no number that the answer
        gives already. To `staff` it is said whom the line is for, where they have `told` of somebody."""
        if any(word in (danger.category or "") for word in _MIND):
            helpline = self.number("nasjonal/hjelpetelefonen")
            mind = self._phrases.say("serious_mind", form, ambulance=self.number("nasjonal/113"))
            # A child has been told of the line for children.
            return mind if danger.child else f"{mind} {self._phrases.say('serious_mind_line', form, line=helpline)}"
        police, parts = self.number("nasjonal/112"), list[str]()
        if danger.category is None:
            # A danger that is suspected has been told of.
            return "" if said.begun or said.holds(f" {police}") else self.ask_danger(form)
        if not said.holds(f" {police}"):
            parts.append(self._phrases.say("serious_violence", form, police=police))
        line = self._corpus.service.get("nasjonal/vold-og-overgrepslinjen")
        if told and line and line.contacts and not danger.child and danger.category in ("vold", "overgrep"):
            name = line.name.of(form)
            phrase = "serious_line_staff" if staff else "serious_line"
            parts.append(self._phrases.say(phrase, form, name=name, line=line.contacts[0].value))
        return " ".join(parts)

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

    def adult_words(self, danger: Danger, asker: Understanding) -> str:
        """The phrase for the first words to somebody grown who tells of something grave: who is hurt herself is told
        whose fault it is not, who sees that a child is, that it is right to speak up."""
        if danger.category not in HURT:
            return "adult_words"
        if "hurt_self" in asker.situations:
            return "adult_words_hurt"
        return "adult_words_child" if asker.role == "other" and not asker.adult else "adult_words"

    def child_line(self, form: Form) -> str:
        """Whom a child that tells of something grave can talk to now."""
        return self._phrases.say("child_line", form, alarm=self.number("nasjonal/alarmtelefonen"))

    def number(self, record: str) -> str:
        """The first number of a national record; copied, never written here."""
        return self._corpus.service[record].contacts[0].value


def _after(danger: Danger) -> frozenset[str]:
    """Kinds of help when the danger is over. A child has been told of the line for children already."""
    if danger.category in _ILLNESS | _FIRE:
        return _AFTER_ILLNESS
    helps = _AFTER_LOSS if danger.category in _LOST else _AFTER
    return helps - {"hjelpetelefon"} if danger.child else helps
