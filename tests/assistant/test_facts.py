"""Every answer to every question of the dev set: no phone number, paragraph or service that has no record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import corpus_folder
from dorinn.domain.answer import Answer
from dorinn.domain.question import Question
from dorinn.language.claims import claims

PHONE = re.compile(
    r"(?<![\d§.,–-])(?:\+47 ?)?(?:\d[ \u00a0]?){7}\d(?!\d)|\b0\d{4}\b|\b116 ?\d{3}\b"
    r"|(?<![\d§.,–-])1\d\d(?![\d.,–%-]\d|\d)"
)
# Words that name somewhere to go, by their endings in either form.
PLACE = re.compile(
    r"\b[\w-]*(?:tjenesten?|tjenestene|tenesta|tenestene|teamet|team|teama|kontoret|kontor|senteret|senter|vakta|vakten"
    r"|stasjonen|stasjon|utvalget|utvalet|rådet|ombudet|ombodet|linja|linjen|telefonen|huset|forumet|nemnda)\b",
    re.IGNORECASE,
)
QUESTIONS = [
    json.loads(line)
    for line in (Path(__file__).resolve().parents[2] / "evals/dev.jsonl").read_text(encoding="utf-8").splitlines()
]


@lru_cache
def written() -> str:
    """Everything that stands in the corpus but what people ask and what sets off the alarm."""
    paths = sorted(corpus_folder().rglob("*.yaml"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.parent.name != "triage").lower()


@lru_cache
def words() -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", written()))


@lru_cache
def sections() -> frozenset[str]:
    return frozenset(claims(written()).sections)


@lru_cache
def numbers() -> frozenset[str]:
    return frozenset({*claims(written()).numbers, *re.findall(r"\d+", written())})


def digits(value: str) -> str:
    return re.sub(r"\D", "", value.replace("+47", ""))


def said(answer: Answer) -> str:
    parts = [answer.text, *(f"{item.why} {item.access or ''}" for item in answer.services)]
    parts += [f"{number.name} {number.note}" for number in answer.emergency]
    parts += [source.text for item in answer.services for source in item.sources]
    return "\n".join([*parts, *([answer.clarify.question, *answer.clarify.options] if answer.clarify else [])])


def strange(answer: Answer, corpus: Corpus) -> Iterator[str]:
    """What the answer says that no record says."""
    phones = {digits(contact.value) for service in corpus.services for contact in service.contacts}
    text = said(answer)
    for found in PHONE.findall(text):
        if digits(found) not in phones and digits(found) not in numbers():
            yield f"phone {found}"
    for found in [*answer.emergency]:
        if digits(found.phone) not in phones:
            yield f"emergency {found.phone}"
    for found in claims(text).sections:
        if found not in sections():
            yield f"paragraph {found}"
    for found in PLACE.findall(text):
        if found.lower() not in words():
            yield f"place {found}"
    for item in answer.services:
        record = corpus.service.get(item.id) or corpus.guide.get(item.id)
        if record is None or item.name != record.name.of(answer.form) or item.type != record.type:
            yield f"record {item.id} {item.name}"
        elif item.contacts != getattr(record, "contacts", ()):
            yield f"contacts of {item.id}"
    known = {value for document in corpus.documents for value in (document.title, corpus.titles[document.id])}
    for source in (source for item in answer.services for source in item.sources):
        if source.document not in known:
            yield f"document {source.document}"


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> list[tuple[str, Answer]]:
    return [
        (item["id"], assistant.ask(Question(item["question"], item.get("kommune"), item.get("lang"))))
        for item in QUESTIONS
    ]


def test_no_answer_says_what_no_record_says(answers: list[tuple[str, Answer]], corpus: Corpus) -> None:
    found = {name: sorted(set(strange(answer, corpus))) for name, answer in answers}
    assert {name: faults for name, faults in found.items() if faults} == {}
    assert len(answers) == len(QUESTIONS) > 600


def test_no_answer_names_what_only_another_municipality_has(answers: list[tuple[str, Answer]], corpus: Corpus) -> None:
    places = {item["id"]: item.get("kommune") for item in QUESTIONS}
    for name, answer in answers:
        allowed = {places[name], "nasjonal", "felles"}
        foreign = [item.id for item in answer.services if item.id.split("/")[0] not in allowed]
        slugs = {item.id.split("/")[0] for item in answer.services} & set(corpus.kommune)
        assert not foreign or slugs == {foreign[0].split("/")[0]}, (name, foreign)


@pytest.mark.parametrize(
    ("lie", "kind"),
    [
        ("Ring 75 07 41 01.", "phone"),
        ("Ring 22334455 nå.", "phone"),
        ("Ring 116 118.", "phone"),
        ("Ring 119 nå.", "phone"),
        ("Ring 02801.", "phone"),
        ("Etter § 13-99 i loven.", "paragraph"),
        ("Se §§ 99-1.", "paragraph"),
        ("Begynn hos Trollskogteamet.", "place"),
        ("Ring Nabovakta.", "place"),
    ],
)
def test_a_lie_is_seen(answers: list[tuple[str, Answer]], corpus: Corpus, lie: str, kind: str) -> None:
    answer = answers[0][1]
    found = list(strange(replace(answer, text=f"{answer.text} {lie}"), corpus))
    assert found
    assert found[0].startswith(kind)


def test_a_made_up_record_is_seen(answers: list[tuple[str, Answer]], corpus: Corpus) -> None:
    answer = next(answer for _, answer in answers if answer.services)
    for item in (
        replace(answer.services[0], id="donna/troll"),
        replace(answer.services[0], name="Trollteamet"),
        replace(answer.services[0], contacts=(*corpus.service["nasjonal/112"].contacts, *answer.services[0].contacts)),
    ):
        assert list(strange(replace(answer, services=(item,)), corpus))
