from __future__ import annotations

import dataclasses
import json
from functools import partial
from pathlib import Path

import pytest

from dorinn.cli import main
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.duties import faults, load_duties
from dorinn.domain.edition import Edition, Quote
from dorinn.domain.kommune import Kommune
from dorinn.domain.source import Document, Source
from dorinn.domain.text import Form
from dorinn.errors import QuestionError
from dorinn.survey.duties import Place, kept
from dorinn.survey.gaps import duties, gaps
from dorinn.survey.named import InPlan, Plan
from dorinn.survey.proof import speaks_of
from dorinn.survey.report import lines
from dorinn.web.renderer import Renderer


def test_what_the_records_do_not_say(corpus: Corpus) -> None:
    for kommune in corpus.kommune:
        found = gaps(corpus, kommune)
        own = [item for item in corpus.services if item.kommune == kommune and item.exists]
        assert not {gap.type for gap in found.missing_types} & {item.type for item in own}
        for name in found.without_contact:
            assert not corpus.service[name].contacts
        silent = [item.id for item in own if item.kind == "service" and not item.contacts]
        assert list(found.without_contact) == silent
        assert all(corpus.service[name].access is None for name in found.without_access)
        assert all(corpus.service[name].age is None for name in found.without_age)
    assert "donna/barneverntjenesten" not in gaps(corpus, "donna").without_contact


def test_a_missing_kind_says_what_answers_for_it(corpus: Corpus) -> None:
    nav = next(gap for gap in gaps(corpus, "trysil", "nn").missing_types if gap.type == "nav")
    assert nav.instead == ("felles/nav",)
    house = next(gap for gap in gaps(corpus, "trysil").missing_types if gap.type == "familiens-hus")
    assert house.planned
    assert all(not corpus.service[name].exists for name in house.planned)


def _said(corpus: Corpus, kommune: str, form: Form = "nb") -> str:
    found = gaps(corpus, kommune, form)
    return "\n".join(lines(found, corpus, form, partial(Renderer(corpus).word, form=form)))


def test_of_a_place_without_records_no_service_is_said_to_lack_nothing(corpus: Corpus) -> None:
    bare = dataclasses.replace(corpus, services=tuple(s for s in corpus.services if s.kommune != "donna"))
    assert gaps(bare, "donna").described == 0
    said = _said(bare, "donna")
    assert "Ingen av tjenestene i kommunen er beskrevet ennå." in said
    assert "Uten telefon" not in said
    assert "Uten telefon eller annen kontakt: " in _said(corpus, "donna")


def test_a_record_comes_first_then_the_plan_then_neither(corpus: Corpus) -> None:
    bare = dataclasses.replace(corpus, services=tuple(s for s in corpus.services if s.id != "donna/ppt"))
    assert "ppt" in {kind.id for kind in gaps(corpus, "donna").recorded_types}
    kept = {item.id: item.records for item in gaps(corpus, "donna").recorded_topics}
    assert kept["laerevansker"][0] == "donna/ppt"
    found = {kind.type: kind.in_plan for kind in gaps(bare, "donna").missing_types}
    assert found["ppt"]
    assert not found["ppt"].quoted, "the digest is told in our own words"
    assert found["ergoterapi"] is None


def test_the_place_is_where_the_plan_says_most(corpus: Corpus) -> None:
    found = _plan(
        corpus,
        (("1 Innledning",), "Barnevernet og PPT har vært med på å lage planen.", 3),
        (("2 Situasjonen",), "Etter barnevernsloven skal politiske utvalg høres. Flere unge sover lite.", 4),
        (("3 Tjenestene", "3.1 Helsestasjon og skolehelsetjeneste"), "Alle barn følges opp. Tilbudet er gratis.", 5),
        (("3 Tjenestene", "3.3 Barnevernstjenesten"), "Tjenesten gir råd. Om natten: barnevernvakta, 917 22 418.", 6),
        (("4 Møter",), "Møte: Skolemøtet | Deltakere: rektor og PPT | Ansvar: PPT", 7),
        (("4 Møter",), "Nr.: 2 | Tiltak: Kurs for PPT | Ansvar: Rektor", 8),
    )
    kinds = found.kinds()
    assert {code: place.page for code, place in kinds.items() if code != "tverrfaglig-team"} == {
        "helsestasjon": 5,
        "skolehelsetjeneste": 5,
        "barnevern": 6,
        "barnevernvakt": 6,
        "skole": 8,  # where it answers for something
        "ppt": 7,
    }
    assert kinds["barnevern"] == InPlan(
        "ny", "3 Tjenestene › 3.3 Barnevernstjenesten, side 6", 6, "Tjenesten gir råd.", True
    )
    assert kinds["barnevernvakt"].text == "", "no number to call is shown from a plan"


