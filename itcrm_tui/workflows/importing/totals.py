"""The line of totals below a list, which is no record."""

import re
from collections.abc import Sequence

from itcrm_tui.domain.field_words import bare
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.workflows.importing.drafts import Action, Draft

_CALLED = frozenset(
    {
        *("total", "totals", "grandtotal", "subtotal", "sum", "overall"),
        *("summe", "gesamt", "gesamtsumme", "totalgeneral", "合計"),
    }
)
_LEAST = 2
"""A list with a total has that and another row."""

_NUMBER = re.compile(r"\D{0,4}\d[\d.,'\s]*\D{0,4}")


def reject_totals(kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the last row where it says `Total` and otherwise only numbers."""
    if len(drafts) < _LEAST or drafts[-1].action is Action.REJECT:
        return
    word, *others = [cell.strip() for cell in drafts[-1].row.cells if cell.strip()]
    if bare(word) in _CALLED and others and all(_NUMBER.fullmatch(cell) for cell in others):
        drafts[-1].refuse("", f"seems to be a line of totals; `itcrm add {kind.name}` adds it if it is none")
