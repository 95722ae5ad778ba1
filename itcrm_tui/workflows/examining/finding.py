"""One thing that was looked at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What was looked at, what was found, and what to do about it; no advice where all is well."""

    area: str
    name: str
    value: str
    advice: str | None = None
