from __future__ import annotations

from dorinn.corpus.corpus import Corpus
from dorinn.web.course import MOST_CODES, Course


def test_a_course_holds_what_suits(corpus: Corpus) -> None:
    everyone, own = Course.of(corpus, None, None), Course.of(corpus, "barnehage", "donna")
    assert all(item.kommune is None for item in everyone.scenarios)
    assert {item.kommune for item in own.scenarios} <= {None, "donna"}
    assert all({"barnehage", "felles"} & set(item.audience) for item in own.scenarios)
    assert Course.of(corpus, "felles", None) == everyone == Course.of(corpus, "ukjent", None)
    assert own.query == "?for=barnehage&kommune=donna"


def test_codes_are_read_and_written_alike(corpus: Corpus) -> None:
    course = Course.of(corpus, None, None, "blamerke.b tolk.a blamerke.c nei.a tolk.z x a.b.c .")
    assert course.codes == "blamerke.c tolk.a"
    assert course.done == 2
    assert sum(course.counts().values()) == 2
    assert Course.of(corpus, None, None, course.codes) == course


def test_no_flood_of_codes_is_read(corpus: Corpus) -> None:
    assert Course.of(corpus, None, None, "x.y " * MOST_CODES + "blamerke.a").codes == ""


def test_the_next_one_is_not_answered_yet_and_comes_round(corpus: Corpus) -> None:
    course = Course.of(corpus, None, None)
    first, second, third, *_ = course.scenarios
    last = course.scenarios[-1]
    assert course.after(None) == first
    assert course.after(first) == second
    assert course.having(second, second.choices[0]).after(first) == third
    assert course.having(first, first.choices[0]).after(last) == second
    done = Course.of(corpus, None, None, " ".join(f"{item.id}.a" for item in course.scenarios))
    assert done.after(first) is None
    assert done.done == len(done.scenarios)
