"""A text area that never shows what `safe_lines` would not, whoever filled or pasted it."""

from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from itcrm_tui.text import safe_lines


class SafeTextArea(TextArea):
    """A `TextArea` whose text is always safe to show; Tab goes on to the next field."""

    def __init__(self, text: str = "") -> None:
        super().__init__(safe_lines(text), compact=True, tab_behavior="focus", soft_wrap=True)

    def edit(self, edit: Edit) -> EditResult:
        """Put in what may be shown of a text."""
        edit.text = safe_lines(edit.text)
        return super().edit(edit)

    def load_text(self, text: str) -> None:
        """Show another text, as it may be shown."""
        super().load_text(safe_lines(text))
