from __future__ import annotations

import pytest

from dorinn.assistant.belief import blend


def test_a_share_goes_to_what_another_holds_likely() -> None:
    assert blend({"a": 0.8, "b": 0.2}, {"b": 1.0}, 0.5) == pytest.approx({"a": 0.4, "b": 0.6})


def test_nothing_is_believed_that_has_no_name_here() -> None:
    assert blend({"a": 1.0}, {"c": 1.0}, 0.25) == {"a": 0.75}
