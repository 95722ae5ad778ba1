"""How large the sample is."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """How many of each to make; the rest follows from them. There is at least one person and one service."""

    people: int = 30
    clients: int = 25
    services: int = 40
    commitments: int = 60
    touchpoints: int = 180
    feedback: int = 300
    months: int = 18
