"""What everything that lies over a screen lies on: set off from what is under it, with colours and without."""

from textual.containers import Vertical
from textual.widgets import OptionList

OF_THE_SCREEN = 0.6
"""The part of the screen's height that a list takes at most."""


class Panel(Vertical):
    """A blank column left and right of the words; where the ground is the same everywhere, a line around them.

    The line is plain ASCII, as a terminal may draw any other in two cells. A panel `.foot` lies at the bottom.
    However long its title, what it is the title of keeps its room.
    """

    DEFAULT_CSS = """
    Panel {
        width: 1fr; height: auto; max-height: 100%; padding: 0 1; background: $panel;
        &:ansi { border: ascii $foreground; }
        &.foot:ansi { border: none; border-top: ascii $foreground; }
        & > .title, & > .about { max-height: 2; }
        & > .title { height: auto; color: $text-accent; text-style: bold; }
        & OptionList { height: auto; border: none; padding: 0; background: $panel; }
        & OptionList > .option-list--option-highlighted, & OptionList:focus > .option-list--option-highlighted {
            background: $accent 22%; color: $foreground; text-style: bold;
        }
        &:ansi OptionList > .option-list--option-highlighted,
        &:ansi OptionList:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground;
        }
    }
    """

    def on_mount(self) -> None:
        """Let no list be taller than there is room for, now and when the terminal has another size."""
        self._cap()
        self.screen.screen_layout_refresh_signal.subscribe(self, self._cap)

    def _cap(self, _: object = None) -> None:
        """Set the most lines of lists; in cells, as in a part of the screen a panel would be too tall for its list."""
        for one in self.query(OptionList):
            one.styles.max_height = max(1, int(self.app.size.height * OF_THE_SCREEN) - 1)
