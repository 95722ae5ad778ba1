"""The program's own looks: quiet, one accent for where you are, one for what needs you."""

from textual.theme import Theme

DARK = Theme(
    name="itcrm-dark",
    primary="#5F8FBF",
    secondary="#8FA3B0",
    accent="#7DB7E8",
    warning="#E39A4B",
    error="#EE7373",
    success="#82B97C",
    foreground="#D5D9DC",
    background="#14181B",
    surface="#1A1F23",
    panel="#222930",
    dark=True,
)

LIGHT = Theme(
    name="itcrm-light",
    primary="#2C5F8A",
    secondary="#4F6472",
    accent="#1F5FA8",
    warning="#A85400",
    error="#B3261E",
    success="#2F6B2B",
    foreground="#1E2428",
    background="#FAFAF7",
    surface="#F2F2EE",
    panel="#E6E7E2",
    dark=False,
)

THEMES = (DARK, LIGHT)
