"""A tour in five steps: the app shows itself, and a few lines below say what there is to see."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from itcrm_tui.keys import BY_ID, key
from screens.host import Host
from screens.leaving_once import LeavingOnce
from screens.tour_steps import Step, steps
from widgets.bound import bound
from widgets.list_keys import MOVING_KEYS

if TYPE_CHECKING:
    from screens.program import Program

_MOVING = tuple(
    f"list.{way}" for way in ("down", "up", "page_down", "page_up", "half_down", "half_up", "first", "last")
)
_OWN = (*_MOVING, "list.open", "pane.right", "pane.left", "leave.back", "leave.close")


class TourStep(LeavingOnce[int | None], ModalScreen[int | None]):
    """A few lines at the bottom. Ends with 1 for the next step, -1 for the one before, None to leave the tour.

    Keys that move act on the list below, and the tour stays. Any other leaves it and does what it always does.
    """

    CSS_PATH = "tour.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bound("list.open", "turn(1)"),
        *bound("pane.right", "turn(1)"),
        *bound("pane.left", "turn(-1)"),
        *bound("leave.back"),
        *bound("leave.close"),
        *MOVING_KEYS,
    ]

    def __init__(self, at: int, tour: tuple[Step, ...]) -> None:
        super().__init__()
        self.at, self.tour = at, tour

    def compose(self) -> ComposeResult:
        step, is_last = self.tour[self.at], self.at == len(self.tour) - 1
        onward = "begin" if is_last else "next"
        back = "" if self.at == 0 else f"   {key('pane.left')} back"
        yield Static(Content(f"{self.at + 1} of {len(self.tour)}   {step.heading}"), classes="title")
        yield Static(Content("\n".join(step.lines)))
        yield Static(Content(f"{key('list.open')} {onward}{back}   {key('leave.back')} leave the tour"), classes="hint")

    def on_click(self) -> None:
        """Go on."""
        self.action_turn(1)

    def on_key(self, event: events.Key) -> None:
        """Let any other key do what it always does."""
        host = self.app
        assert isinstance(host, Host)
        if any(event.key in BY_ID[action_id].keys for action_id in _OWN):
            return
        event.stop()
        self.dismiss(None)
        host.press_later(event)

    async def action_move(self, by: int) -> None:
        """Move in the list below."""
        await self._do_below(f"move({by})")

    async def action_page(self, half_pages: int) -> None:
        """Turn pages in the list below."""
        await self._do_below(f"page({half_pages})")

    async def action_jump(self, to_end: bool) -> None:
        """Go to an end of the list below."""
        await self._do_below(f"jump({to_end})")

    async def _do_below(self, action: str) -> None:
        below = self.app.screen_stack[-2].focused
        if below is not None:
            await below.run_action(action)

    def action_turn(self, by: int) -> None:
        """Go to the next step, or the one before."""
        if self.at + by >= 0:
            self.dismiss(by)

    def action_back(self) -> None:
        """Leave the tour."""
        self.dismiss(None)

    def action_close_view(self) -> None:
        """Leave the tour."""
        self.dismiss(None)


async def tour(program: "Program") -> None:
    """Lead through the app, step by step, until the end or until the person has seen enough."""
    at, whole = 0, steps()
    while at < len(whole):
        step = whole[at]
        await program.action_place(step.place)
        if step.then is not None:
            await step.then(program)
        turned = await program.push_screen_wait(TourStep(at, whole))
        if turned is None:
            return
        at += turned
    await program.action_place(whole[0].place)
