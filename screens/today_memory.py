"""What Today showed last, kept for the next start: it stands there until the database has been asked."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from itcrm_tui.domain.today import HAVE_PARTS, Need, What
from itcrm_tui.ids import RecordId

if TYPE_CHECKING:
    from itcrm_tui.remembered import Noted

ROWS, TAB = "rows", "tab"
MOST_ROWS, LONGEST = 60, 200
_DAYS = ("due", "since")


def remember(memory: "Noted", tab: str, needs: Sequence[Need]) -> None:
    """Note what stands in a tab, as much as the first screens show."""
    memory.set(TAB, tab)
    memory.set(ROWS, [_noted(need) for need in needs[:MOST_ROWS]])


def remembered(memory: "Noted") -> tuple[str, tuple[Need, ...]]:
    """Return the tab that was shown last, and what stood in it; nothing of what cannot be understood."""
    found = (_need(row) for row in memory.get(ROWS, []))
    return memory.get(TAB, ""), tuple(need for need in found if need is not None)


def _noted(need: Need) -> dict[str, Any]:
    found = {name: value for name, value in asdict(need).items() if value not in (None, "", ())}
    found |= {name: found[name].isoformat() for name in _DAYS if name in found}
    return {name: value[:LONGEST] if isinstance(value, str) else value for name, value in found.items()}


def _need(row: Any) -> Need | None:
    try:
        known = {field.name: row[field.name] for field in fields(Need) if field.name in row}
        known |= {name: date.fromisoformat(known[name]) for name in _DAYS if name in known}
        parts = tuple(RecordId(str(one)) for one in known.pop("parts", ()))
        need = Need(**{**known, "what": What(known["what"]), "parts": parts})
        return need if _is_sound(need) else None
    except (TypeError, ValueError, KeyError, IndexError):
        return None


def _is_sound(need: Need) -> bool:
    texts = (need.kind, need.record, need.title, need.client, need.note, need.style, need.on, need.client_id or "")
    return all(isinstance(text, str) for text in texts) and (bool(need.parts) or need.what not in HAVE_PARTS)
