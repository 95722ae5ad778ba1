"""The lines of what a promise needs, as many as wanted: there is always a blank one to go on with."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from itcrm_tui.ids import new_id
from widgets.need_line import NeedLine, Suggest

Shown = tuple[str, Mapping[str, str]]
"""The key of a line, and its texts by part."""


class NeedList(VerticalScroll):
    """Lines of a role or thing, hours, and a start."""

    can_focus = False
    DEFAULT_CSS: ClassVar[str] = "NeedList { height: auto; scrollbar-size-vertical: 1; }"

    class Changed(Message):
        """Something else stands in the lines."""

    def __init__(self, shown: Sequence[Shown], suggest: Suggest) -> None:
        super().__init__()
        self._suggest, self._first = suggest, tuple(shown)
        self._keys = {key for key, _ in shown}

    def compose(self) -> ComposeResult:
        for key, texts in self._first:
            yield self._line(key, texts)
        yield self._line(new_id(), {})

    def _line(self, key: str, texts: Mapping[str, str]) -> NeedLine:
        return NeedLine(key, texts, self._suggest)

    @property
    def lines(self) -> list[NeedLine]:
        """The lines, the blank one too."""
        return list(self.query(NeedLine))

    @property
    def changed(self) -> bool:
        """Whether the person has changed any line, or added one."""
        return any(line.changed for line in self.lines)

    async def show(self, shown: Sequence[Shown]) -> None:
        """Show other lines in place of those that stand here, as if nothing had been typed."""
        await self.remove_children()
        await self.mount_all([self._line(key, texts) for key, texts in (*shown, (new_id(), {}))])
        self.post_message(self.Changed())

    @on(NeedLine.Changed)
    async def _follow(self, event: NeedLine.Changed) -> None:
        """Have a blank line at the end."""
        event.stop()
        if self.lines and not self.lines[-1].is_blank:
            await self.mount(self._line(new_id(), {}))
        self.post_message(self.Changed())
