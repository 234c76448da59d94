from __future__ import annotations

from dataclasses import replace

import pytest

from dorinn.assistant.preferences import choose
from dorinn.domain.question import Understanding
from dorinn.domain.text import Text
from dorinn.domain.topic import Preference, Topic

TOPIC = Topic(
    "x",
    "skole",
    Text("x", "x"),
    ("skole",),
    (
        Preference(("barnehage",), age=(0, 5)),
        Preference(("helsestasjon",), age=(0, 18)),
        Preference(("ppt",), role="employee"),
        Preference(("nav",), role="employee", age=(18, 25)),
        Preference(("fastlege",), adult=True),
    ),
)
PARENT = Understanding("nb", None, "parent", None, False, {})


@pytest.mark.parametrize(
    ("asker", "code"),
    [
        (PARENT, "skole"),
        (replace(PARENT, age=(4, 4)), "barnehage"),
        (replace(PARENT, age=(5, 7)), "barnehage"),
        (replace(PARENT, age=(9, 9)), "helsestasjon"),
        (replace(PARENT, age=(30, 30)), "skole"),
        (replace(PARENT, role="employee"), "ppt"),
        (replace(PARENT, role="employee", age=(4, 4)), "ppt"),
        (replace(PARENT, role="employee", age=(19, 19)), "nav"),
        (replace(PARENT, age=(19, 19)), "skole"),
        (replace(PARENT, adult=True), "fastlege"),
        (replace(PARENT, adult=True, role="employee", age=(4, 4)), "fastlege"),
    ],
)
def test_who_decides(asker: Understanding, code: str) -> None:
    assert choose(TOPIC, asker) == (code,)
