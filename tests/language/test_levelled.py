from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dorinn.language.levelled import levelled


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("15\n05\t07", "15 05 07"),
        ("15\u200b05\u00ad07", "15 05 07"),
        ("15\u201305\u221207", "15-05-07"),
        ("¹⁵ ①٣", "15 13"),
        ("15O5o7", "150507"),
        ("på øya 2", "på øya 2"),
    ],
)
def test_signs_that_look_alike_are_the_same(text: str, plain: str) -> None:
    assert levelled(text) == plain


@given(st.text())
def test_every_sign_keeps_its_place(text: str) -> None:
    assert len(levelled(text)) == len(text)
