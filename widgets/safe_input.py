"""A one-line input that never shows what `safe` would not, whoever filled or pasted it."""

from textual.widgets import Input

from itcrm_tui.text import safe


class SafeInput(Input):
    """An `Input` whose value is always safe to show."""

    def validate_value(self, value: str) -> str:
        """Return the value as it may be shown."""
        return safe(value)
