"""Some of a few words are chosen with the space bar; what is none of them is kept to be complained about."""

from __future__ import annotations

from textual.app import App, ComposeResult

from widgets.choice_list import ChoiceList


class Choosing(App[None]):
    def compose(self) -> ComposeResult:
        yield ChoiceList(["supplier", "other", "[b]late[/b]"], [])


async def test_words_are_chosen_and_left_again_by_keys_and_nothing_is_chosen_beforehand() -> None:
    async with Choosing().run_test() as pilot:
        choices = pilot.app.query_one(ChoiceList)
        assert choices.chosen == ()
        await pilot.press("down", "down", "space", "up", "enter")
        assert choices.chosen == ("other", "[b]late[/b]")
        await pilot.press("space")
        assert choices.chosen == ("[b]late[/b]",)
        assert str(choices.get_option_at_index(2).prompt) == "[x] [b]late[/b]"


async def test_what_is_none_of_the_words_is_kept_until_something_else_is_chosen() -> None:
    async with Choosing().run_test() as pilot:
        choices = pilot.app.query_one(ChoiceList)
        choices.chosen = ("suplier", "other")
        assert choices.chosen == ("other", "suplier")
        await pilot.press("space")
        assert choices.chosen == ("supplier", "other")
