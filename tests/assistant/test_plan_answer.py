"""Questions after a fact in a municipality of which only a plan is known: the plan answers first, or is said not to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dorinn.assistant.answering import Answering
from dorinn.assistant.assistant import Assistant
from dorinn.assistant.case import Case
from dorinn.assistant.wanted import Wanted, asked_of
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.cues import Cues
from dorinn.corpus.passages import passages, quotes
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import Kommune
from dorinn.domain.question import Danger, Question
from dorinn.domain.service import Service
from dorinn.domain.source import Document, Source
from dorinn.domain.text import Text
from dorinn.language.fold import fold
from dorinn.retrieval.encoder import BundledEncoder
from dorinn.retrieval.index import Index
from dorinn.retrieval.material import Known

TEXTS = (
    ("1 Innledning", "Granvik er en innlandskommune med 4 812 innbyggere. Planen gjelder for alle som møter barn."),
    ("2 Tall", "Indikator: Meldinger til barnevernet | 2023: 44 | 2024: 51"),
    ("2 Tall", "Tallene viser at meldingene til barnevernet øker, og at kommunen må følge med."),
    ("3 Brobyggerne", "Brobyggerne er for foreldre med barn opp til 12 år. Gruppa ledes av Siri Lunde."),
    ("4 Møter", "Møte: Ungdomsforum | Deltakere: Rektor, lensmann | Ansvarlig: Rektor | Hyppighet: Hver sjette uke"),
    ("7 Tiltak", "Tiltak: Kurs i to barnehager | Ansvarlig: Styrer i Lia barnehage | Frist: 2027"),
    ("7 Tiltak", "Tiltak: Opne ungdomskafé i sentrum | Ansvarleg: Kulturleiar | Frist: Hausten 2026"),
    ("5 Samtykke", "Foreldrene skal samtykke. Alle ansatte har meldeplikt etter barnevernsloven § 13-2."),
)


def edition(kommune: str, name: str, texts: Sequence[tuple[str, str]]) -> Edition:
    document = Document(f"{kommune}-plan", f"Plan for barn i {name}", f"{name} kommune", "nb", "plan", "2026", "2026")
    kept = tuple(Quote(str(number), (path,), text, number + 1) for number, (path, text) in enumerate(texts))
    return Edition(document, kommune, "plan.txt", "0", kept)


@pytest.fixture(scope="module")
def granvik(corpus: Corpus, assistant: Assistant, encoder: BundledEncoder) -> Assistant:
    """Knows a plan of Granvik, and one of Dønna that says a little more than the records do."""
    more = (
        ("Tillegg", "Fraværsteamet møtes den andre tirsdagen i hver måned."),
        ("Tillegg", "Med i fraværsteamet er rektor og vaktmester."),
    )
    plans = (edition("granvik", "Granvik", TEXTS), edition("donna", "Dønna", more))
    told = replace(
        corpus,
        kommuner=(*corpus.kommuner, Kommune("granvik", "Granvik", "nb", "Innlandet", ())),
        documents=(*corpus.documents, *(plan.document for plan in plans)),
        editions=plans,
    )
    index = Index.make(quotes(told), encoder)
    return Assistant(told, assistant.index, *assistant._shared[:2], assistant.triage, quotes=index)


def with_records(assistant: Assistant, encoder: BundledEncoder, *services: Service) -> Assistant:
    """An assistant that also knows these records."""
    told = replace(assistant.corpus, services=(*assistant.corpus.services, *services))
    index = Index.make(passages(told), encoder, Known.shipped(encoder))
    return Assistant(told, index, *assistant._shared[:2], assistant.triage, quotes=assistant._quotes)


@pytest.fixture(scope="module")
def begun(granvik: Assistant, encoder: BundledEncoder) -> Assistant:
    """The same, with the first record of Granvik: a team that meets in the library."""
    team = Service(
        id="granvik/ungdomsforum",
        type="tverrfaglig-team",
        kind="team",
        form="meeting",
        name=Text("Ungdomsforum", "Ungdomsforum"),
        aliases=(),
        description=Text("Her møtes de som kjenner ungdommene.", "Her møtest dei som kjenner ungdomane."),
        status="active",
        source=Source("granvik-plan", "4 Møter"),
        convener=Text("lensmannen", "lensmannen"),
    )
    return with_records(granvik, encoder, team)


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("Hvor mange meldinger fikk barnevernet i 2024?", "Slik står det i planen: «Indikator: Meldinger"),
        ("Kor ofte er det ungdomsforum?", "Slik står det i planen: «Møte: Ungdomsforum"),
        ("Hvem er sjef for Brobyggerne?", "Slik står det i planen: «Brobyggerne er for foreldre"),
        ("Hvem skal åpne ungdomskafeen?", "Slik står det i planen: «Tiltak: Opne ungdomskafé"),
        ("Hvor mange bor det i Granvik?", "Slik står det i planen: «Granvik er en innlandskommune"),
    ],
)
def test_the_plan_answers_first_and_alone(granvik: Assistant, asked: str, begins: str) -> None:
    answer = granvik.ask(Question(asked, kommune="granvik"))
    assert answer.text.startswith(begins)
    assert "Plan for barn i Granvik, Granvik kommune" in answer.text
    assert answer.text.count("». ") + answer.text.endswith(").") == 1
    assert "§" not in answer.text
    assert answer.clarify is None
    assert not answer.abstained


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("Hvor mange meldinger fikk barnevernet i 2024?", "Slik står det i planen: «Indikator: Meldinger"),
        ("Hvem er sjef for Brobyggerne?", "Slik står det i planen: «Brobyggerne er for foreldre"),
        ("Hvor mange bor det i Granvik?", "Slik står det i planen: «Granvik er en innlandskommune"),
        ("Hvor ofte har dere møter i Brobyggerne?", "Svaret på det finner jeg ikke i planen for Granvik."),
        ("Hvem kaller inn til ungdomsforum?", "Ansvarlig for Ungdomsforum er lensmannen."),
    ],
)
def test_a_first_record_answers_what_it_has_and_the_plan_the_rest(begun: Assistant, asked: str, begins: str) -> None:
    answer = begun.ask(Question(asked, kommune="granvik"))
    assert answer.text.startswith(begins)
    assert "§" not in answer.text


def test_what_the_plan_does_not_have_is_said_to_be_missing_and_nothing_is_quoted(granvik: Assistant) -> None:
    answer = granvik.ask(Question("Hvor ofte har dere møter i Brobyggerne?", kommune="granvik"))
    assert answer.text.startswith("Svaret på det finner jeg ikke i planen for Granvik.")
    assert "«" not in answer.text
    assert "sentralbordet" in answer.text or "Begynn" in answer.text


def test_a_figure_of_something_else_is_not_the_answer(granvik: Assistant) -> None:
    text = granvik.ask(Question("Hvor mange barn går i Lia barnehage?", kommune="granvik")).text
    assert "«Tiltak: Kurs" not in text
    assert "finner jeg ikke i planen for Granvik" in text


def test_the_law_goes_before_a_plan_in_a_question_after_a_duty(granvik: Assistant) -> None:
    answer = granvik.ask(Question("Når har jeg meldeplikt?", kommune="granvik"))
    assert "barnevernsloven § 13-2" in answer.lead
    assert "planen" not in answer.lead


def test_a_story_beside_the_question_keeps_its_advice(granvik: Assistant) -> None:
    text = granvik.ask(
        Question("Jeg er lærer. Hvem sitter i ungdomsforum? En elev på 10 er mye borte.", kommune="granvik")
    ).text
    assert text.startswith("Slik står det i planen: «Møte: Ungdomsforum")
    assert not text.endswith("side 6).")


def test_a_page_is_told_by_the_place_of_the_quotation(granvik: Assistant) -> None:
    assert granvik.ask(Question("Hvilken side står Brobyggerne på?", kommune="granvik")).text.endswith("side 4).")


@pytest.mark.parametrize(
    "asked", ["Hvor gammel er Siri Lunde?", "Hvor mange barn har Lunde?", "Når ble Siri Lunde født?"]
)
def test_no_figure_is_told_of_a_person_whom_the_plan_names(granvik: Assistant, asked: str) -> None:
    answer = granvik.ask(Question(asked, kommune="granvik"))
    assert "«" not in answer.text
    assert answer.clarify is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvor mange innbyggere har innlandskommunen Granvik og alle som møter barn?", True),
        ("Hvor mange innbyggere har innlandskommunen Granvik og alle som møter Kari?", False),
    ],
)
def test_what_seems_to_be_about_a_person_stays_refused_where_a_name_stands(
    granvik: Assistant, asked: str, told: bool
) -> None:
    question, steps = Question(asked, kommune="granvik"), granvik.steps
    asker = steps.understand(question)
    hits, found = steps.retrieve(question, asker)
    route = replace(steps.route(asker, Danger("none"), hits), out="utenfor-person")
    case = Case(asked, asker, Danger("none"), route, hits, found)
    assert (steps.composer._plan.instead(case) is not None) == told


def test_danger_is_not_answered_with_a_quotation(granvik: Assistant) -> None:
    answer = granvik.ask(Question("Pappa slår meg nå. Hvem leder Brobyggerne?", kommune="granvik"))
    assert answer.urgency == "acute"
    assert "Brobyggerne" not in answer.text


def test_what_is_outside_stays_refused(granvik: Assistant) -> None:
    assert "planen: «" not in granvik.ask(Question("Er du et menneske?", kommune="granvik")).text
    assert granvik.ask(Question("Hvor mange ganger har Siri Lunde vært gift?", kommune="granvik")).abstained
    assert granvik.ask(Question("Hvor mange mål scoret Haaland i går?", kommune="granvik")).abstained


def test_what_no_record_has_is_answered_by_the_plan_and_not_called_missing(
    granvik: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Answering, "facts", lambda *_, **__: [])
    text = granvik.ask(Question("Hvor ofte møtes fraværsteamet?", kommune="donna")).text
    assert text.startswith("Slik står det i planen: «Fraværsteamet møtes den andre tirsdagen")
    assert "finner jeg ikke" not in text


def test_a_plan_is_not_quoted_beside_the_fact(granvik: Assistant) -> None:
    text = granvik.ask(Question("Hvem er med i fraværsteamet?", kommune="donna")).text
    assert "miljøveileder" in text
    assert "planen: «" not in text


@pytest.mark.parametrize(
    ("asked", "kommune", "begins"),
    [
        ("Innen når skal URO-trenerne være opplært?", "trysil", "URO-trenerne i Trysil skal være ferdig"),
        ("Hvor mange utviklingsområder er definert i planen?", "vestre-slidre", "Planen i Vestre Slidre har fem"),
        ("Hvor mange mennesker står utenfor arbeidslivet?", "vestre-slidre", "I Vestre Slidre står 210 personer"),
        ("Hvor ofte møtes hele hjelpeapparatet for å lære sammen?", "donna", "To ganger i året"),
        ("Hvor gammel kan man være for å bruke ungdomshelsetjenesten?", "nord-odal", "Ungdomshelsetjenesten er for"),
    ],
)
def test_the_fact_that_is_asked_for_comes_first(assistant: Assistant, asked: str, kommune: str, begins: str) -> None:
    answer = assistant.ask(Question(asked, kommune=kommune))
    assert answer.text.startswith(begins)
    assert "§" not in answer.text
    assert "Begynn" not in answer.text


@pytest.mark.parametrize(
    ("asked", "kommune"),
    [
        ("Hvor mange ansatte har Familiens hus?", "asnes"),
        ("Hvor mange stillinger har kommunepsykologen?", "vestre-slidre"),
    ],
)
def test_a_figure_that_no_record_has_is_said_to_be_missing(assistant: Assistant, asked: str, kommune: str) -> None:
    text = assistant.ask(Question(asked, kommune=kommune)).text
    assert text.startswith("Svaret på det finner jeg ikke i planen for")
    assert "sentralbordet i" in text


def test_an_unchosen_municipality_gets_no_fact_beside_the_point(assistant: Assistant) -> None:
    text = assistant.ask(Question("Kva tid må eg ringe helsestasjonen om babyen ikkje vil ete?")).text
    assert "elsestasjonen" in text
    assert "jordmor" not in text


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("Når møtes gruppa, og hvem leder den?", {"time", "who"}),
        ("Hvor ofte møtes gruppa?", {"often"}),
        ("Hva gjør jeg når barnet gråter?", set()),
        ("Hvem er stafettholder, når ikke annet er avtalt?", {"who"}),
        ("På hvilket trinn er samtalen?", {"number"}),
    ],
)
def test_what_a_question_seeks(text: str, sought: set[str]) -> None:
    assert set(Cues.load().sought(fold(text))) == sought


def test_rare_words_and_other_words_for_the_same_count() -> None:
    wanted = Wanted.of("Hvem er sjef for Brobyggerne i Granvik?", "Granvik", 100, {"brobygg": 2, "leder": 30})
    assert wanted.share("Brobyggerne ledes av Siri Lunde.") > 0.9
    assert wanted.share("Rektor leder møtet.") < wanted.share("Brobyggerne er for foreldre.")
    assert asked_of("Vi er nye her. Hvem leder gruppa?") == "Hvem leder gruppa?"


LAGENE = (
    ("2 Lag › 2.1 Tidlig støtte-laget", "Tidlig støtte-laget er døra inn for foreldre. Rektor kaller inn laget."),
    ("2 Lag", "Lag: Tidlig støtte-laget | Deltakere: Rektor, jordmor | Hyppighet: Annenhver onsdag"),
    ("2 Lag › 2.2 Elvegruppa", "Gruppa samles første fredag i måneden."),
    ("2 Lag › 2.2 Elvegruppa", "Feltsykepleieren leder gruppa. Fast med er: • ungdomskontakten • logopeden"),
    ("3 PPT", "PPT har kontor på Tunet og tre fagstillinger. Arkivboka slettes når barnet fyller 20 år."),
    ("3 Kurs", "Kurset har ti samlinger og plass til seksten foreldre."),
    ("4 Tilbud", "Tjeneste: Lysglimt | Dag: Drop-in tirsdager 13.30 | Telefon: 70 10 20 31"),
    ("4 Tilbud", "Tjeneste: Samtaletelefonen Kilden | Dag: hverdager"),
    ("4 Tilbud › 4.3 Helsestasjonen", "Helsestasjonen følger alle barn. Telefon 70 10 20 30."),
    ("5 Ungdata og tall", "Svarprosenten var 79 på ungdomstrinnet."),
    ("4 Tilbud › 4.4 Familiehagen", "Familiehagen gir gratis råd til foreldre, og kontoret er på Tunet."),
)


@pytest.fixture(scope="module")
def lomvik(assistant: Assistant, encoder: BundledEncoder) -> Assistant:
    """Knows a plan of Lomvik, with teams, services and their numbers."""
    corpus, plan = assistant.corpus, edition("lomvik", "Lomvik", LAGENE)
    told = replace(
        corpus,
        kommuner=(*corpus.kommuner, Kommune("lomvik", "Lomvik", "nb", "", ())),
        documents=(*corpus.documents, plan.document),
        editions=(plan,),
    )
    index = Index.make(quotes(told), encoder)
    return Assistant(told, assistant.index, *assistant._shared[:2], assistant.triage, quotes=index)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvem sitter i Elvegruppa?", "Fast med er: • ungdomskontakten"),
        ("Hvem er med i Elvegruppa?", "Fast med er: • ungdomskontakten"),
        ("Hvem leder Elvegruppa?", "Feltsykepleieren leder gruppa."),
        ("Hvor ofte møtes Elvegruppa?", "Gruppa samles første fredag"),
        ("Hvem er med i Tidlig støtte-laget?", "Deltakere: Rektor, jordmor"),
        ("Hvor ofte møtes Tidlig støtte-laget?", "Hyppighet: Annenhver onsdag"),
        ("Hvor mange årsverk er det i PPT?", "tre fagstillinger"),
        ("Når slettes arkivboka?", "fyller 20 år"),
        ("Hvor mange foreldre er det plass til på kurset?", "seksten foreldre"),
        ("Når er det drop-in i Lysglimt?", "Drop-in tirsdager 13.30 | …"),
        ("Hva var svarprosenten i Ungdata?", "Svarprosenten var 79"),
        ("Hvor stor var svarprosenten på ungdomstrinnet?", "Svarprosenten var 79"),
    ],
)
def test_what_is_quoted_is_of_the_thing_and_of_the_kind_that_is_asked_for(
    lomvik: Assistant, asked: str, told: str
) -> None:
    answer = lomvik.ask(Question(asked, kommune="lomvik"))
    assert answer.text.startswith(("Slik står det i planen: «", "Dette er det nærmeste jeg finner i planen: «"))
    assert told in answer.text
    assert "70 10" not in answer.text
    assert not answer.abstained


def test_how_often_is_not_who(lomvik: Assistant) -> None:
    text = lomvik.ask(Question("Hvem sitter i Elvegruppa?", kommune="lomvik")).text
    assert "første fredag" not in text


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("Hvilken telefon har Lysglimt?", "4 Tilbud, side 7"),
        ("Hva er telefonnummeret til helsestasjonen?", "4 Tilbud › 4.3 Helsestasjonen, side 9"),
    ],
)
def test_the_place_of_a_number_in_the_plan_is_told_where_no_record_has_it(
    lomvik: Assistant, asked: str, place: str
) -> None:
    text = lomvik.ask(Question(asked, kommune="lomvik")).text
    assert text.startswith("Nummeret står i planen: Plan for barn i Lomvik, Lomvik kommune")
    assert place in text
    assert not any(char.isdigit() for char in text.replace(place, ""))


@pytest.mark.parametrize("asked", ["Hvilket nummer har Samtaletelefonen?", "Hva er nummeret til Blåveisklubben?"])
def test_no_other_number_is_given_for_one_that_is_not_there(lomvik: Assistant, asked: str) -> None:
    text = lomvik.ask(Question(asked, kommune="lomvik")).text
    assert text.startswith("Noe telefonnummer til dette er ikke lagt inn her.")
    assert not any(char.isdigit() for char in text)


def test_a_number_that_a_record_has_is_given(lomvik: Assistant) -> None:
    assert "116 111" in lomvik.ask(Question("Hva er nummeret til Alarmtelefonen?", kommune="lomvik")).lead


def test_something_else_is_no_answer_to_whether_a_thing_is_there(lomvik: Assistant) -> None:
    text = lomvik.ask(Question("Har Lomvik et familievernkontor?", kommune="lomvik")).text
    assert "Familiehagen" not in text
    assert "planen: «" in lomvik.ask(Question("Finnes det en familiehage?", kommune="lomvik")).text


def test_medicine_and_persons_stay_refused_where_the_plan_has_no_word_on_them(lomvik: Assistant) -> None:
    assert lomvik.ask(Question("Hvor mye paracetamol kan en toåring få?", kommune="lomvik")).abstained
    assert lomvik.ask(Question("Hvor mange ganger har Kari Moen vært gift?", kommune="lomvik")).abstained


def test_what_the_plan_names_is_not_said_to_be_missing_from_it(begun: Assistant, lomvik: Assistant) -> None:
    named, other = begun.corpus.service["felles/barnevern"], begun.corpus.service["felles/ergoterapi"]
    unchecked = begun.steps.composer._cards._unchecked
    assert unchecked.names(named, "granvik")
    assert not unchecked.names(other, "granvik")
    [card] = [
        c for c in begun.ask(Question("Jeg trenger barnevernet", kommune="granvik")).services if c.type == "barnevern"
    ]
    assert "ikke lagt inn ennå" in card.why
    assert "nevner ikke" not in card.why
