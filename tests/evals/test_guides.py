from __future__ import annotations

from pathlib import Path

import pytest

from dorinn.corpus.corpus import Corpus
from dorinn.corpus.paths import data_folder
from dorinn.errors import EvaluationError
from dorinn.evals.guides import main, measure


def test_most_questions_find_the_section_that_answers(corpus: Corpus) -> None:
    found = measure(corpus, data_folder("evals", "DORINN_EVALS") / "guides.jsonl")
    assert found.questions >= 190
    assert found.first >= 0.84 * found.questions
    assert found.two >= 0.91 * found.questions


def test_every_section_of_the_guides_has_ways_of_asking_in_both_forms(corpus: Corpus) -> None:
    assert not [
        f"{guide.id}#{section.id}" for guide in corpus.guides for section in guide.sections if len(section.asked) < 20
    ]


def test_the_command_prints_shares_and_misses(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--misses"])
    assert "questions: first " in capsys.readouterr().out


def test_a_broken_line_is_named(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_text('{"question": "hva nå"}\n')
    with pytest.raises(EvaluationError, match=r"g\.jsonl:1"):
        measure(corpus, tmp_path / "g.jsonl")
