"""The map: a seat for every member of every team that exists."""

from __future__ import annotations

from dorinn.corpus.corpus import Corpus
from dorinn.domain.text import Text
from dorinn.web.pictures.company import company


def kind(name: str) -> Text | None:
    return Text("Skolehelsetjenesten", "Skulehelsetenesta") if name == "helsesykepleier" else None


def test_seats(corpus: Corpus) -> None:
    teams = [s for s in corpus.services if s.kommune == "donna" and s.kind == "team"]
    drawn = company(teams, kind, "nn")
    ids = [team.id for team in drawn.teams]
    nurse = next(member for member in drawn.members if member.name == "Skulehelsetenesta")
    assert {ids[place] for place in nurse.teams} == {
        team.id for team in teams if any(member.nb == "helsesykepleier" for member in team.members)
    }
    assert len(drawn.members[0].teams) == max(len(member.teams) for member in drawn.members)
    assert all(not team.members for team in drawn.silent)
    assert {*ids, *(team.id for team in drawn.silent)} == {team.id for team in teams if team.exists}


def test_planned_teams_are_not_drawn(corpus: Corpus) -> None:
    teams = [s for s in corpus.services if s.kommune == "vestre-slidre" and s.kind == "team"]
    drawn = company(teams, kind, "nb")
    assert all(team.exists for team in (*drawn.teams, *drawn.silent))
