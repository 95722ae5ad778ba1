"""A form in two columns: tab goes down the left one, then down the right one, and both are about as tall."""

from itcrm_tui.domain.asking import asked
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS
from screens.form_halves import in_halves


def test_the_halves_hold_all_fields_in_their_order() -> None:
    for kind in KINDS.values():
        left, right = in_halves(asked(kind))
        assert [*left, *right] == list(asked(kind))
        assert len(left) > 0


def test_a_long_text_counts_for_the_lines_that_it_takes() -> None:
    text, line = Field(holds=Type.LINES, name="text"), Field(holds=Type.TEXT, name="line")
    assert in_halves([text, line, line, line]) == ([text], [line, line, line])
    assert in_halves([line, line, line]) == ([line, line], [line])