def test_the_sentence_is_the_one_that_says_that_the_help_is_there(corpus: Corpus) -> None:
    found = _plan(
        corpus,
        (("2 Tall",), "Barnevernet opplever at flere er urolige. Barnevernet hjelper familier.", 1),
        (
            ("3.1 Helsestasjon og skolehelsetjeneste",),
            "Helsestasjonen følger små barn. Skolehelsetjenesten er på skolene.",
            2,
        ),
        (("3.2 Myra",), "I huset sitter jordmor. Pedagogisk-psykologisk tjeneste gir råd til barnehage.", 3),
        (("3.3 Fritid",), "Av tilbud er: • kulturskolen med friplasser", 4),
        (("4 Hjelp",), "Flere strever med psykisk helse. Utgiftene går til BUP og politi.", 5),
        (("5 Team",), "Nærteamet har faste medlemmer: fysioterapeut og rektor.", 6),
        (("5 Skole",), "Skolene opplever uro. Skolene ligger i Lia.", 6),
        (("6 Rett",), "Sosialtjenesteloven og nav-loven gjelder. Fastlegen møter i dag, men ønsker ikke.", 7),
    ).kinds()
    said = {code: place.text for code, place in found.items() if not place.passing}
    assert said["barnevern"] == "Barnevernet hjelper familier."
    assert said["skolehelsetjeneste"] == "Skolehelsetjenesten er på skolene."
    assert said["helsestasjon"] == "Helsestasjonen følger små barn."
    assert said["skole"] == "Skolene ligger i Lia."
    assert said["jordmor"] == "I huset sitter jordmor."
    assert said["ppt"] == "Pedagogisk-psykologisk tjeneste gir råd til barnehage."
    assert said["kulturskole"] == "Av tilbud er: • kulturskolen med friplasser"
    assert {code for code, place in found.items() if place.passing} >= {"barnehage", "bup", "fysioterapi"}
    assert not {"psykisk-helse-og-rus", "nav"} & found.keys()
    assert found["bup"].text == "", "what is said there is about something else"


def test_a_word_that_many_worries_have_tells_of_none(corpus: Corpus) -> None:
    plan = (("3.4 PPT",), "Foreldre kan ta kontakt selv, uten henvisning fra skolen.", 3)
    assert "bup-henvisning" not in {t.id for t in gaps(_with(corpus, plan), "ny").topics if t.in_plan}


@pytest.mark.parametrize(
    ("topic", "text", "about"),
    [
        ("laerevansker", "Åpne feltet for å lese mer.", False),
        ("laerevansker", "Elever som strever med å lese og skrive, får hjelp av spesialpedagog.", True),
        ("spraak-sen", "Språk og trivsel lider når barn flytter mye.", False),
        ("spraak-sen", "Barnehagen melder fra når et barn er sent ute med å snakke.", True),
        ("selvmordstanker", "Arbeidet bygger på tre tanker.", False),
        ("selvmordstanker", "Unge med selvmordstanker får time samme dag.", True),
        ("syk-kveld-helg", "Hun er ute fredag og lørdag kveld.", False),
        ("syk-kveld-helg", "Legevakta hjelper den som er syk om kvelden.", True),
        ("okonomi", "Gjeldsrådgiver hjelper med budsjett.", True),
    ],
)
def test_an_everyday_word_tells_of_no_worry(topic: str, text: str, about: bool) -> None:
    assert speaks_of(topic, text) is about


def test_help_by_another_name_is_help_of_its_kind(corpus: Corpus) -> None:
    found = _plan(
        corpus, (("3 Hjelp",), "Nærværsteamet hjelper elever tilbake. Flyktningguide følger nye familier.", 1)
    )
    assert {"fravaersteam", "flyktningtjeneste"} <= set(found.kinds())


def test_a_mention_in_passing_is_called_so(corpus: Corpus) -> None:
    passing = _with(corpus, (("4 Hjelp",), "Utgiftene går til fysioterapi.", 5))
    for form, said in (("nb", "Planen nevner det bare i forbifarten her."), ("nn", "Planen nemner det berre i")):
        word = partial(Renderer(corpus).word, form=form)
        shown = "\n".join(lines(gaps(passing, "ny", form), passing, form, word))
        kinds = shown.partition(f"\n{word('holes_topics')}\n")[0]
        assert said in kinds
        assert "Utgiftene" not in kinds


def test_worries_are_in_the_plan_by_themselves_or_by_the_first_help(corpus: Corpus) -> None:
    plan = (
        (("3 Helsestasjonen",), "Helsestasjonen gir råd om amming, søvn og kosthold.", 5),
        (("5 Tiltak",), "Tiltak: Styrke tilbudet til barn som er pårørende | Ansvar: Rektor", 6),
    )
    topics = {item.id: item for item in gaps(_with(corpus, *plan), "ny").topics}
    for topic, page in (("amming-mat-spedbarn", 5), ("barn-som-paarorende", 6)):
        place = topics[topic].in_plan
        assert place
        assert place.page == page
    sight = topics["syn-horsel"]
    assert (sight.in_plan, sight.said, sight.named[0]) == (None, True, "helsestasjon")
    assert not topics["kulturskole-plass"].said
    assert not topics["fosterhjem"].named


