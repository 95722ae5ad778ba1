"""A list of records of several clients, short enough to be read as a whole; the verbs act on the row."""

from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType

from screens.bindings import bindings
from screens.record_verbs import RecordVerbs
from widgets.list_messages import RowOpened
from widgets.section_list import SectionList, SectionRow


class RowsOfRecords(RecordVerbs):
    """What such lists share; each says what its rows are about, and reads them."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "leave.close")

    @property
    def rows(self) -> SectionList:
        """The list."""
        return self.query_one(SectionList)

    @property
    def current(self) -> SectionRow | None:
        """The row under the cursor."""
        return self.rows.current

    def on_mount(self) -> None:
        """Take the keys."""
        self.rows.focus()

    def on_screen_resume(self) -> None:
        """Read anew what may have changed while another screen was on top."""
        self.refresh_data()

    def read(self) -> Any:
        """Begin to read the rows."""
        raise NotImplementedError

    def refresh_data(self) -> None:
        """Read the rows anew."""
        self.read()

    def action_refresh_data(self) -> None:
        """Read the rows anew."""
        self.refresh_data()

    def reload(self, keep_id: str | None = None) -> None:
        """The rows are read as a whole."""

    @on(RowOpened)
    def _open(self, event: RowOpened[SectionRow]) -> None:
        found = self.subject_of(event.row)
        if found is not None:
            self.open_target(*found)

    def action_open(self) -> None:
        """Open what the row under the cursor is about."""
        self.rows.action_open()

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)
