"""What two editions of a plan are told apart by."""

from __future__ import annotations

from dorinn.domain.edition import Quote
from dorinn.ingest.changes import compare, differences


def _quote(number: int, path: str, text: str) -> Quote:
    return Quote(f"{path}/{number}", tuple(path.split(" › ")), text)


def test_the_same_words_under_another_heading_are_moved() -> None:
    old = [_quote(1, "3 Hjelp › 3.8 Klubben", "Klubben er åpen."), _quote(2, "3 Hjelp › 3.9 Losen", "Losen hjelper.")]
    new = [_quote(1, "3 Hjelp › 3.7 Klubben", "Klubben er åpen."), _quote(2, "4 Mål", "Losen hjelper.")]
    found = compare(old, new)
    assert found.moved == ((old[0], new[0]), (old[1], new[1]))
    assert (found.added, found.changed, found.removed) == ((), (), ())
    assert found


def test_of_passages_that_say_the_same_each_moves_once_and_under_its_own_heading() -> None:
    old = [_quote(1, "1 A", "Ring oss."), _quote(2, "2 B", "Ring oss."), _quote(3, "3 C", "Ring oss.")]
    new = [_quote(1, "2 C", "Ring oss."), _quote(2, "4 B", "Ring oss.")]
    found = compare(old, new)
    assert found.moved == ((old[1], new[1]), (old[2], new[0]))
    assert found.removed == (old[0],)


def test_a_section_with_another_number_is_compared_with_itself() -> None:
    old = [_quote(1, "3.8 Klubben", "Klubben er åpen for alle barn hver onsdag.")]
    new = [_quote(1, "3.7 Klubben", "Klubben er åpen for alle barn hver fredag.")]
    assert compare(old, new).changed == ((old[0], new[0]),)


def test_differences_are_cut_out_with_a_few_words_around() -> None:
    before = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
    assert differences(before, before.replace("m", "M")) == [("… h i j k l m n o p q r …", "… h i j k l M n o p q r …")]
    assert differences(before, before.replace("a", "A").replace("z", "Z")) == [
        ("a b c d e f …", "A b c d e f …"),
        ("… u v w x y z", "… u v w x y Z"),
    ]
    assert differences(before, before.replace("g", "G").replace("k", "K")) == [
        ("… b c d e f g h i j k l m n o p …", "… b c d e f G h i j K l m n o p …")
    ]
    assert differences(before, before.replace(" m", "")) == [("… h i j k l m n o p q r …", "… h i j k l n o p q r …")]
    long = " ".join(f"ord{number}" for number in range(80))
    ((was, now),) = differences(f"a {long} z", "a z")
    assert was == f"a {' '.join(f'ord{number}' for number in range(30))} … z"
    assert now == "a z"
