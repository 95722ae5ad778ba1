"""How well a name fits what is typed: the better way of fitting always comes first."""

import pytest

from itcrm_tui.domain.name_fit import BEST, GOOD, fit, pieces


def test_each_way_of_fitting_is_better_than_the_next() -> None:
    ways = [
        fit("hr", "human resources", "hr"),
        fit("human resources", "human resources"),
        fit("hr", "old records", "hr2"),
        fit("hum", "human resources"),
        fit("res", "human resources"),
        fit("hr", "human resources"),
        fit("ource", "human resources"),
        fit("resuorces", "human resources"),
        fit("hmnres", "human resources"),
        fit("xyz", "human resources"),
    ]
    assert ways == sorted(ways, reverse=True)
    assert len(set(ways)) == len(ways)
    assert (ways[0], ways[-1]) == (BEST, 0)


@pytest.mark.parametrize("typed", ["finanse", "finace", "finannce", "fniance", "finanec", "dinance"])
def test_one_slip_of_the_finger_is_forgiven(typed: str) -> None:
    assert 0 < fit(typed, "royal finance") < GOOD


@pytest.mark.parametrize("typed", ["fimamce", "legal", "fin", "xin"])
def test_two_slips_and_short_words_are_taken_as_they_are(typed: str) -> None:
    assert fit(typed, "royal mail") == 0


def test_the_shorter_of_two_names_that_fit_as_well_comes_first() -> None:
    assert fit("mail", "mail archive") > fit("mail", "mail archive for apprentices")


@pytest.mark.parametrize("typed", ["finanse", "finacne", "finannce", "fiance"])
def test_what_is_left_without_the_slip_is_in_the_right_name(typed: str) -> None:
    assert any(all(part in "finance" for part in piece.split()) for piece in pieces(typed))
    assert pieces("fin") == []
