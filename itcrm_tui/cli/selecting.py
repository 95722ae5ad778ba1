"""Which records of a kind the arguments of `list` and `export` ask for."""

from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli.naming import field_named
from itcrm_tui.domain.kinds import Kind

if TYPE_CHECKING:
    from itcrm_tui.workflows.exporting import Wanted


def selection(kind: Kind, arguments: Namespace, at_most: int | None = None) -> "Wanted":
    """Return what `QUERY`, `--sort` and `--limit` say; without a limit, `at_most`. Raises UsageError."""
    from itcrm_tui.workflows.exporting import Wanted

    descending = (arguments.sort or "").startswith("-")
    sort = field_named(kind, arguments.sort.lstrip("-")) if arguments.sort else None
    limit = at_most if arguments.limit is None else arguments.limit or None
    return Wanted(kind, " ".join(arguments.words), sort, descending, limit)
