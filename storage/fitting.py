"""What a database can hold: refused here in one sentence, before a driver or a far-away server stumbles over it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from itcrm_tui.domain.fields import INTEGER_LIMIT, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Record
from storage.errors import RefusedError

MOST_DIGITS = 100
LONGEST_ID = 64
LONGEST_KEY = 2_500
"""Bytes of the unique texts of one record together: what PostgreSQL takes into an index row, with room to spare."""
_MOST_BYTES = 4
"""Of one character in UTF-8."""


def check_fits(record: Record) -> None:
    """Raise RefusedError for a value that not every engine can hold and give back the same."""
    kind = kind_of(record)
    if problem := _id_problem(record.id):
        raise RefusedError(f"{kind.label} {problem}.")
    values = vars(record)
    checks = _CHECKS[kind.name]
    texts = [value for name in _TEXTS[kind.name] if (value := values[name]) is not None]
    if _plain(texts):
        checks = _OTHER_CHECKS[kind.name]
    for name, label, problem_of in checks:
        value = values[name]
        if value is not None and value != () and (problem := problem_of(value)):
            raise RefusedError(f"{label} {problem}.")
    _check_keys(kind, record)


def _plain(texts: list[Any]) -> bool:
    """Whether texts are beyond doubt, as nearly all are."""
    try:
        joined = "".join(texts)
    except TypeError:
        return False
    return joined.isascii() and "\0" not in joined


def text_problem(text: Any) -> str | None:
    """Return why no database takes a text: it is none, or holds NUL or half of a character."""
    if not isinstance(text, str):
        return "is no text"
    if "\0" in text:
        return "holds a NUL character, which no database takes"
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            return "holds half of a character, which no database takes"
    return None


def storable(value: Any) -> bool:
    """Whether a value may be in a database, as far as texts go."""
    return not isinstance(value, str) or text_problem(value) is None


def _decimal_problem(value: Any) -> str | None:
    if not isinstance(value, Decimal) or not value.is_finite():
        return "is no decimal number"
    digits = value.as_tuple().digits
    return None if abs(value.adjusted()) <= MOST_DIGITS and len(digits) <= MOST_DIGITS else "has too many digits"


def _instant_problem(value: Any) -> str | None:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return "is no moment with a time zone"
    try:
        value.astimezone(UTC)
    except OverflowError:
        return "lies outside of the years 1 to 9999"
    return None


def _whole_problem(value: Any) -> str | None:
    return None if type(value) is int and abs(value) <= INTEGER_LIMIT else "is no whole number of usual size"


def _texts_problem(texts: Any) -> str | None:
    return next(filter(None, map(text_problem, texts)), None)


def _id_problem(record_id: Any) -> str | None:
    if isinstance(record_id, str) and 0 < len(record_id) <= LONGEST_ID and record_id.isascii():
        return None if record_id.isprintable() else "has no identifier of a record"
    return "has no identifier of a record"


def _ids_problem(ids: Any) -> str | None:
    return next(filter(None, map(_id_problem, ids)), None)


def _shares_problem(shares: Any) -> str | None:
    if len(dict(shares)) != len(shares):
        return "names the same record twice"
    return _ids_problem(dict(shares)) or next(filter(None, (_decimal_problem(share) for _, share in shares)), None)


_PROBLEMS: dict[Type, Callable[[Any], str | None]] = {
    **dict.fromkeys((Type.TEXT, Type.LINES, Type.MONTH), text_problem),
    **dict.fromkeys((Type.INTEGER, Type.MONEY, Type.MINUTES), _whole_problem),
    **dict.fromkeys((Type.REFERENCE, Type.ANY_REFERENCE), _id_problem),
    Type.DECIMAL: _decimal_problem,
    Type.INSTANT: _instant_problem,
    Type.TEXTS: _texts_problem,
    Type.REFERENCES: _ids_problem,
    Type.SHARES: _shares_problem,
}
_CHECKS = {
    kind.name: [(one.name, one.label, _PROBLEMS[one.holds]) for one in kind.fields if one.holds in _PROBLEMS]
    for kind in KINDS.values()
}

_TEXTS = {
    kind: [name for name, _, problem_of in checks if problem_of is text_problem] for kind, checks in _CHECKS.items()
}
_OTHER_CHECKS = {kind: [check for check in checks if check[2] is not text_problem] for kind, checks in _CHECKS.items()}


def _check_keys(kind: Kind, record: Record) -> None:
    for names in kind.unique:
        key = "".join([getattr(record, name) or "" for name in names])
        if len(key) * _MOST_BYTES > LONGEST_KEY and len(key.encode()) > LONGEST_KEY:
            label = kind.by_name[names[-1]].label
            raise RefusedError(f"{label} is too long to be told apart from others.")
