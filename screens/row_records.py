"""What a place does with the record behind a row: its view, its client, whom to call about it."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from itcrm_tui.ids import RecordId
from screens.actions import Acting
from screens.bindings import bindings
from screens.promise_verbs import PromiseVerbs
from screens.rows import client_of
from screens.trail import Target, Trail
from widgets.keyset import Row
from widgets.place_bar import PlaceBar

if TYPE_CHECKING:
    from itcrm_tui.domain.kinds import Kind


class RowRecords(Acting, PromiseVerbs):
    """Mixed into places."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.who", "find.client")

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        raise NotImplementedError

    def promise_about(self) -> Target | None:
        """Return the record under the cursor."""
        return (self.kind.name, RecordId(self.current.id)) if self.current is not None else None

    def open_row(self, row: Row) -> None:
        """Open the view of a row's record; from there `n` and `p` go on through this list."""
        trail = self.trail(row)
        self._open_view(self.kind, RecordId(row.id), trail)

    def action_open_row(self) -> None:
        """Open the row under the cursor: what Enter does, for the mouse."""
        if self.current is not None:
            self.open_row(self.current)

    def _open_view(self, kind: "Kind", record_id: RecordId, trail: Trail | None) -> None:
        from screens.record_view import RecordView

        def come_back(_: None) -> None:
            if trail is not None:
                self.reload(trail.row.id)

        self.app.push_screen(RecordView(kind, record_id, trail), come_back)

    def trail(self, row: Row) -> Trail | None:
        """Return the way through the list from a row on; None while there is no list yet."""
        part = self.marked_list.part
        if part.source is None:
            return None
        before, name = part.window.before, self.kind.name
        position = None if before is None else before + part.window.cursor + 1
        return Trail(part.source, row, lambda one: (name, RecordId(one.id)), position, self.listed)

    @property
    def listed(self) -> int | None:
        """How many rows the list has that the cursor is in, where that was counted."""
        bar = self.query_one(PlaceBar)
        return bar.shown if self.words.strip() else bar.count

    def action_open_client(self) -> None:
        """Open the client of the row."""
        client = client_of(self.current)
        if client is not None:
            self.open_client(client)

    def open_client(self, client: RecordId) -> None:
        """Open the profile of a client."""
        from itcrm_tui.domain.kinds import KINDS

        self._open_view(KINDS["client"], client, None)

    def action_who(self) -> None:
        """Show whom to call about the record under the cursor."""
        from screens.who import Who

        if self.current is not None:
            self.app.push_screen(Who(self.kind, RecordId(self.current.id)))
