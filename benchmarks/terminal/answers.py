"""What a terminal answers when a program asks it something."""

import re

_ASKED = re.compile(rb"\x1b\[(\?\d+\$p|[>=]?0?c|\??6n|5n|\?u|>0?q)")
_ANSWERS = {
    b"?2026$p": b"\x1b[?2026;2$y",  # synchronized output: known, off
    b"?2048$p": b"\x1b[?2048;0$y",  # sizes told in band: unknown
    b"c": b"\x1b[?62;22c",
    b"5n": b"\x1b[0n",
    b"6n": b"\x1b[1;1R",
    b"?u": b"\x1b[?0u",
}
_LONGEST = 12


class Answers:
    """Looks for questions in what a program writes; one may be cut in two."""

    def __init__(self) -> None:
        self._rest = b""

    def to(self, written: bytes) -> bytes:
        """Return what to send back."""
        seen = self._rest + written
        last = 0
        found = b""
        for asked in _ASKED.finditer(seen):
            found += _ANSWERS.get(asked[1].replace(b"0c", b"c"), b"")
            last = asked.end()
        self._rest = seen[max(last, len(seen) - _LONGEST) :]
        return found
