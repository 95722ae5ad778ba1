"""The keys, from the registry: first what works here, then what works elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from itcrm_tui.key_names import TAKEN, shown
from itcrm_tui.keys import BY_ID, Action, Group
from screens.bindings import bindings, hint, hint_bar
from screens.commands import GROUPS
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.taking_back import next_sentences
from widgets.bound import bound
from widgets.cells import fit, wrap
from widgets.hint_bar import Hint

KEY_CELLS = 16


class ActionChosen(Message):
    """An action was clicked."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self.action = action


class Actions(Static):
    """Actions by group under a heading; a sentence that is too long goes on below its beginning."""

    def __init__(self, heading: str, actions: Sequence[Action]) -> None:
        super().__init__()
        self.heading, self.actions = heading, actions
        self._at: list[Action | None] = []

    def say(self, sentences: Mapping[str, str]) -> None:
        """Say of some actions, by their ids, what they would do now."""
        self.actions = [one._replace(help=sentences.get(one.id, one.help)) for one in self.actions]
        self._show(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Use the width there is."""
        self._show(event.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the action under the mouse."""
        action = self._at[event.y] if event.y < len(self._at) else None
        if action is not None:
            self.post_message(ActionChosen(action))

    def _show(self, width: int) -> None:
        lines = list(self._lines(width))
        self._at = [action for _, action in lines]
        self.update(Content("\n").join(line for line, _ in lines))

    def _lines(self, width: int) -> Iterator[tuple[Content, Action | None]]:
        yield Content.styled(self.heading, "bold $text-accent"), None
        for group in GROUPS:
            of_group = [action for action in self.actions if action.group is group]
            if of_group:
                yield from ((Content(""), None), (Content.styled(group.upper(), "bold $text-muted"), None))
                yield from ((line, one) for one in of_group for line in _lines_of(one, width - KEY_CELLS))


def _lines_of(action: Action, room: int) -> Iterator[Content]:
    """Yield an action with its keys; one without keys by the word that finds it in the palette."""
    keys = "  ".join(map(shown, action.keys)) or BY_ID["data.commands"].shown_key
    told = action.help if action.keys else f"{action.hint}: {action.help}"
    for line in wrap(told, room):
        yield Content.assemble((fit(keys, KEY_CELLS), "bold"), line)
        keys = ""


class Help(LeavingOnce[str | None], ModalScreen[str | None]):
    """All actions by group, in one column or, where it is wide, in two; a click on one that works does it."""

    CSS_PATH = "help.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("leave.back", "leave.close"),
        *bound("data.help", "back"),
        *bound("list.down", "scroll(1)"),
        *bound("list.up", "scroll(-1)"),
        *bound("list.page_down", "page(2)"),
        *bound("list.page_up", "page(-2)"),
        *bound("list.half_down", "page(1)"),
        *bound("list.half_up", "page(-1)"),
        *bound("list.first", "scroll_home"),
        *bound("list.last", "scroll_end"),
    ]

    def __init__(self, active: frozenset[str], own: Mapping[str, str] = MappingProxyType({})) -> None:
        """Begin with the ids of what works here; `own`: as in `LeavingOnce.own_help`."""
        super().__init__()
        self.active, self.own = active, own

    def compose(self) -> ComposeResult:
        here = [one._replace(help=self.own.get(one.id, one.help)) for one in BY_ID.values() if one.id in self.active]
        own_keys = [(key, does) for key, does in self.own.items() if key not in BY_ID]
        here += [Action(f"here.{key}", Group.FORMS, (key,), "", does) for key, does in own_keys]
        here += [Action(f"terminal.{key}", Group.LEAVE, (key,), "", does) for key, does in TAKEN.items()]
        elsewhere = [action for action in BY_ID.values() if action.id not in self.active]
        with VerticalScroll(can_focus=False):
            yield Actions("WORKS HERE", here)
            yield Actions("WORKS ELSEWHERE, OR BY THE PALETTE", elsewhere)
        down, up = hint("list.down"), hint("list.up")
        yield hint_bar(
            [Hint(f"{down.key} {up.key}", "scroll", "scroll(1)"), hint("list.page_down", "page", "page(2)")],
            last=hint("leave.back", "close"),
        )

    def on_mount(self) -> None:
        """Say what undo would take back, once that is known."""
        self._say_next()

    @work(exclusive=True, group="help", exit_on_error=False)
    async def _say_next(self) -> None:
        """Say in words what undo and redo would take back."""
        assert isinstance(self.app, Host)
        sentences = await next_sentences(self.app)
        for actions in self.query(Actions):
            actions.say(sentences)

    @on(ActionChosen)
    def _do(self, event: ActionChosen) -> None:
        if event.action.call and (event.action.id in self.active or not event.action.keys):
            self.dismiss(event.action.call)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, halves: int) -> None:
        """Scroll by half pages."""
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=halves * max(1, pane.size.height // 2), animate=False)

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.query_one(VerticalScroll).scroll_end(animate=False)

    def action_back(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Close the help."""
        self.dismiss(None)
