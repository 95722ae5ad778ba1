"""One canonical JSON form for every value: in the journal, in `--json`, in exports and digests."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from itcrm_tui.domain.canonical import decimal_text, instant_from, instant_text
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Record

Json = str | int | bool | list[Any] | dict[str, Any] | None


_WRITE: dict[Type, Callable[[Any], Json]] = {
    Type.DECIMAL: decimal_text,
    Type.DATE: date.isoformat,
    Type.INSTANT: instant_text,
    Type.CHOICE: str,
    Type.TEXTS: list,
    Type.REFERENCES: list,
    Type.SHARES: lambda shares: {role: decimal_text(share) for role, share in sorted(shares)},
}

_READ: dict[Type, Callable[[Any], Any]] = {
    Type.DECIMAL: Decimal,
    Type.DATE: date.fromisoformat,
    Type.INSTANT: instant_from,
    Type.FLAG: bool,
    Type.TEXTS: tuple,
    Type.REFERENCES: tuple,
    Type.SHARES: lambda shares: tuple((role, Decimal(share)) for role, share in sorted(shares.items())),
}


def to_json(field: Field, value: Any) -> Json:
    """Return a field's value in its JSON form; unknown, and an empty list, is None."""
    if value is None or value == ():
        return None
    write = _WRITE.get(field.holds)
    return write(value) if write else value


def from_json(field: Field, value: Any) -> Any:
    """Return the value that `to_json` wrote; raises ValueError for a word that is no choice of the field."""
    if value is None:
        return () if field.holds in (Type.TEXTS, Type.REFERENCES, Type.SHARES) else None
    if field.holds is Type.CHOICE and field.choices:
        return field.choices(value)
    read = _READ.get(field.holds)
    return read(value) if read else value


def known_fields(record: Record) -> dict[str, Json]:
    """Return what is known of a record, field by field, in JSON form; unknown fields are left out."""
    values = vars(record)
    return {
        name: write(value) if write else value
        for name, write in writers(kind_of(record).name)
        if (value := values[name]) is not None and value != ()
    }


@cache
def writers(kind: str) -> tuple[tuple[str, Callable[[Any], Json] | None], ...]:
    """Return for each field of a kind its name and what turns a known value into its JSON form, if it is another."""
    return tuple((field.name, _WRITE.get(field.holds)) for field in KINDS[kind].fields)


def as_json(record: Record) -> dict[str, Json]:
    """Return the whole record as `--json` prints it: kind, identity, then every field, unknown as null.

    `kind` says what sort of record it is; a field of that name is told apart, as `feedback_kind`.
    """
    kind = kind_of(record)
    head: dict[str, Json] = {"kind": kind.name, "id": record.id, "version": record.version}
    body = {_json_name(kind, field): to_json(field, getattr(record, field.name)) for field in kind.fields}
    times = (("created_at", record.created_at), ("updated_at", record.updated_at))
    return head | body | {name: instant_text(at) if at else None for name, at in times}


def _json_name(kind: Kind, field: Field) -> str:
    return f"{kind.name}_kind" if field.name == "kind" else field.name
