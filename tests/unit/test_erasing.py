"""Every text about a person has been decided on, and what stands in an erased field says nothing."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from itcrm_tui.domain.erasing import ERASED_WHOLE, GOES_ALONG, blank, can_be_erased, neutral_name, personal_fields
from itcrm_tui.domain.fields import LINK_TYPES, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.ids import new_id
from storage.fitting import check_known

ABOUT_PEOPLE = sorted({*ERASED_WHOLE, *(name for goes in GOES_ALONG.values() for name, _ in goes)})
TEXTS = (Type.TEXT, Type.LINES, Type.TEXTS)
SAYS_NOTHING_OF_A_PERSON = {
    "feedback": {"channel"},
    "external_reference": {"record_kind", "system"},
}


@pytest.mark.parametrize("name", ABOUT_PEOPLE)
def test_every_text_of_a_kind_about_people_is_personal_or_says_nothing_of_a_person(name: str) -> None:
    texts = {field.name for field in KINDS[name].fields if field.holds in TEXTS}
    assert texts - personal_fields(KINDS[name]) == SAYS_NOTHING_OF_A_PERSON.get(name, set())


def test_every_text_that_tells_who_did_something_is_personal() -> None:
    named_so = ("_with", "_by", "whom_to_call", "email", "phone", "login")
    for kind in KINDS.values():
        for field in kind.fields:
            if field.holds is Type.TEXT and field.name.endswith(named_so):
                assert field.personal, f"{kind.name}.{field.name}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_what_stands_in_an_erased_field_is_nothing_or_fits_it(kind: Kind) -> None:
    record_id = new_id()
    hints = get_type_hints(kind.record_type)
    for field in kind.fields:
        if not can_be_erased(kind, field):
            continue
        left = blank(kind, field.name, record_id)
        if left is None:
            assert type(None) in get_args(hints[field.name]) or field.holds is Type.TEXTS
        else:
            check_known(kind, record_id, {field.name: left})
            assert left in (neutral_name(kind, record_id), f"erased {record_id}")


def test_what_tells_records_apart_still_does() -> None:
    key, person = KINDS["external_reference"], KINDS["person"]
    assert len({blank(key, "key", f"{number}-12345678") for number in range(3)}) == 3  # type: ignore[arg-type]
    assert blank(person, "login", new_id()) is None


def test_nothing_that_links_records_is_personal_so_that_no_link_has_to_go() -> None:
    assert not any(field.personal and field.holds in LINK_TYPES for kind in KINDS.values() for field in kind.fields)


def test_the_settings_and_what_a_key_belongs_to_cannot_be_erased() -> None:
    settings, key = KINDS["settings"], KINDS["external_reference"]
    assert not any(can_be_erased(settings, field) for field in settings.fields)
    assert not can_be_erased(key, key.by_name["record_kind"])
    assert not can_be_erased(KINDS["commitment"], KINDS["commitment"].by_name["due"])


def test_a_person_and_a_stakeholder_are_called_the_same() -> None:
    record_id = new_id()
    names = {neutral_name(KINDS[name], record_id) for name in ("person", "stakeholder")}
    assert names == {f"erased person {record_id[-8:]}"}
