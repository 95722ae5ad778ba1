"""Where the cursor stands when rows have gone from a list that is read as a whole."""

from collections.abc import Collection, Sequence


def stays_on(before: Sequence[str], left: Collection[str], row_id: str) -> str:
    """Return where the cursor stands after a row has been dealt with: on it, else on what followed it, else before it.

    Rows by their ids: `before`: all that were there, in their order; `left`: those on which it may stand now. Nothing
    where none of what was there is left.
    """
    if row_id not in before:
        return ""
    at = before.index(row_id)
    return next((one for one in (*before[at:], *reversed(before[:at])) if one in left), "")
