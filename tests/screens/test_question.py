"""A question takes its answers and nothing else, and shows all of them however small the terminal."""

from textual.events import Resize
from textual.geometry import Size

from screens.question import Question
from tests.screens.conftest import MakeApp
from tests.screens.driving import press, seen, settled, started


async def test_keys_that_are_no_answer_reach_nothing_underneath(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await started(pilot)
        before = seen(pilot).splitlines()[:8]
        await press(pilot, "x", "u", "4", "j", "slash", "colon", "s", "Q", "q", "H")
        assert isinstance(pilot.app.screen, Question)
        await press(pilot, "escape")
        assert seen(pilot).splitlines()[:8] == before
        assert "Undid" not in seen(pilot)


async def test_all_answers_are_there_in_a_small_terminal(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(40, 10)) as pilot:
        await started(pilot)
        await press(pilot, "x")
        words = " ".join(seen(pilot).split())
        for answer in ("edit a field", "assign", "export", "delete", "merge"):
            assert answer in words


async def test_a_question_that_is_on_its_way_out_bears_another_size(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await started(pilot)
        await press(pilot, "x")
        question = app.screen
        await question.remove_children()
        question.post_message(Resize(Size(70, 20), Size(70, 20)))
        await settled(pilot)
        assert app.is_running
