"""Facts grow old: by their own day, or by their document's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.lookup import look_up
from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.stale import stale
from dorinn.domain.freshness import Freshness, day_of
from dorinn.domain.question import Question
from dorinn.render import as_json, as_text

LATER = Freshness(365, lambda: date(2028, 6, 1))
NOW = Freshness(365, lambda: date(2026, 11, 26))


@pytest.mark.parametrize(
    ("checked", "old"),
    [
        ("2026-11-26", False), ("2025-11-26", False), ("2025-11-25", True), ("2024", True), ("2026", False),
        ("", True), ("snart", True),
    ],
)  # fmt: skip
def test_a_year_is_the_limit(checked: str, old: bool) -> None:
    assert NOW.stale(checked) is old


def test_what_is_no_day_counts_as_never() -> None:
    assert day_of("i fjor") == date.min


def test_the_oldest_come_first_and_documents_are_there(corpus: Corpus) -> None:
    found = stale(corpus, NOW)
    days = [day_of(item.checked) for item in found]
    assert days == sorted(days)
    assert {item.record for item in found} >= {"nasjonal/alarmtelefonen"}
    assert any(not item.record and item.document == "nrk" and item.records for item in found)
    assert len(stale(corpus, LATER)) > len(found)


def test_an_old_number_is_shown_with_its_date_and_a_warning(corpus: Corpus, assistant: Assistant) -> None:
    composer = assistant.steps.composer
    cards = composer._cards
    fresh, cards._freshness = cards._freshness, LATER
    try:
        answer = assistant.ask(Question("Hva er telefonnummeret til barneverntjenesten?", "donna"))
    finally:
        cards._freshness = fresh
    assert "sist sjekket 2026-" in answer.text
    assert "kan være utdatert" in answer.text
    body = as_json(answer, corpus.titles, LATER)
    assert body["services"][0]["contacts"][0]["stale"] is True
    assert "kan være utdatert" in as_text(answer, corpus.titles, LATER)
    answer = assistant.ask(Question("Hva er telefonnummeret til barneverntjenesten?", "donna"))
    assert "utdatert" not in answer.text
    assert as_json(answer, corpus.titles, NOW)["services"][0]["contacts"][0]["stale"] is False
    assert "utdatert" in look_up(corpus, "barnevern", "donna", "nn", LATER)


def test_an_emergency_number_stays_short_however_old(corpus: Corpus, assistant: Assistant) -> None:
    composer = assistant.steps.composer
    cards = composer._cards
    fresh, cards._freshness = cards._freshness, LATER
    try:
        answer = assistant.ask(Question("Han slår meg nå, jeg er redd for livet mitt", "donna"))
    finally:
        cards._freshness = fresh
    assert answer.urgency == "acute"
    assert "utdatert" not in answer.text


def test_the_command_lists_them(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["check", "--stale"]) == 1
    said = capsys.readouterr()
    assert "nasjonal/alarmtelefonen\t116 111\t" in said.out
    assert said.err.count("\n") == 1
    monkeypatch.setenv("DORINN_STALE_DAYS", "99999")
    assert main(["check", "--stale"]) == 0
    monkeypatch.setenv("DORINN_STALE_DAYS", "x")
    assert main(["check", "--stale"]) == 2


def test_a_card_is_marked(corpus: Corpus) -> None:
    contact = next(c for s in corpus.services for c in s.contacts if c.checked == "2024")
    assert NOW.stale(contact.checked)
    assert not NOW.stale(replace(contact, checked="2026-11-01").checked)
