from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.evals.draft import compare, main
from dorinn.survey.elsewhere import elsewhere, only_own
from dorinn.survey.names import key_of
from dorinn.survey.proposals import Proposal
from dorinn.survey.things import Things


def _proposal(kind: str, code: str, name: str) -> Proposal:
    return Proposal(kind, code, "team" if kind == "team" else "unit", name)


def test_teams_are_right_by_kind_and_name_and_services_by_kind(corpus: Corpus) -> None:
    own = [item for item in corpus.services if item.kommune == "donna"]
    found = compare(
        [
            _proposal("service", "ppt", "Hva som helst"),
            _proposal("service", "kriminalomsorg", "Fengsel"),
            _proposal("team", "fravaersteam", "fraværsteamet"),
            _proposal("team", "fravaersteam", "Fraværsteam"),
            _proposal("team", "tverrfaglig-team", "Romfartsteamet"),
        ],
        own,
        corpus.kommune["donna"],
    )
    services, teams = found["services by kind"], found["teams by kind and name"]
    assert (services.right, services.proposed, services.found) == (1, 2, 1)
    assert (teams.right, teams.proposed, teams.found) == (1, 3, 1), "one record answers for one proposal"
    assert found["services by kind and name"].right == 0


def test_a_records_own_name_goes_before_another_ones_alias(corpus: Corpus) -> None:
    own = [item for item in corpus.services if item.id in ("nord-odal/tildeling", "nord-odal/stottekontakt")]
    assert len(own) == 2
    proposed = [_proposal("service", "koordinerende-enhet", name) for name in ("Støttekontakt", "Tildeling")]
    assert compare(proposed, own, corpus.kommune["nord-odal"])["services by kind and name"].right == 2


def test_nothing_of_the_municipality_itself_is_known_when_its_plan_is_read(corpus: Corpus) -> None:
    others = elsewhere(corpus, "asnes")
    assert not [item for item in (*others.services, *others.guides) if item.kommune == "asnes"]
    words = {word for kind in others.types for word in kind.words}
    assert "åsnesmodellen" in {word for kind in corpus.types for word in kind.words}
    assert "åsnesmodellen" not in words
    assert "ppt" in words
    own = only_own(corpus, "donna")
    assert key_of("kulturmidler") in own
    assert key_of("støttekontakt") not in own
    assert not list(Things(own).named("Søk om kulturmidler"))
    assert list(Things().named("Søk om kulturmidler"))


def test_no_originals_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--originals", str(tmp_path)])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
