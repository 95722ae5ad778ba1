"""Which names may be meant to be the same, and which may not."""

import pytest

from itcrm_tui.domain.likeness import alike, name_of

THE_SAME = [
    ("Finance", "finance "),
    ("Müller GmbH", "Mueller"),
    ("Meyer, Klaus", "Klaus Meyer"),
    ("Café Corvane S.A.S.", "Cafe Corvane"),
    ("Finance Department", "Finance"),
    ("The Asterion Co. Ltd.", "Asterion"),
    ("Straße", "Strasse"),
]
ALIKE = [
    ("Finance", "Finanse"),
    ("Logistics", "Logstics"),
    ("Logistics", "Loggistics"),
    ("Logistics", "Logitsics"),
    ("Corvane", "Corvanes"),
    ("xinance", "Finance"),
    ("Corvane Textiles", "Korvane Textilez"),
    ("M. Okoye", "Mary Okoye"),
    ("Fin Ance", "Finance"),
]
UNALIKE = [
    ("Finance", "Fiance Tax"),
    ("Site 11", "Site 12"),
    ("Warehouse 2024", "Warehouse 2025"),
    ("HR", "HQ"),
    ("Tax", "Tux"),
    ("Logistics", "Statistics"),
    ("Mary Okoye", "Nora Okoye"),
    ("K. Okoye", "Mary Okoye"),
    ("North", "South"),
    ("", "Finance"),
    ("!!!", "???"),
]


@pytest.mark.parametrize(("one", "other"), THE_SAME)
def test_case_accents_order_and_legal_forms_do_not_count(one: str, other: str) -> None:
    assert name_of(one).words == name_of(other).words


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_a_slip_of_the_pen_or_an_initial_is_seen_from_either_side(one: str, other: str) -> None:
    assert alike(name_of(one), name_of(other))
    assert alike(name_of(other), name_of(one))


@pytest.mark.parametrize(("one", "other"), UNALIKE)
def test_other_numbers_short_words_and_other_names_are_not_alike(one: str, other: str) -> None:
    assert not alike(name_of(one), name_of(other))
    assert not alike(name_of(other), name_of(one))


def test_a_name_of_nothing_but_fillers_keeps_them() -> None:
    assert name_of("The Company").words == ("company", "the")
