"""Proposed changes: one thing differs, git takes the difference, and the corpus is left alone."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from dorinn.corpus.change import Change, NewAlias, NewAsking, NewContact, NewExample, NewOrder, NewText
from dorinn.corpus.check import check
from dorinn.corpus.corpus import Corpus
from dorinn.corpus.digest import digest
from dorinn.corpus.examples import load_examples
from dorinn.corpus.paths import corpus_folder
from dorinn.corpus.proposal import propose
from dorinn.domain.service import Contact
from dorinn.domain.source import Source
from dorinn.domain.text import Text
from dorinn.errors import ProposalError

PHONE = Contact("phone", "55 55 55 55", Text("Vakt", "Vakt"), True, "2026-11-22", Source("trysil", "4.2 Tiltak"))
BOTH = Text('Her får du "hjelp": # nå', "Her får du «hjelp»: - no")
CHANGES: list[Change] = [
    NewExample("skolevegring", "nn", "parent", "Guten nektar å gå inn  skuleporten om morgonen"),
    NewOrder("skolevegring", ("skole", "fravaersteam", "ppt")),
    NewOrder("skolevegring", ("skole",), 0),
    NewText("donna/barneverntjenesten", "description", BOTH),
    NewText("trysil/tidlig-innsatsteam", "purpose", BOTH),
    NewText("trysil/tidlig-innsatsteam", "access", BOTH),
    NewText("felles/meldeplikt", "summary", BOTH),
    NewText("skolevegring", "advice", BOTH),
    NewAlias("donna/barneverntjenesten", 'bv-folka "ytre"'),
    NewContact("donna/barneverntjenesten", PHONE),
    NewContact("trysil/tidlig-innsatsteam", PHONE),
    NewAsking("felles/meldeplikt", "hvem", "nn", 'må "vikarar" og: dei på kveldsvakt melde?'),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
def test_git_takes_it_and_the_corpus_stays_sound(change: Change, tmp_path: Path) -> None:
    before = digest(corpus_folder())
    found = propose(corpus_folder(), change)
    copy = found.copy(corpus_folder(), tmp_path / "corpus")
    assert check(copy) == []
    assert digest(corpus_folder()) == before != digest(copy)
    lines = [line for line in found.diff.split("\n") if line.startswith(("+", "-")) and line[:3] not in ("+++", "---")]
    assert 1 <= len(lines) <= 4, "no line but those meant"
    whole = tmp_path / "git"
    (whole / "corpus" / found.path).parent.mkdir(parents=True)
    (whole / "corpus" / found.path).write_text(found.before, encoding="utf-8", newline="")
    (whole / "x.patch").write_text(f"A word before.\n\n{found.diff}", encoding="utf-8")
    subprocess.run(["git", "apply", "x.patch"], cwd=whole, check=True, capture_output=True)
    assert (whole / "corpus" / found.path).read_text(encoding="utf-8") == found.after


def test_what_is_meant_is_what_is_read(tmp_path: Path) -> None:
    def after(change: Change, name: str) -> Corpus:
        return Corpus.load(propose(corpus_folder(), change).copy(corpus_folder(), tmp_path / name))

    assert after(CHANGES[1], "a").topic["skolevegring"].help == ("skole", "fravaersteam", "ppt")
    assert after(CHANGES[2], "b").topic["skolevegring"].preferences[0].help == ("skole",)
    assert after(CHANGES[3], "c").service["donna/barneverntjenesten"].description == BOTH
    assert after(CHANGES[8], "d").service["donna/barneverntjenesten"].aliases[-1] == 'bv-folka "ytre"'
    assert after(CHANGES[10], "e").service["trysil/tidlig-innsatsteam"].contacts == (PHONE,)
    sections = after(CHANGES[11], "g").guide["felles/meldeplikt"].sections
    section = next(one for one in sections if one.id == "hvem")
    assert section.asked[-1] == 'må "vikarar" og: dei på kveldsvakt melde?'
    copy = propose(corpus_folder(), CHANGES[0]).copy(corpus_folder(), tmp_path / "f")
    last = [example for example in load_examples(copy) if example.topic == "skolevegring"][-1]
    assert last.text == "Guten nektar å gå inn skuleporten om morgonen"


def test_every_record_can_be_found_and_changed(corpus: Corpus) -> None:
    for item in [*corpus.services[::40], *corpus.guides[::4]]:
        assert propose(corpus_folder(), NewAlias(item.id, "et navn ingen har")).diff
        assert propose(corpus_folder(), NewText(item.id, "name", BOTH)).diff
    for topic in corpus.topics[::20]:
        assert propose(corpus_folder(), NewText(topic.id, "name", BOTH)).diff
        if len(topic.help) > 1:
            assert propose(corpus_folder(), NewOrder(topic.id, topic.help[::-1])).diff


@pytest.mark.parametrize(
    "change",
    [
        NewExample("../topics/skole", "nb", "parent", "x"),
        NewExample("finnes-ikke", "nb", "parent", "x"),
        NewExample("skolevegring", "nb", "parent", "  "),
        NewOrder("skolevegring", ()),
        NewOrder("skolevegring", ("skole", "skole")),
        NewOrder("skolevegring", ("skole",), 9),
        NewText("donna/barneverntjenesten", "name", Text("Bare bokmål", " ")),
        NewText("donna/finnes-ikke", "name", BOTH),
        NewText("../../etc/passwd", "name", BOTH),
        NewText("skolevegring", "purpose", BOTH),
        NewAlias("donna/barneverntjenesten", "BARNEVERNET"),
        NewAlias("donna/barneverntjenesten", ""),
        NewAsking("felles/meldeplikt", "finnes-ikke", "nb", "x"),
        NewAsking("felles/finnes-ikke", "hvem", "nb", "x"),
        NewAsking("felles/meldeplikt", "hvem", "nb", " "),
        NewContact("donna/barneverntjenesten", replace(PHONE, checked="i går")),
    ],
)
def test_what_cannot_be_made_is_one_clear_line(change: Change) -> None:
    with pytest.raises(ProposalError) as found:
        propose(corpus_folder(), change)
    assert "\n" not in str(found.value)


def test_an_order_that_stands_already_is_no_change(corpus: Corpus) -> None:
    with pytest.raises(ProposalError, match="nothing"):
        propose(corpus_folder(), NewOrder("skolevegring", corpus.topic["skolevegring"].help))
