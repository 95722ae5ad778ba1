"""What a database can hold: refused here in one sentence, before a driver or a far-away server stumbles over it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from itcrm_tui.domain.canonical import instant_from
from itcrm_tui.domain.fields import INTEGER_LIMIT, Type
from itcrm_tui.domain.kinds import KINDS, Kind, kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from storage.change import Known
from storage.errors import RefusedError

MOST_DIGITS = 100
LONGEST_ID = 64
LONGEST_KEY = 2_500
"""Bytes of the unique texts of one record together: what PostgreSQL takes into an index row, with room to spare."""
MOST_BYTES = 4
"""Of one character in UTF-8."""

Checks = dict[str, dict[str, Callable[[Any], str | None]]]
"""By kind and field, what says why a value cannot be held."""


def check_fits(record: Record) -> None:
    """Raise RefusedError for a value that not every engine can hold and give back the same."""
    _check(kind_of(record), record.id, vars(record), _CHECKS)


def check_known(kind: Kind, record_id: RecordId, known: Known) -> None:
    """Raise RefusedError as `check_fits` does, for what is known of a record in JSON form."""
    _check(kind, record_id, known, CHECKS_OF_JSON)


def _check(kind: Kind, record_id: RecordId, values: Known, checks: Checks) -> None:
    if problem := _id_problem(record_id):
        raise RefusedError(f"{kind.label} {problem}.")
    texts, others = _TEXTS[kind.name], checks[kind.name]
    plain = _plain([value for name, value in values.items() if name in texts and value is not None])
    for name, value in values.items():
        problem_of = None if plain and name in texts else others.get(name)
        if problem_of and value is not None and value != () and (problem := problem_of(value)):
            raise RefusedError(f"{kind.by_name[name].label} {problem}.")
    _check_keys(kind, values)


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
_PROBLEMS_OF_JSON: dict[Type, Callable[[Any], str | None]] = {
    **_PROBLEMS,
    Type.DECIMAL: lambda text: _decimal_problem(Decimal(text)),
    Type.INSTANT: lambda text: _instant_problem(instant_from(text)),
    Type.SHARES: lambda shares: _shares_problem([(one, Decimal(share)) for one, share in shares.items()]),
}


def _checks(problems: dict[Type, Callable[[Any], str | None]]) -> Checks:
    return {
        kind.name: {field.name: problems[field.holds] for field in kind.fields if field.holds in problems}
        for kind in KINDS.values()
    }


_CHECKS, CHECKS_OF_JSON = _checks(_PROBLEMS), _checks(_PROBLEMS_OF_JSON)
_TEXTS = {
    kind: frozenset(name for name, problem_of in checks.items() if problem_of is text_problem)
    for kind, checks in _CHECKS.items()
}


def _check_keys(kind: Kind, values: Known) -> None:
    for names in kind.unique:
        key = "".join([values.get(name) or "" for name in names])
        if len(key) * MOST_BYTES > LONGEST_KEY and len(key.encode()) > LONGEST_KEY:
            label = kind.by_name[names[-1]].label
            raise RefusedError(f"{label} is too long to be told apart from others.")
