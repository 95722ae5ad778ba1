"""Which fields a printed list shows; `--csv` and `--json` have them all."""

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import Kind

MOST = 6

_COLUMNS: dict[str, tuple[str, ...]] = {
    "client": ("code", "name", "segment", "tier", "status", "parent", "relationship_owner"),
    "line_of_business": ("name", "client", "cost_centre", "headcount"),
    "stakeholder": ("name", "client", "role", "title", "email", "phone"),
    "service": ("code", "name", "category", "phase", "lead_time_days", "owner"),
    "person": ("name", "login", "email", "phone", "weekly_minutes", "role_shares"),
    "commitment": ("title", "client", "state", "due", "service", "owner"),
    "requirement": ("id", "commitment", "kind", "role", "minutes", "thing", "needed_by"),
    "feedback": ("subject", "client", "kind", "state", "received_at", "csat"),
    "touchpoint": ("id", "purpose", "client", "kind", "planned_at", "held_at"),
    "external_reference": ("id", "record_kind", "system", "key"),
}


def columns_of(kind: Kind) -> tuple[str, ...]:
    """Return the fields to show, `id` among them where there is no name to call a record by."""
    named = () if kind.name_field else ("id",)
    short = tuple(field.name for field in kind.fields if field.holds is not Type.LINES)
    return _COLUMNS.get(kind.name) or (*named, *short[:MOST])
