"""Filters, a term at a time: names, signs, states, and what the database knows."""

from contextlib import suppress

from itcrm_tui.cli.completing.kinds import kind_given
from itcrm_tui.cli.completing.place import Place
from itcrm_tui.cli.completing.records import known_words


def filter_words(place: Place) -> dict[str, str]:
    """Return what the part of a filter under the cursor can become."""
    from itcrm_tui import saved_filters
    from itcrm_tui.config import ConfigError
    from itcrm_tui.query.completion import offers

    kind, typed = kind_given(place), place.prefix
    if kind is None:
        return {}
    saved: saved_filters.Saved = {}
    with suppress(ConfigError):
        saved = saved_filters.saved(kind.name)
    found = offers(typed, len(typed), kind, saved, lambda asked, begun: known_words(place, asked, begun))
    return {typed[: one.start] + one.text: one.about for one in found}
