"""The client profile: tabs when narrow; when wide, the overview stands beside the tab."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.profile import Profile
from itcrm_tui.domain.profile_tabs import TABS, beside
from itcrm_tui.domain.profile_words import headline, owners
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import bindings, hint_bar
from screens.editing import Editing
from screens.history import History
from widgets.hint_bar import Hint
from widgets.reading_pane import ReadingPane
from widgets.tab_line import TabLine

HEADING_CELLS = 10
ADDED_ON = {
    "overview": "commitment",
    "people": "stakeholder",
    "services": "subscription",
    "usage": "usage",
    "promises": "commitment",
    "feedback": "feedback",
    "time": "touchpoint",
}
"""What `a` adds on each tab."""


class ProfileScreen(Editing):
    """Everything known about one client."""

    CSS_PATH = "profile.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "leave.back",
            "leave.close",
            "record.add",
            "record.edit",
            "record.delete",
            "data.history",
            "data.refresh",
            "pane.next",
            "pane.previous",
        ),
        Binding("h,left", "turn(-1)", "Tab left", show=False, id="pane.left"),
        Binding("l,right", "turn(1)", "Tab right", show=False, id="pane.right"),
    ]

    def __init__(self, client: RecordId) -> None:
        super().__init__()
        self.client = client
        self.profile: Profile | None = None

    def compose(self) -> ComposeResult:
        yield Static("", classes="title", markup=False)
        yield Static("", classes="owners", markup=False)
        yield TabLine(list(TABS))
        with Horizontal():
            yield ReadingPane(id="beside", heading_width=HEADING_CELLS, rule=False)
            yield ReadingPane(id="tab", heading_width=HEADING_CELLS, rule=False)
        yield hint_bar(
            [
                Hint("h l", "other part", "turn(1)"),
                Hint("a", "add", "add"),
                Hint("e", "edit client", "edit"),
                Hint("H", "history", "history"),
                Hint("Esc", "back", "back"),
            ]
        )

    def on_mount(self) -> None:
        """Read the client."""
        self.query_one("#tab").focus()
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read the client anew."""
        self._read()

    @work(exclusive=True, group="profile")
    async def _read(self) -> None:
        from itcrm_tui.workflows.profile import profile

        today = self.host.today
        found = await self.asked(lambda store: (profile(store, self.client, today),))
        if found is None:
            return
        if found[0] is None:
            self.dismiss(None)
            self.host.tell("This client has been deleted.   u brings it back")
            return
        self.profile = found[0]
        self.query_one(".title", Static).update(Content(safe(headline(self.profile))))
        self.query_one(".owners", Static).update(Content(safe(owners(self.profile) or "no owner yet")))
        self.show_tab()

    def reload(self, keep_id: str | None = None) -> None:
        """Nothing to do: the profile is read anew as a whole."""

    def on_resize(self) -> None:
        """Lay the parts out anew when the width has crossed the line."""
        self.call_after_refresh(self.show_tab)

    @on(TabLine.Turned)
    def show_tab(self) -> None:
        """Show the sections of the chosen tab, and the overview beside it where there is room."""
        if self.profile is None:
            return
        name = self.query_one(TabLine).current
        wide = self.has_class("wide") and name == "overview"
        self.query_one("#beside", ReadingPane).sections = TABS["overview"](self.profile)
        self.query_one("#tab", ReadingPane).sections = beside(self.profile) if wide else TABS[name](self.profile)

    def action_turn(self, by: int) -> None:
        """Go to a neighbouring tab."""
        self.query_one(TabLine).turn(by)

    def action_add(self) -> None:
        """Add to the client what the tab shows."""
        if self.profile is not None:
            kind = KINDS[ADDED_ON[self.query_one(TabLine).current]]
            self.add_record(kind, {"client": self.profile.client.code or self.profile.client.id})

    def action_edit(self) -> None:
        """Edit the client."""
        self.edit_record(KINDS["client"], self.client)

    def action_delete(self) -> None:
        """Delete the client."""
        self.delete_record(KINDS["client"], self.client)

    def action_history(self) -> None:
        """Show who changed the client."""
        name = self.profile.client.name if self.profile else ""
        self.app.push_screen(History(self.client, f"client {name}"))

    def action_next_pane(self) -> None:
        """Go to the other column."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the other column."""
        self.focus_previous()

    def action_back(self) -> None:
        """Go back to the roster."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Go back to the roster."""
        self.dismiss(None)
