"""Which records of a kind the arguments of `list` and `export` ask for."""

from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from itcrm_tui.cli.naming import field_named
from itcrm_tui.domain.kinds import Kind

if TYPE_CHECKING:
    from itcrm_tui.workflows.exporting import Wanted
    from storage.store import Store


def with_meaning(store: "Store", wanted: "Wanted") -> "Wanted":
    """Return what is wanted with the meaning of its filter; raises FilterError."""
    from itcrm_tui.workflows.filters import read_filter

    return replace(wanted, words=read_filter(store, wanted.kind, wanted.words))


def selection(kind: Kind, arguments: Namespace, at_most: int | None = None) -> "Wanted":
    """Return what `QUERY`, `--sort` and `--limit` say; without a limit, `at_most`. Raises UsageError."""
    from itcrm_tui.workflows.exporting import Wanted
    from itcrm_tui.workflows.lists import figures_of

    descending = (arguments.sort or "").startswith("-")
    by = (arguments.sort or "").lstrip("-")
    figure = by if by in figures_of(kind.name) else ""
    sort = field_named(kind, by) if by and not figure else None
    limit = at_most if arguments.limit is None else arguments.limit or None
    return Wanted(kind, " ".join(arguments.words), sort, descending, limit, figure=figure)
