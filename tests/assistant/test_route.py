from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.assistant import Assistant
from dorinn.assistant.costs import Costs
from dorinn.assistant.doubts import Doubts, scores
from dorinn.assistant.ranking import MOST
from dorinn.assistant.route import Router
from dorinn.assistant.second_look import alarm, grave
from dorinn.assistant.weights import Weights
from dorinn.corpus.corpus import Corpus
from dorinn.domain.question import Danger, Question, Understanding

NONE = Danger("none")
EVEN = (1.0, 1.0)  # act on what is more likely than not
COSTS = Costs({"alarm": EVEN, "number": EVEN, "helplines": EVEN, "refuse": EVEN, "ask": EVEN}, {})
ASKER = Understanding("nb", "donna", "parent", None, False, {"skolevegring": 1.0})
SIZES = {doubt: len(found) for doubt, found in scores({}, ASKER).items()}
PLAIN = Doubts({doubt: ((1 / size,) * size, 0.0) for doubt, size in SIZES.items()})  # as likely as their scores' mean


@pytest.fixture(scope="module")
def router(corpus: Corpus) -> Router:
    return Router(corpus, Weights.load(), PLAIN, COSTS)


def test_a_topic_leads_to_what_it_prefers_and_what_exists_here(router: Router) -> None:
    route = router.route(ASKER, NONE, [])
    assert route.choices[0].record.type == "fravaersteam"
    assert route.topic == "skolevegring"
    assert route.ask is None
    assert route.out is None
    assert len(route.choices) <= MOST
    shares = [choice.share for choice in route.choices]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share <= 1 for share in shares)


def test_a_kind_of_help_that_is_not_here_is_passed_over(router: Router) -> None:
    route = router.route(replace(ASKER, kommune=None), NONE, [])
    assert "fravaersteam" not in [choice.record.type for choice in route.choices]
    assert {choice.record.kommune for choice in route.choices} <= {"felles", "nasjonal"}


@pytest.mark.parametrize("kommune", ["nord-odal", "donna", "trysil", "asnes", "vestre-slidre", None])
def test_every_topic_has_somebody_everywhere(corpus: Corpus, router: Router, kommune: str | None) -> None:
    for topic in corpus.topics:
        for role in ("parent", "youth", "employee", "frontdesk", "other"):
            asker = Understanding("nb", kommune, role, None, False, {topic.id: 1.0})
            choices = router.route(asker, NONE, []).choices
            assert choices or topic.area == "oppslag", topic.id
            assert len(choices) <= MOST
            assert len({choice.record.id for choice in choices}) == len(choices)
            assert {choice.record.kommune for choice in choices} <= {kommune, "felles", "nasjonal"}, topic.id
            assert not choices or getattr(choices[0].record, "exists", True), topic.id


def test_what_is_planned_is_never_first_even_when_asked_for(corpus: Corpus, router: Router) -> None:
    for item in corpus.services:
        if item.exists:
            continue
        asker = replace(
            ASKER, kommune=item.kommune, topics={"fakta-tjeneste": 1.0}, mentions=(item.id,), asks_fact=True
        )
        choices = router.route(asker, NONE, []).choices
        assert getattr(choices[0].record, "exists", True), item.id


def test_outside_matters_are_refused_with_the_desk(router: Router) -> None:
    route = router.route(
        replace(ASKER, topics={"utenfor-dosering": 0.9, "skolevegring": 0.1}, codes={"none": 0.9}), NONE, []
    )
    assert route.out == "utenfor-dosering"
    assert [choice.record.type for choice in route.choices] == ["servicetorg"]


def test_an_unclear_matter_is_asked_about(router: Router) -> None:
    assert router.route(replace(ASKER, topics={"uklart": 1.0}), NONE, []).ask == "matter"
    assert router.route(replace(ASKER, topics={"uklart-alder": 1.0}), NONE, []).ask == "age"
    known = replace(ASKER, topics={"uklart-alder": 1.0}, age=(3, 3))
    assert router.route(known, NONE, []).ask is None


@pytest.mark.parametrize("topics", [{"skolevegring": 1.0}, {"utenfor-prat": 1.0}, {"uklart": 1.0}, {}])
def test_nothing_takes_an_alarm_away(router: Router, topics: dict[str, float]) -> None:
    danger = Danger("acute", "pust", ("nasjonal/113", "nasjonal/112"))
    route = router.route(replace(ASKER, topics=topics, codes={"none": 1.0}), danger, [])
    assert route.danger == danger
    assert route.choices[0].record.id == "nasjonal/113"
    assert route.out is None
    assert len(route.choices) <= MOST


def test_a_named_place_with_a_wish_for_its_number_is_a_lookup(router: Router) -> None:
    asker = replace(ASKER, topics={"kontakt": 1.0}, mentions=("barnevern",), cues=("contact",))
    route = router.route(asker, NONE, [])
    assert route.lookup
    assert route.choices[0].record.id == "donna/barneverntjenesten"


def test_the_model_raises_an_alarm_that_the_rules_missed_and_lowers_no_firm_one(router: Router) -> None:
    levels = {"none": 0.1, "serious": 0.1, "acute": 0.8}
    asker = replace(ASKER, topics={"akutt-vold": 0.7, "partnervold": 0.3}, levels=levels)
    assert router.route(asker, NONE, []).danger.level == "acute"
    assert router.route(asker, NONE, []).choices[0].record.id == "nasjonal/112"
    told = Danger("acute", "livlos", ("nasjonal/113",))
    assert router.route(ASKER, told, []).danger == told


def _sure(acute: float) -> dict[str, float]:
    return {"none": 1 - acute, "serious": 0.0, "acute": acute}


