"""The palette puts first what is meant."""

from dataclasses import dataclass

from screens.ranking import ranked


@dataclass(frozen=True)
class Command:
    word: str
    sentence: str = ""


COMMANDS = [
    Command("undo", "Take back my latest change"),
    Command("redo", "Take back my latest undo"),
    Command("add client", "Add a record of kind client"),
    Command("add line of business", "Add a record"),
    Command("client", "Open the client of this row"),
    Command("mark", "Mark this row, or unmark it, and go down"),
    Command("theme", "Choose the colours"),
]


def words(typed: str, *recent: str) -> list[str]:
    return [one.word for one in ranked(typed, COMMANDS, recent)]


def test_nothing_typed_shows_everything_in_its_order() -> None:
    assert words("") == [one.word for one in COMMANDS]


def test_a_word_that_begins_so_comes_before_a_part_and_a_sentence() -> None:
    assert words("client") == ["client", "add client"]
    assert words("undo") == ["undo", "redo"]


def test_beginnings_of_several_parts_are_enough_whatever_their_order() -> None:
    assert words("ad bus") == ["add line of business"]
    assert words("bus ad")[0] == "add line of business"


def test_letters_in_their_order_find_a_word_but_not_a_sentence() -> None:
    assert words("thm") == ["theme"]
    assert "mark" not in words("undo")


def test_a_sentence_is_found_by_its_words() -> None:
    assert words("colours") == ["theme"]


def test_what_was_used_lately_comes_first_among_equals_only() -> None:
    assert words("", "theme", "mark")[:3] == ["theme", "mark", "undo"]
    assert words("client", "add client") == ["client", "add client"]


def test_what_means_nothing_finds_nothing() -> None:
    assert words("xyzzy") == []
