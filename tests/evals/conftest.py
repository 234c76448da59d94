from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dorinn.evals.question_set import Item
from dorinn.evals.run import Outcome

Make = Callable[..., Outcome]
ITEM = {
    "id": "a", "question": "q", "lang": "nb", "kommune": "donna", "persona": "parent", "kind": "route",
    "accept": ("ppt",), "accept3": (), "acute": False, "must_contain": (), "must_not_contain": (), "note": "",
    "group": "",
}  # fmt: skip
CAME = {
    "types": ("ppt",), "acute": False, "abstained": False, "asked_back": False, "form": "nb", "text": "",
    "confidence": 1.0, "milliseconds": 5.0, "topics": (), "said": "",
}  # fmt: skip


@pytest.fixture(scope="session")
def outcome() -> Make:
    """Makes an outcome: right in every way, but for what is said; `acute` is the item's, `alarmed` what came."""

    def make(**values: Any) -> Outcome:
        item = Item(**{**ITEM, **{key: value for key, value in values.items() if key in ITEM}})
        came = {key: value for key, value in values.items() if key in CAME and key != "acute"}
        return Outcome(item=item, **{**CAME, **came, "acute": values.get("alarmed", False)})

    return make