def test_an_alarm_that_rests_on_a_hint_falls_only_where_the_model_is_as_good_as_sure(router: Router) -> None:
    hinted = Danger("acute", "pust", ("nasjonal/113",), without_hints=NONE)
    assert router.route(replace(ASKER, levels=_sure(0.001)), hinted, []).danger.level == "none"
    likely = replace(ASKER, levels=_sure(0.6), topics={"skolevegring": 0.4, "akutt-liv": 0.6})
    assert router.route(likely, hinted, []).danger == hinted
    firm = replace(hinted, without_hints=None)
    assert router.route(replace(ASKER, levels=_sure(0.001)), firm, []).danger == firm


def test_a_danger_that_is_less_likely_than_not_is_suspected_and_the_rest_decided_without_it(corpus: Corpus) -> None:
    wary = Costs(COSTS.acts | {"alarm": (9.0, 1.0)}, {})
    router = Router(corpus, Weights.load(), PLAIN, wary)
    doubtful = replace(ASKER, levels=_sure(0.2), topics={"skolevegring": 0.8, "akutt-liv": 0.2})
    hinted = Danger("acute", "pust", ("nasjonal/113",), without_hints=NONE)
    for heard, category in ((NONE, "akutt-liv"), (hinted, "pust")):
        route = router.route(doubtful, heard, [])
        assert route.danger == NONE
        assert route.suspected is not None
        assert (route.suspected.level, route.suspected.category) == ("acute", category)
        assert route.choices[0].record.type == "fravaersteam"
    assert router.route(doubtful, replace(hinted, without_hints=None), []).suspected is None, "a firm one stands"
    likely = replace(ASKER, levels=_sure(0.8), topics={"skolevegring": 0.2, "akutt-liv": 0.8})
    assert router.route(likely, NONE, []).suspected is None
    assert router.route(likely, NONE, []).danger.level == "acute"
    calm = replace(ASKER, levels=_sure(0.05), topics={"skolevegring": 0.95, "akutt-liv": 0.05})
    assert router.route(calm, NONE, []).suspected is None


def test_what_was_grave_without_the_hint_stays_grave(router: Router) -> None:
    grave_still = Danger("serious", "vold", ("nasjonal/alarmtelefonen",))
    hinted = Danger("acute", "vold-na", ("nasjonal/112",), without_hints=grave_still)
    assert router.route(replace(ASKER, levels=_sure(0.001)), hinted, []).danger == grave_still


def test_what_is_grave_gets_helplines_and_a_child_the_line_for_children(router: Router) -> None:
    levels = {"none": 0.1, "serious": 0.8, "acute": 0.1}
    asker = replace(ASKER, topics={"selvmordstanker": 0.9, "skolevegring": 0.1}, levels=levels)
    found = router.route(asker, NONE, []).danger
    assert (found.level, found.category, found.numbers[0]) == ("serious", "selvmordstanker", "nasjonal/hjelpetelefonen")
    found = router.route(replace(asker, role="youth"), NONE, []).danger
    assert found.child
    assert found.numbers[0] == "nasjonal/alarmtelefonen"


def test_every_number_of_the_second_look_is_a_record(corpus: Corpus) -> None:
    for topic in corpus.topics:
        for found in (alarm({topic.id: 1.0}, child=False), grave({topic.id: 1.0}, child=True)):
            assert all(corpus.service[number].contacts for number in found.numbers), topic.id


def test_what_costs_more_to_miss_goes_first_where_the_doubt_is_small(corpus: Corpus, router: Router) -> None:
    asker = replace(ASKER, kommune="trysil", topics={"skolevegring": 0.55, "omsorgssvikt": 0.45})
    dear = Costs(COSTS.acts, {"barnevern": 50.0})
    careful = Router(corpus, Weights.load(), PLAIN, dear)
    assert router.route(asker, NONE, []).choices[0].record.type != "barnevern"
    assert careful.route(asker, NONE, []).choices[0].record.type == "barnevern"


def test_help_that_is_said_no_to_is_not_named_beside_the_rest(router: Router) -> None:
    asker = replace(ASKER, topics={"grensesetting": 0.9, "barnevern-hjelp": 0.1})
    assert "barnevern" in [choice.record.type for choice in router.route(asker, NONE, []).choices]
    heard = router.route(replace(asker, refused=("barnevern",)), NONE, []).choices
    assert "barnevern" not in [choice.record.type for choice in heard]


def test_the_alarm_goes_by_the_kind_of_danger_and_not_by_the_likeliest_topic_alone() -> None:
    suicide = {"akutt-selvmord": 0.3, "akutt-vold": 0.2, "selvmordstanker": 0.1}
    assert alarm(suicide, child=False).numbers[0] == "nasjonal/113"
    assert alarm({**suicide, "vold-i-hjemmet-barn-ser": 0.4}, child=False).numbers[0] == "nasjonal/112"


def test_a_child_in_danger_is_told_of_in_the_words_of_what_threatens_it() -> None:
    near = {"akutt-barn-i-fare": 0.9, "tvangsekteskap": 0.03}
    assert alarm(near, False).category == "tvangsreise"
    assert alarm(near, False).numbers[0] == "nasjonal/112"
    assert alarm(near | {"omsorgssvikt": 0.05}, False).category == "akutt-barn-i-fare"
    assert alarm({"akutt-barn-i-fare": 0.9}, False).category == "akutt-barn-i-fare"


def test_a_toddler_who_bites_himself_is_no_case_of_self_harm(assistant: Assistant) -> None:
    answer = assistant.ask(Question("Sønnen på to år skader seg selv, han biter seg til blods når vi sier nei"))
    assert "116 123" not in answer.text
