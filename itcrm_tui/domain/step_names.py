"""The steps of a commitment that one key cannot take, by name: the letter that chooses each, and what it is called."""

STEP_NAMES: dict[str, tuple[str, str]] = {
    "renegotiate": ("r", "renegotiate"),
    "deliver": ("D", "deliver on a day"),
    "keep": ("k", "close as kept"),
    "miss": ("g", "give up as missed"),
    "withdraw": ("w", "withdraw"),
    "refuse": ("f", "refuse"),
}
"""In the order in which they are offered."""
