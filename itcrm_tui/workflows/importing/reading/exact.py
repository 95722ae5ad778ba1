"""Numbers as programs write them, as texts with every digit and no exponent."""

from decimal import Decimal, InvalidOperation

from itcrm_tui.workflows.importing.reading.sheet import Exact

YES, NO = Exact("yes"), Exact("no")

_FARTHEST = 30
"""An exponent beyond this writes no figure of ours; the number stays as it is written."""

_SHOWN_DIGITS = 15
"""As many as a spreadsheet shows; what comes after them is floating-point noise."""


def exact_number(text: str) -> str:
    """Return a number in the notation of programs with its digits as they are, `1.5e3` written out."""
    if "e" not in text.lower():
        return Exact(text)
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return Exact(f"{value:f}") if abs(value.adjusted()) <= _FARTHEST else text


def exact_float(value: float) -> str:
    """Return a floating-point number as a spreadsheet shows it: `3` for 3.0, `0.3` for 0.1 + 0.2."""
    if value.is_integer() and abs(value) < 2**53:
        return Exact(int(value))
    return exact_number(f"{value:.{_SHOWN_DIGITS}g}")
