"""What the widgets bind is what the registry says, so that help, footer and remapping tell the truth."""

from textual.binding import Binding

from itcrm_tui.keys import BY_ID
from widgets.board import Board
from widgets.paged_table import PagedTable
from widgets.reading_pane import ReadingPane


def test_widgets_bind_the_registered_keys_under_the_registered_ids() -> None:
    bound = [
        binding
        for widget in (Board, PagedTable, ReadingPane)
        for binding in widget.BINDINGS
        if isinstance(binding, Binding) and binding.id
    ]
    assert bound
    for binding in bound:
        assert binding.id in BY_ID, binding.id
        assert set(binding.key.split(",")) == set(BY_ID[binding.id].keys), binding.id
