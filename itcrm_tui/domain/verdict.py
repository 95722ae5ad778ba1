"""The verdicts of a capacity check."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a capacity check said.

    `UNCHECKED`: nobody has said what it needs; `CANNOT`: hours, a role or the due date are missing.
    """

    OK = "OK"
    TIGHT = "TIGHT"
    SHORT = "SHORT"
    UNCHECKED = "UNCHECKED"
    CANNOT = "cannot be checked"

    @property
    def fits(self) -> bool:
        """Whether a promise may stand on it."""
        return self in (Verdict.OK, Verdict.TIGHT)