def test_an_unknown_place_is_refused(corpus: Corpus) -> None:
    with pytest.raises(QuestionError, match="oslo"):
        gaps(corpus, "oslo")


def test_duties_the_plan_does_not_speak_of_come_with_their_paragraph(corpus: Corpus) -> None:
    missing = {duty.id: duty for duty in gaps(corpus, "trysil", "nn").duties}
    assert missing["barnekoordinator"].law == "Helse- og omsorgstjenesteloven § 7-2 a"
    assert missing["koordinerende-enhet"].name == "Koordinerande eining"
    assert missing["koordinerende-enhet"].records == ("trysil/tildelerenheten",)
    assert not gaps(corpus, "donna").duties
    found = {item.duty.id: item.places for item in duties(corpus, "nord-odal")}
    assert "Overordnede mål og strategier for forebygging" in [place.section for place in found["plan-mal"]]
    assert "Hvordan skal tjenestene samordnes?" in [place.section for place in found["plan-samarbeid"]]


def test_a_plan_that_recites_the_law_has_not_done_what_it_says(corpus: Corpus) -> None:
    duty = next(duty for duty in load_duties() if duty.id == "plan-mal")
    source = Source("donna", "Innledning")
    said = Place(source, "Innledning", "Målet er hjelp tidlig. Hovedmål: ingen venter.")
    recited = Place(source, "Innledning", "Planen skal beskrive hovedmål og strategier for tjenestene.")
    assert kept(duty, [said], corpus, "donna").places == (source,)
    assert kept(duty, [recited], corpus, "donna").places == ()
    elsewhere = Place(source, "Innledning", "Kommunens årlige formålsparagraf")
    assert kept(duty, [elsewhere], corpus, "donna").places == (), "a word counts from where it begins"


def test_worries_without_a_service_say_what_answers_instead(corpus: Corpus) -> None:
    found = {topic.id: topic for topic in gaps(corpus, "donna").topics}
    assert list(found) == ["samlivsbrudd"]
    assert "nasjonal/familievernkontoret" in found["samlivsbrudd"].instead
    first = next(kind for kind in gaps(corpus, "donna").missing_types if kind.type == "ergoterapi").topics
    assert first == ("hjelpemidler",)


def test_a_plan_that_was_only_taken_in_is_read_too(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--kommune", "fjelldal"]) == 0
    said = capsys.readouterr().out
    assert "Står i planen, men er ikke registrert: " in said
    assert "«2. Samarbeid › 2.1 Team»" in said
    assert "Barnekoordinator (Helse- og omsorgstjenesteloven § 7-2 a)" in said
    assert "Planen sier hvordan etatene samarbeider" not in said, "it has a section about that"
    assert main(["gaps", "--kommune", "fjelldal", "--language", "nn", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["duties"][0]["law"].startswith("Barnevernsloven § 15")
    assert "skolehelsetjeneste" in {kind["type"] for kind in found["missing_types"] if kind["in_plan"]}
    assert main(["gaps", "--kommune", "oslo"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_command_speaks_the_municipality_s_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaps", "--kommune", "vestre-slidre"]) == 0
    assert capsys.readouterr().out.startswith("Kva som ikkje er skildra: Vestre Slidre\n")
    assert main(["gaps", "--kommune", "vestre-slidre", "--language", "nb"]) == 0
    assert capsys.readouterr().out.startswith("Hva som ikke er beskrevet: Vestre Slidre\n")


def _with(corpus: Corpus, *said: tuple[tuple[str, ...], str, int]) -> Corpus:
    """The corpus with a municipality «ny» that has nothing but a plan of these passages."""
    quotes = tuple(Quote(f"q{number}", path, text, page) for number, (path, text, page) in enumerate(said))
    document = Document("ny", "Plan for oppvekst", "Ny kommune", "nb", "plan", "2026-01-01", "2026-01-01")
    return dataclasses.replace(
        corpus,
        kommuner=(*corpus.kommuner, Kommune("ny", "Ny", "nb", "", ())),
        documents=(*corpus.documents, document),
        editions=(Edition(document, "ny", "ny.txt", "", quotes),),
    )


def _plan(corpus: Corpus, *said: tuple[tuple[str, ...], str, int]) -> Plan:
    return Plan(_with(corpus, *said), "ny")


def test_every_duty_rests_on_a_document_and_a_known_kind(corpus: Corpus) -> None:
    assert not list(faults(load_duties(), corpus))
    wrong = dataclasses.replace(load_duties()[0], source=Source("borte", "§ 1"), type="borte")
    assert len(list(faults((wrong,), corpus))) == 2
