from __future__ import annotations

from uuid import UUID

from dorinn.domain.ids import identifier
from dorinn.interop.register import Register


def test_identifiers_never_change() -> None:
    # Others hold these: a new value here breaks their links.
    assert identifier("service", "donna/barneverntjenesten") == UUID("0c805a91-def0-5f7b-a294-e49375312896")
    assert identifier("organization", "Dønna kommune") != identifier("service", "Dønna kommune")


def test_generic_records_stay_behind_and_nothing_else(register: Register) -> None:
    out = {item.id for item in register.services}
    assert out == {item.id for item in register.corpus.services if not item.id.startswith("felles/")}
    assert len(register.service) == len(out)


def test_every_organization_is_one_a_record_names(register: Register) -> None:
    named = {item.organization for item in register.services if item.organization}
    assert {owner.name for owner in register.organizations.values()} == named


def test_themes_are_addresses_of_los(register: Register) -> None:
    assert all(uri.startswith("https://psi.norge.no/los/") for uri in register.themes)
    assert "https://psi.norge.no/los/ord/fraver" in register.themes_of["fravaersteam"]


def test_a_day_is_a_day(register: Register) -> None:
    days = {register.corpus.checked(item) for item in register.services}
    assert None in days  # some sources are known by their year only
    assert all(day is None or len(day) == 10 for day in days)
