"""The key registry: one letter has one meaning."""

from collections import Counter

from itcrm_tui.keys import ACTIONS, BY_ID, Group

TAKEN_BY_TERMINALS = {"ctrl+s", "ctrl+j", "ctrl+o", "ctrl+p", "left_square_bracket", "right_square_bracket"}


def test_a_key_means_one_thing_everywhere() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_action_has_an_id_of_its_own_and_words() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all((action.keys or action.call) and action.hint and action.help.strip(". ") for action in ACTIONS)


def test_no_action_hangs_on_a_key_that_terminals_take_away() -> None:
    only_fragile = [
        a.id for a in ACTIONS if a.keys and set(a.keys) <= TAKEN_BY_TERMINALS and a.group is not Group.FORMS
    ]
    assert only_fragile == []


def test_what_a_person_does_can_be_found_by_name() -> None:
    moves = (Group.MOVE, Group.FORMS)
    assert [a.id for a in ACTIONS if not a.call and a.group not in moves] == ["list.open"]
