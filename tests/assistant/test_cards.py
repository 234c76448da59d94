"""How a record is told in words: its name inside a sentence, its numbers, and where there are none."""

from __future__ import annotations

from dorinn.assistant.assistant import Assistant
from dorinn.domain.question import Question


def test_where_two_numbers_stand_in_one_place_it_is_told_once(assistant: Assistant) -> None:
    text = assistant.ask(Question("Hva er nummeret til barnevernet?", "donna")).text
    assert "750 74100. Mobil" in text
    assert text.count("(kilde:") == 1


def test_brackets_of_a_title_are_no_words_of_a_sentence(assistant: Assistant) -> None:
    record = assistant.corpus.service["nord-odal/helsestasjon-for-ungdom"]
    assert "(" in record.name.nb
    assert "(" not in assistant.steps.composer._cards.called(record, "nb")


def test_the_front_desk_is_not_told_to_ask_itself(assistant: Assistant) -> None:
    text = "En far i skranken sier at babyen på tre måneder gråter hele natta"
    desk = assistant.ask(Question(text, "trysil", role="frontdesk")).text
    assert "deres egne lister" in desk
    assert "Ring sentralbordet" not in desk
    parent = assistant.ask(Question(text, "trysil", role="parent")).text
    assert "Ring sentralbordet i Trysil kommune, og spør etter helsestasjonen; telefonnummeret står ikke" in parent


def test_two_cards_of_one_name_are_one(assistant: Assistant) -> None:
    for question in ("Hva er individuell plan?", "Hva er stafettlogg?"):
        names = [(card.type, card.name) for card in assistant.ask(Question(question, "asnes")).services]
        assert len(names) == len(set(names))


def test_a_number_that_everybody_knows_is_told_once_and_without_where_it_was_read(assistant: Assistant) -> None:
    text = assistant.ask(
        Question("Øret renner på jenta på ni, og legen har stengt til mandag", "asnes", role="parent")
    ).text
    assert "Begynn hos legevakta" in text
    assert text.count("116 117") == 1
    assert "kilde" not in text
