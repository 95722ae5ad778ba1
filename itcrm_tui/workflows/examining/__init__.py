"""Look the program, its places, its database and its terminal over, and say what to do where something is wrong."""

from collections.abc import Mapping

from itcrm_tui.workflows.examining import database, installation, places, settings, terminal
from itcrm_tui.workflows.examining.finding import Finding


def examine(given: str | None, environment: Mapping[str, str]) -> list[Finding]:
    """Return what was found, of the named database or the person's own; nothing is changed or upgraded."""
    configured = settings.examine()
    usable = not any(one.advice for one in configured)
    found = [*installation.examine(), *terminal.examine(environment), *configured, *places.examine()]
    return [*found, *(database.examine(given) if usable or given else ())]


__all__ = ["Finding", "examine"]
