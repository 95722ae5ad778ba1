"""A pane to read wraps any text, scrolls by key, and shows nothing harmful."""

from __future__ import annotations

import pytest

from tests.widgets.keyset_fakes import HOSTILE_NAMES, Stage, cells, is_harmless, shown
from widgets.reading_pane import Beside, ReadingPane, Section


async def test_headings_stand_above_their_text_under_a_rule() -> None:
    pane = ReadingPane([Section("LOGISTICS", ["In hall 3", ("2 d late", "late")]), Section(None, ["more"])])
    async with Stage(pane).run_test():
        assert shown(pane)[0].startswith(">----")
        assert shown(pane)[1:5] == [" LOGISTICS", " In hall 3", " 2 d late", " more"]


async def test_headings_stand_beside_their_text_when_told_so() -> None:
    pane = ReadingPane([Section("HEALTH", ["49 poor", "CSAT 3"]), Section(None, ["x"])], heading_width=8, rule=False)
    async with Stage(pane).run_test():
        assert shown(pane)[:3] == [" HEALTH  49 poor", "         CSAT 3", "         x"]


async def test_text_is_wrapped_anew_when_the_width_changes() -> None:
    pane = ReadingPane([Section("WHAT IS SAID", ["one two three\nfour"])], rule=False)
    stage = Stage(pane)
    async with stage.run_test(size=(80, 10)) as pilot:
        assert shown(pane)[:3] == [" WHAT IS SAID", " one two three", " four"]
        await pilot.resize_terminal(10, 10)
        await pilot.pause()
        assert shown(pane)[:5] == [" WHAT IS", " SAID", " one two", " three", " four"]


@pytest.mark.parametrize(
    ("keys", "first"),
    [(["j"], 1), (["down", "k"], 0), (["pagedown"], 10), (["ctrl+d"], 5), (["G"], 40), (["end", "g"], 0), (["k"], 0)],
)
async def test_keys_scroll_and_stop_at_the_edges(keys: list[str], first: int) -> None:
    pane = ReadingPane([Section(None, [f"line {n}" for n in range(50)])])
    stage = Stage(pane)
    async with stage.run_test(size=(80, 11)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert shown(pane)[1] == f" line {first}"


async def test_the_rule_says_how_much_is_out_of_sight() -> None:
    pane = ReadingPane([Section(None, [f"line {n}" for n in range(50)])])
    async with Stage(pane).run_test(size=(80, 11)):
        assert shown(pane)[0].endswith("- 40 more lines --")


async def test_other_text_starts_at_its_beginning() -> None:
    pane = ReadingPane([Section(None, [f"line {n}" for n in range(50)])])
    stage = Stage(pane)
    async with stage.run_test(size=(80, 11)) as pilot:
        await pilot.press("G")
        pane.sections = [Section("NEW", ["text"] * 50)]
        await pilot.pause()
        assert shown(pane)[1:3] == [" NEW", " text"]


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES.keys())
@pytest.mark.parametrize("width", [3, 20, 80])
async def test_hostile_text_is_shown_harmlessly_and_breaks_no_line(name: str, width: int) -> None:
    pane = ReadingPane([Section(name, [name, (name, "late"), (name, "no such style")])], heading_width=8)
    async with Stage(pane).run_test(size=(width, 24)):
        assert all(is_harmless(line) for line in shown(pane))
        assert cells(pane) == {width}


async def test_the_lines_of_a_text_beside_its_label_begin_one_below_the_other() -> None:
    pane = ReadingPane([Section("NOTES", [Beside("  mine    ", "one two three\nfour", "late")])], rule=False)
    async with Stage(pane).run_test(size=(19, 10)):
        assert shown(pane)[:4] == [" NOTES", "   mine    one two", "           three", "           four"]
