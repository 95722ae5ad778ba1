"""Which records values point at."""

from collections.abc import Iterator, Mapping
from typing import Any

from itcrm_tui.domain.fields import LINK_TYPES, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId


def named_by(kind: Kind, values: Mapping[str, Any]) -> Iterator[RecordId]:
    """Yield the records that values in JSON form point at."""
    for name, value in values.items():
        holds = kind.by_name[name].holds if name in kind.by_name else None
        if value and holds in (Type.REFERENCE, Type.ANY_REFERENCE):
            yield value
        elif value and holds in LINK_TYPES:
            yield from value
