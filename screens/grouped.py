"""The open commitments by client, owner or team; the verbs act on the row."""

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.overview import OVER
from itcrm_tui.domain.wording import due_words, named
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import hint, hint_bar
from screens.record_answering import RecordAnswering
from screens.record_source import part_of
from screens.rows_of_records import RowsOfRecords
from screens.trail import Target
from widgets.section_list import Part, SectionList, SectionRow, Shape

if TYPE_CHECKING:
    from itcrm_tui.workflows.grouping import By, Grouped
    from storage.store import Store

SHAPES = (Shape("", 28, 56), Shape("", 8, 16), Shape("", 11), Shape("", 18, 26), Shape("", 7))


class GroupedCommitments(RowsOfRecords, RecordAnswering):
    """What is open, under headings."""

    CSS_PATH = "meter_week.tcss"

    def __init__(self, by: "By", words: str) -> None:
        super().__init__()
        self.by, self.words = by, words
        self.kind, self.record_id, self.viewed = KINDS["commitment"], RecordId(""), None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", markup=False)
        yield SectionList(empty="Loading")
        yield hint_bar(
            [
                hint("list.open", call="open"),
                hint("record.next_state"),
                hint("record.reply", "answer"),
                *map(hint, ("record.edit", "record.who")),
            ]
        )

    @work(exclusive=True, group="groups")
    async def read(self) -> None:
        """Read the groups."""
        found = await self.asked(self._groups)
        if found is None:
            return
        shown = f"  / {self.words}" if self.words.strip() else ""
        self.query_one(".title", Static).update(Content(safe(f"OPEN COMMITMENTS by {self.by}{shown}")))
        self.rows.empty = "No open commitment is like that." if shown else "No commitment is open."
        self.rows.reload(partial(part_of, self._rows(found)))

    def _groups(self, store: "Store") -> "list[tuple[str, list[Grouped]]]":
        from itcrm_tui.workflows.booked import booked
        from itcrm_tui.workflows.grouping import groups

        today = self.host.today
        return groups(store, booked(store, today), self.by, self.words, today)

    def _rows(self, groups: "list[tuple[str, list[Grouped]]]") -> list[SectionRow]:
        rows: list[SectionRow] = []
        for name, members in groups:
            if rows:
                rows.append(SectionRow(f"gap/{name}", len(rows), Part.GAP))
            heading = f"{name}  {named(len(members), 'commitment')}"
            rows.append(SectionRow(f"head/{name}", len(rows), Part.HEAD, heading))
            for one in members:
                key = f"{name}/{one.card.id}"
                rows.append(SectionRow(key, len(rows), Part.ITEM, heading, self._cells(one), SHAPES, about=one.card.id))
        return rows

    def _cells(self, one: "Grouped") -> tuple[tuple[str, str], ...]:
        card = one.card
        due = due_words(card.due, self.host.today)
        title = f"{OVER} {card.title}" if card.overrides else card.title
        return (title, ""), (card.client, ""), (str(card.state), "muted"), one.said, (due, "")

    def subject_of(self, row: SectionRow | None) -> Target | None:
        """Return the commitment of a row."""
        return ("commitment", RecordId(row.about)) if row is not None and row.about else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what an empty list does not have."""
        if action in ("edit", "edit_text", "delete", "history", "who", "open_client", "merge", "next_state", "reply"):
            return self.subject_of(self.current) is not None and super().check_action(action, parameters)
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Add a commitment."""
        self.add_record(self.kind, {})
