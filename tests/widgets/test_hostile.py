"""Every widget shows texts from outside harmlessly: nothing is run, hidden or moved by what stands in them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date

import pytest
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.option_list import Option

import widgets
from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.query.completion import Offer
from itcrm_tui.query.errors import FilterError
from itcrm_tui.text import safe, safe_lines
from tests.screens.hostile_look import harm
from tests.widgets.keyset_fakes import HOSTILE_NAMES, Item, Items, Stage
from widgets.board import Board
from widgets.board_column import BoardColumn, Card
from widgets.bottom_line import BottomLine
from widgets.capacity_meter import CapacityMeter
from widgets.changing_lines import ChangingLines
from widgets.choice_list import ChoiceList
from widgets.date_input import DateInput
from widgets.few_lines import FewLines
from widgets.field_input import FieldInput
from widgets.filter_bar import FilterBar
from widgets.filter_input import FilterInput
from widgets.hint_bar import Hint, HintBar
from widgets.hung_text import HungText
from widgets.line_widget import LineWidget
from widgets.meter_rows import Metered, MeterRow
from widgets.name_dropdown import NameDropdown
from widgets.need_line import NeedLine
from widgets.need_list import NeedList
from widgets.offer_line import OfferLine
from widgets.options import Options
from widgets.paged_table import Column, PagedTable
from widgets.place_bar import Place, PlaceBar
from widgets.plain_radio import PlainRadio
from widgets.problem_line import ProblemLine
from widgets.reading_pane import Beside, ReadingPane, Section
from widgets.row_list import RowList
from widgets.safe_input import SafeInput
from widgets.safe_text_area import SafeTextArea
from widgets.section_list import Part, SectionList, SectionRow, Shape
from widgets.side_radio import SideRadio
from widgets.side_set import SideSet
from widgets.tab_line import TabLine

TEXT = Field(holds=Type.TEXT, name="it", label="It")
MONDAY = date(2026, 11, 23)
WIDE, NARROW = (80, 24), (17, 8)
SHAKY = ("very wide", "combining", "long")
"""What is most likely to be too much for a narrow widget."""
TRIED = [(WIDE, kind) for kind in HOSTILE_NAMES] + [(NARROW, kind) for kind in SHAKY]
ABSENT: frozenset[tuple[type[Widget], str]] = frozenset((HintBar, kind) for kind in SHAKY)
"""A hint is there as a whole or not at all."""
Show = Callable[[str], list[Widget]]


class Showing(Stage):
    """An app that makes its widgets while it runs, as screens do."""

    def __init__(self, show: Show, name: str) -> None:
        super().__init__()
        self.show, self.text = show, name

    def compose(self) -> ComposeResult:
        yield from self.show(self.text)


async def nobody(_: Field, _typed: str) -> tuple[()]:
    return ()


def column(name: str) -> BoardColumn:
    return BoardColumn(name, lambda start, _back, _count: [] if start else [Card("1", 1, name, name, name)])


def sections(name: str) -> list[Widget]:
    shapes = (Shape(name, 9, 20), Shape(name, 8))
    rows = [
        SectionRow("head", 1, Part.HEAD, name, shapes=shapes),
        SectionRow("line", 2, Part.LINE, name, ((name, name),), beside=True),
        SectionRow("item", 3, Part.ITEM, name, ((name, ""), (name, "late")), shapes),
    ]
    return [SectionList(lambda start, _back, _count: [] if start else rows, heading_width=6)]


def place_bar(name: str) -> list[Widget]:
    bar = PlaceBar()
    bar.set_reactive(PlaceBar.places, [Place(1, "Today"), Place(2, name)])
    for said in (PlaceBar.filter_text, PlaceBar.summary, PlaceBar.order, PlaceBar.marked):
        bar.set_reactive(said, name)
    return [bar]


def hints(name: str) -> list[Widget]:
    bar = HintBar()
    bar.set_reactive(HintBar.hints, [Hint("b", name)])
    return [bar]


def bottom_line(name: str) -> list[Widget]:
    bar = BottomLine()
    bar.message = name
    return [bar]


def filter_input(name: str) -> list[Widget]:
    line = FilterInput()
    line.call_after_refresh(entered, line, name)
    return [line]


def safe_input(name: str) -> list[Widget]:
    line = SafeInput()
    line.call_after_refresh(entered, line, name)
    return [line]


def entered(line: Input, name: str) -> None:
    """Put a text in as if it had been pasted, and go back to where it begins."""
    line.insert_text_at_cursor(name)
    line.cursor_position = 0


def opened(name: str) -> list[Widget]:
    bar = FilterBar(lambda _: FilterError(name, 0), typing_seconds=3600)
    bar.call_later(bar.open, name)
    return [bar]


def offers(name: str) -> list[Widget]:
    line = OfferLine()
    line.show([Offer(name, name, 0)] * 3)
    return [line]


def problem(name: str) -> list[Widget]:
    line = ProblemLine()
    line.call_later(line.tell, name, 3)
    return [line]


def field(name: str) -> list[Widget]:
    one = FieldInput(Field(holds=Type.REFERENCE, name="it", label=name), name, nobody)
    one.call_after_refresh(one.say, name)
    one.call_after_refresh(one.name_first, f"{name}!")
    return [one]


def dropdown(name: str) -> list[Widget]:
    async def known(_: str) -> list[Candidate]:
        return [Candidate(name, ""), Candidate("A1", name)]

    class Typed(Input):
        def on_mount(self) -> None:
            self.focus()
            self.insert_text_at_cursor("x")

    target = Typed()
    drop = NameDropdown(target, known)
    drop.call_later(drop.look_up)
    return [target, drop]


def date_input(name: str) -> list[Widget]:
    line = DateInput()
    line.call_after_refresh(entered, line, name)
    return [line]


def need_line(name: str) -> list[Widget]:
    line = NeedLine("a", {"what": name, "hours": name, "start": name}, asked)
    line.call_after_refresh(line.show_beside, name)
    return [line]


async def asked(_: str) -> tuple[()]:
    return ()


SHOWN: dict[type[Widget], Show] = {
    Board: lambda name: [Board([column(name), column(name)])],
    BoardColumn: lambda name: [column(name)],
    BottomLine: bottom_line,
    CapacityMeter: lambda name: [CapacityMeter(lambda: Metered(MONDAY, (MeterRow("1", name, ()),), name))],
    ChoiceList: lambda name: [ChoiceList([name, "other"], [name])],
    DateInput: date_input,
    FewLines: lambda name: [FewLines(f"{name}\n{name}", to_the_end=True)],
    FieldInput: field,
    FilterBar: opened,
    FilterInput: filter_input,
    HintBar: hints,
    HungText: lambda name: [HungText("    was     ", Content(safe_lines(f"{name}\n{name}")))],
    NameDropdown: dropdown,
    NeedLine: need_line,
    NeedList: lambda name: [NeedList([("a", {"what": name, "hours": name, "start": name})], asked)],
    OfferLine: offers,
    Options: lambda name: [Options(name, Option(name, id="a"), Option(Content(safe(name))))],
    PagedTable: lambda name: [
        PagedTable([Column[Item](title=name, width=9, cell=lambda row: row.name)], Items(names=[name]).fetch)
    ],
    PlaceBar: place_bar,
    PlainRadio: lambda name: [PlainRadio(name)],
    ProblemLine: problem,
    ReadingPane: lambda name: [
        ReadingPane([Section(name, [name, (name, "late"), (name, name), Beside(name, name)])], heading_width=6)
    ],
    SafeInput: safe_input,
    SafeTextArea: lambda name: [SafeTextArea(name)],
    SectionList: sections,
    SideRadio: lambda name: [SideRadio("mine", Content(safe_lines(f"{name}\n{name}")))],
    SideSet: lambda name: [SideSet(SideRadio("mine", Content(safe_lines(f"{name}\n{name}"))))],
    TabLine: lambda name: [TabLine(["one", name])],
}
BASES = frozenset({LineWidget, ChangingLines, RowList})
"""What others are made from; alone they show nothing."""


def test_every_widget_is_shown_hostile_texts() -> None:
    modules = [importlib.import_module(f"widgets.{one.name}") for one in pkgutil.iter_modules(widgets.__path__)]
    found = {
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Widget) and one.__module__ == module.__name__
    }
    assert found - BASES == SHOWN.keys()


@pytest.mark.parametrize("widget", SHOWN, ids=lambda widget: widget.__name__)
async def test_a_widget_shows_hostile_texts_harmlessly(widget: type[Widget]) -> None:
    for size, kind in TRIED:
        name = HOSTILE_NAMES[kind]
        stage = Showing(SHOWN[widget], name)
        async with stage.run_test(size=size) as pilot:
            await stage.workers.wait_for_complete()
            await pilot.pause()
            assert not harm(pilot), (kind, size)
            begins = safe(name)[:3].strip().lower()
            assert (begins in text(stage)) is ((widget, kind) not in ABSENT), (kind, size, text(stage))


def text(stage: Stage) -> str:
    strips = stage.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips).lower()
