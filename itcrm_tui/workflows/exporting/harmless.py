"""Texts for formats that know no control characters: cards and calendars."""

import re

from itcrm_tui.text import MARK

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def harmless(text: str | None) -> str:
    r"""Return a text with `\n` for every kind of line end, and `MARK` for every other control character but a tab."""
    return _CONTROL.sub(MARK, _LINE_END.sub("\n", text or ""))


def harmless_line(text: str | None) -> str:
    """Return a text as one line, without blanks around it."""
    return " ".join(harmless(text).split("\n")).strip()
