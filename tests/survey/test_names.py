from __future__ import annotations

import pytest

from dorinn.survey.names import key_of, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saken tas opp i fraværsteamet.", [("fraværsteamet", "team")]),
        ("Byggende team har fokus på alle.", [("Byggende team", "team")]),
        ("Teamet møtes ofte, og gruppa er stor.", []),
        ("Målgruppen er familier, og risikogrupper får mer.", []),
        ("4.2 Tverrfaglig team. Teamet møtes hver måned.", [("Tverrfaglig team", "team")]),
        ("Tverrfagleg team. Teamet møtest.", [("Tverrfagleg team", "team")]),
        ("Saken tas opp i et tverrfaglig team. Det er ulike team.", []),
        ("Tverrfaglig team møtes hver måned.", []),
        ("Ulike team. Kommunen har flere.", []),
        ("Sped- og småbarnsteamet møtes.", [("Sped- og småbarnsteamet", "team")]),
        ("Ansvarsgruppa og systemmøtene", [("Ansvarsgruppa", "team"), ("systemmøtene", "meeting")]),
        ("Strategisk team for tidlig innsats", [("Strategisk team for tidlig innsats", "team")]),
        ("Utval for levekår og ungdomsrådet", [("ungdomsrådet", "forum")]),
        ("Ta kontakt med ruskoordinatoren eller rektor/styrer.", [("ruskoordinatoren", "role"), ("rektor", "role"),
                                                                  ("styrer", "role")]),
        ("Årlege og tydelege rutinar, og leder inneholder", []),
        ("folkehelse-koordinator og SLT-koordinator", [("folkehelsekoordinator", "role"), ("SLT-koordinator", "role")]),
        ("«Fjellmodellen» er vår. «— slik gjør vi det»", [("Fjellmodellen", "programme")]),
    ],
)  # fmt: skip
def test_names_in_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(name.text, name.form) for name in names(text) if name.text != "SLT"] == expected


def test_endings_and_forms_share_a_key() -> None:
    found = {next(names(word)).key for word in ("fraværsteam", "Fraværsteamet", "fraværsteama")}
    assert len(found) == 1
    assert key_of("Flyktningkonsulenten") == key_of("flyktningkonsulent")
    assert next(names("helsesjukepleiarar")).key == next(names("helsesykepleier")).key
