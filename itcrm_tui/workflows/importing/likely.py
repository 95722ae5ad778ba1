"""Of which kind the rows of a file seem to be, where nobody says it: an offer, never a decision."""

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.workflows.importing.columns import Use
from itcrm_tui.workflows.importing.mapping import MappingError, map_columns
from itcrm_tui.workflows.importing.reading import Sheet

_OFTEN = ("client", "stakeholder", "service", "person", "feedback", "commitment", "touchpoint", "usage", "team", "role")
_FOR_A_MISSING_FIELD = 2


class KindUntoldError(MappingError):
    """The file does not say of which kind its rows are; `likely` is the one that fits its header best."""

    def __init__(self, name: str, likely: Kind) -> None:
        self.likely = likely
        super().__init__(f"{name} does not say what its rows are. Name their kind, as in --as {likely.plural}.")


def likely_kind(sheet: Sheet) -> Kind:
    """Return the kind of which the header names most fields, and misses few that are required."""
    return max((KINDS[name] for name in _OFTEN), key=lambda kind: _fit(kind, sheet))


def _fit(kind: Kind, sheet: Sheet) -> int:
    named = {column.field.name for column in map_columns(kind, sheet) if column.use is Use.FIELD and column.field}
    missing = [field for field in kind.fields if field.required and field.name not in named]
    return len(named) - _FOR_A_MISSING_FIELD * len(missing)
