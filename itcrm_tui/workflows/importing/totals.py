"""The line of totals, and what a program says of itself, below a list: no records."""

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

_FOOTER = re.compile(
    r"((copyright )?(©|\(c\)) ?\d{4}|copyright \d{4}|confidential information\b"
    r"|(report )?(generated|exported|printed|created) (by|on|at):? |(erstellt|exportiert|gedruckt) (von|am):? "
    r"|(grand )?totals? \(\d+ records?\)|page \d+ (of|/) \d+$|seite \d+ von \d+$).*",
    re.IGNORECASE,
)
_LONGEST_FOOTER = 10

_NUMBER = re.compile(r"\D{0,4}\d[\d.,'\s]*\D{0,4}")


def reject_totals(kind: Kind, drafts: Sequence[Draft]) -> None:
    """Reject the last row where it says `Total` and otherwise only numbers."""
    if len(drafts) < _LEAST or drafts[-1].action is Action.REJECT:
        return
    word, *others = [cell.strip() for cell in drafts[-1].row.cells if cell.strip()]
    if bare(word) in _CALLED and others and all(_NUMBER.fullmatch(cell) for cell in others):
        drafts[-1].refuse("", f"seems to be a line of totals; `itcrm add {kind.name}` adds it if it is none")


def reject_footer(drafts: Sequence[Draft]) -> None:
    """Reject the last rows that say one thing only, from the first that is a remark of the program that wrote them."""
    below = len(drafts)
    while below and len(drafts) - below < _LONGEST_FOOTER and _only_word(drafts[below - 1]):
        below -= 1
    last = drafts[below:]
    first = next((at for at, draft in enumerate(last) if _FOOTER.fullmatch(_only_word(draft) or "")), len(last))
    for draft in last[first:]:
        draft.refuse("", "is below the list, and seems to be none of it")


def _only_word(draft: Draft) -> str | None:
    """Return what a row says in its first cell, if it says nothing else."""
    first, *others = draft.row.cells
    return None if draft.action is Action.REJECT or any(cell.strip() for cell in others) else first.strip() or None
