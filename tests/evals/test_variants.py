from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dorinn.evals.dialects import DIALECTS, spoken
from dorinn.evals.run import Outcome
from dorinn.evals.variants import CHATTER, VARIANTS, variant

Make = Callable[..., Outcome]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_is_the_same_every_time_and_keeps_the_labels(outcome: Make, name: str) -> None:
    items = [outcome(id=f"q{n}", question="Jeg vet ikke hva vi skal gjøre, hun er så lei seg.").item for n in range(9)]
    once, again = variant(name, items), variant(name, items)
    assert once == again
    assert [(one.id, one.accept, one.lang) for one in once] == [(one.id, one.accept, one.lang) for one in items]
    assert (once == items) is (name == "plain")


def test_the_chatter_goes_by_the_id_and_all_of_it_is_used(outcome: Make) -> None:
    for form in ("nb", "nn"):
        items = [outcome(id=f"q{n}", question="HER", lang=form).item for n in range(60)]
        wrapped = {one.question for one in variant("chatter", items)}
        assert wrapped == {wrapper.format("HER") for wrapper in CHATTER[form]}
        assert len(wrapped) == 5
        backwards = variant("chatter", items[::-1])[::-1]
        assert backwards == variant("chatter", items)


def test_no_chatter_is_what_training_uses(root: Path) -> None:
    path = root / "corpus" / "chatter.tsv"
    taught = path.read_text(encoding="utf-8") if path.exists() else ""
    for form in ("nb", "nn"):
        for wrapper in CHATTER[form]:
            for sentence in wrapper.split(" {} "):
                assert sentence not in taught


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_dialect_changes_both_written_forms_and_leaves_the_rest(dialect: str) -> None:
    for written in ("Jeg vet ikke hva hun skal gjøre, Kiwi.", "Eg veit ikkje kva ho skal gjere, Kiwi."):
        said = spoken(written, dialect)
        assert said != written
        assert said[0].isupper()
        assert said.endswith(", Kiwi.")
    assert spoken("", dialect) == ""
    assert spoken("112!", dialect) == "112!"


def test_dialects_differ() -> None:
    said = {spoken("Jeg vet ikke hva vi skal gjøre", name) for name in DIALECTS}
    assert len(said) == len(DIALECTS) == 4
    assert spoken("Jeg vet ikke", "austlandsk") == "Je vet itte"
    assert spoken("Eg veit ikkje", "trøndersk") == "Æ veit ittje"
