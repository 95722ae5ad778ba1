"""Doing what a key would do, on the screen if it knows how, else in the app."""

from typing import Any

from textual.app import App
from textual.screen import Screen


async def run_call(app: App[Any], screen: Screen[Any], call: str) -> None:
    """Run an action of a screen or of the app, as a binding names it."""
    on_screen = hasattr(screen, f"action_{call.partition('(')[0]}")
    await app.run_action(call, default_namespace=screen if on_screen else app)
