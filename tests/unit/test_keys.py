"""The key registry: one letter has one meaning."""

from collections import Counter

import pytest

from itcrm_tui import keys
from itcrm_tui.key_names import FRAGILE
from itcrm_tui.keys import ACTIONS, BY_ID, Group


def test_a_key_means_one_thing_everywhere() -> None:
    times = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in times.items() if count > 1] == []


def test_every_action_has_an_id_of_its_own_and_words() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all((action.keys or action.call) and action.hint and action.help.strip(". ") for action in ACTIONS)


def test_no_action_hangs_on_a_key_that_terminals_take_away() -> None:
    only_fragile = [a.id for a in ACTIONS if a.keys and set(a.keys) <= FRAGILE and not a.call]
    assert only_fragile == []


def test_what_a_person_does_can_be_found_by_name() -> None:
    moves = (Group.MOVE, Group.FORMS)
    assert [a.id for a in ACTIONS if not a.call and a.group not in moves] == ["list.open"]


def test_a_sentence_names_the_key_that_was_chosen_and_an_action_without_one_by_the_palette(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("itcrm_tui.keys.BY_ID", dict(BY_ID))
    assert keys.key("data.undo") == "u"
    assert keys.key("data.import") == ": import"
    keys.remap({"data.undo": ("ctrl+u", "z"), "list.half_up": ()})
    assert keys.key("data.undo") == "ctrl+u"
    assert keys.key("list.half_up") == ": half"


def test_a_hint_is_shown_with_the_keys_that_were_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itcrm_tui.keys.BY_ID", dict(BY_ID))
    keys.remap({"pane.left": ("comma",), "pane.right": ("full_stop",), "record.add": ("e",), "record.edit": ("a",)})
    assert keys.as_remapped("h l") == ", ."
    assert (keys.as_remapped("a"), keys.as_remapped("e")) == ("e", "a")
    assert keys.as_remapped("Enter") == "Enter"
    keys.remap({"record.add": ()})
    assert keys.as_remapped("a") == ""
