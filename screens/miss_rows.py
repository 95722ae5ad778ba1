"""The misses behind a figure; each opens its review."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.misses_words import action_words
from itcrm_tui.domain.wording import day_words, named
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import hint, hint_bar
from screens.misses import NARROW, ROOM, WIDE
from screens.record_source import part_of
from screens.rows_of_records import RowsOfRecords
from screens.trail import Target
from widgets.section_list import Part, SectionList, SectionRow, Shape

if TYPE_CHECKING:
    from datetime import date

    from itcrm_tui.domain.misses_report import Miss, Report

SHAPES = (Shape("", 6, 10), Shape("", 26, 50), Shape("", 7, 11), Shape("", 26, 34), Shape("", 16, 60))
NEEDS_A_REVIEW = ("edit", "edit_text", "delete", "history", "next_state", "merge")


class MissRows(RowsOfRecords):
    """The verbs act on the review of the row; of a miss without one, on the commitment."""

    CSS_PATH = "misses.tcss"

    def __init__(self, words: str, figure: str) -> None:
        super().__init__()
        self.words, self.figure = words, figure
        self.kind, self.record_id, self.viewed = KINDS["miss_review"], RecordId(""), None

    def compose(self) -> ComposeResult:
        yield Static(Content(safe(f"MISSES: {self.words}")), classes="title")
        yield Static("", classes="about", markup=False)
        yield SectionList(empty="There is none any more.")
        yield hint_bar([hint("list.open", call="open"), *map(hint, ("record.edit", "record.next_state", "record.who"))])

    @work(exclusive=True, group="misses")
    async def read(self) -> None:
        """Read the misses."""
        from itcrm_tui.workflows.misses import misses_report

        months = WIDE if self.size.width >= ROOM else NARROW
        found = await self.asked(partial(misses_report, months=months, today=self.host.today))
        if found is not None:
            misses = behind(found, self.figure)
            self.query_one(".about", Static).update(named(len(misses), "miss", "misses"))
            self.rows.reload(partial(part_of, list(_rows(misses, self.host.today))))

    def subject_of(self, row: SectionRow | None) -> Target | None:
        """Return the review of a row, or the commitment that has none."""
        if row is None:
            return None
        miss: Miss = row.about
        return ("miss_review", miss.review.id) if miss.review else ("commitment", miss.commitment.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what an empty list does not have."""
        if action in NEEDS_A_REVIEW:
            return self.current is not None and super().check_action(action, parameters)
        return super().check_action(action, parameters)


def behind(found: "Report", figure: str) -> "Sequence[Miss]":
    """Return the misses behind a figure, which is a cause or the way an action stands."""
    which, _, name = figure.partition("/")
    if which == "cause":
        return next((row.misses for row in found.rows if row.cause == name), ())
    return next((misses for action, misses in found.actions.items() if action == name), ())


def _rows(misses: "Sequence[Miss]", today: "date") -> Iterator[SectionRow]:
    for at, miss in enumerate(reversed(misses)):
        closed = miss.commitment.closed_on
        action = miss.review.corrective_action if miss.review else None
        cells = (
            (miss.client, ""),
            (miss.commitment.title, ""),
            (day_words(closed, today) if closed else "-", "muted"),
            (action_words(miss, today), ""),
            ((action or "").partition("\n")[0], "muted"),
        )
        yield SectionRow(miss.commitment.id, at, Part.ITEM, "", cells, SHAPES, about=miss)
