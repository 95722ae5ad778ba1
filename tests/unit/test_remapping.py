"""Keys of one's own: what may be asked for, and a sentence for everything that may not."""

import string

import pytest
from textual.keys import Keys, _character_to_key

from itcrm_tui.key_names import NAMES, key_written, shown, types_a_character
from itcrm_tui.keys import DECLARED
from itcrm_tui.remapping import remapped


@pytest.mark.parametrize("character", string.printable.strip() + " éßñ")
def test_a_character_is_the_key_that_textual_makes_of_it(character: str) -> None:
    assert key_written(character) == _character_to_key(character)
    assert types_a_character(_character_to_key(character))
    assert shown(_character_to_key(character)) in (character, "space")


def test_every_named_key_is_one_that_textual_knows() -> None:
    known = {str(key.value) for key in Keys} | {_character_to_key(character) for character in string.punctuation}
    assert {key_written(name) for name in NAMES} <= known
    assert {"pageup", "escape", "f24", "slash"} <= {key_written(name) for name in NAMES}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Esc", "escape"),
        ("PgDn", "pagedown"),
        ("shift+ctrl+right", "ctrl+shift+right"),
        ("Ctrl+D", "ctrl+d"),
        ("alt+x", "alt+x"),
        ("G", "G"),
    ],
)
def test_a_key_is_understood_as_people_write_it(written: str, key: str) -> None:
    assert key_written(written) == key


@pytest.mark.parametrize("written", ["", "ctrl", "ctrl+", "hyper+x", "ctrl+ctrl+x", "shift+a", "\x1b", "f25", "jj"])
def test_what_is_no_key_is_none(written: str) -> None:
    assert key_written(written) is None


def test_keys_are_chosen_by_name_in_lists_or_not_at_all() -> None:
    found = remapped({"data.undo": "Z", "find.filter": ["ctrl+f", "/"], "record.delete": "none"})
    assert (found.problems, found.given_up) == ([], [])
    assert found.chosen == {"data.undo": ("Z",), "find.filter": ("ctrl+f", "slash"), "record.delete": ()}


def test_two_actions_may_exchange_their_keys() -> None:
    found = remapped({"record.add": "e", "record.edit": "a"})
    assert (found.problems, found.given_up) == ([], [])


def test_a_chosen_key_wins_over_a_declared_one_and_it_is_said_what_is_without_it() -> None:
    found = remapped({"record.add": "e", "find.filter": "k"})
    assert found.problems == []
    assert found.chosen == {"record.add": ("e",), "find.filter": ("k",), "record.edit": (), "list.up": ("up",)}
    assert found.given_up == [
        "keys: “e” is yours for record.add, so record.edit is without it",
        "keys: “k” is yours for find.filter, so list.up is without it",
    ]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"record.ad": "x"}, "no action “record.ad”; did you mean record.add"),
        ({"record.add": 3}, 'has to be a key, a list of keys, or "none"'),
        ({"record.add": []}, 'has to be a key, a list of keys, or "none"'),
        ({"record.add": "pagdown"}, "no key “pagdown”; did you mean pagedown"),
        ({"record.add": "ctrl+i"}, "a terminal sends tab for ctrl+i"),
        ({"record.add": "ctrl+c"}, "stops a program everywhere"),
        ({"record.add": "f5", "record.edit": "f5"}, "“f5” is asked to be record.add and record.edit"),
        ({"record.add": "enter"}, "list.open needs a key, as nothing else opens a row"),
        ({"form.save": "s"}, "it is typed in a form"),
        ({"form.save": "escape"}, "leave.back needs a key, as nothing else leads back"),
        ({"leave.back": "none"}, "leave.back needs a key, as nothing else leads back"),
    ],
)
def test_what_cannot_be_is_one_sentence(wanted: dict[str, object], said: str) -> None:
    problems = remapped(wanted).problems
    assert len(problems) == 1
    assert said in problems[0]


def test_a_form_and_a_view_may_use_one_key_for_two_things() -> None:
    assert remapped({"form.save": "ctrl+d"}).problems == []
    assert "ctrl+d" in DECLARED["list.half_down"].keys
