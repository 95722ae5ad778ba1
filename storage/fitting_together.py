"""Whether a database can hold many records, looked at a field at a time; one by one only where that leaves a doubt."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from itcrm_tui.domain.fields import INTEGER_LIMIT, Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.ids import RecordId
from storage.change import Known
from storage.fitting import CHECKS_OF_JSON, LONGEST_ID, LONGEST_KEY, MOST_BYTES, check_known


def check_all_known(kind: Kind, records: Mapping[RecordId, Known]) -> None:
    """Raise RefusedError as `check_known` does for one of the records, given by id."""
    if not _all_fit(kind, records):
        for record_id, known in records.items():
            check_known(kind, record_id, known)


def _all_fit(kind: Kind, records: Mapping[RecordId, Known]) -> bool:
    """Whether all are beyond doubt, as nearly always."""
    try:
        longest = {field.name: _longest_fitting(kind, field, records.values()) for field in kind.fields}
        keys_fit = all(sum(longest[name] for name in names) * MOST_BYTES <= LONGEST_KEY for names in kind.unique)
        return keys_fit and _ids_fit(list(records))
    except (TypeError, ValueError):
        return False


def _longest_fitting(kind: Kind, field: Field, records: Collection[Known]) -> int:
    """Return how many characters the longest text of a field has; raises TypeError or ValueError in doubt."""
    values = [value for known in records if (value := known.get(field.name)) is not None]
    if not _fit(kind, field, values):
        raise ValueError(field.name)
    return max(map(len, values), default=0) if field.holds is Type.TEXT else 0


def _fit(kind: Kind, field: Field, values: Sequence[Any]) -> bool:
    match field.holds:
        case Type.TEXT | Type.LINES | Type.MONTH:
            return _texts_fit(values)
        case Type.TEXTS:
            return _texts_fit([text for texts in values for text in texts])
        case Type.REFERENCE | Type.ANY_REFERENCE:
            return _ids_fit(values)
        case Type.REFERENCES:
            return _ids_fit([one for several in values for one in several])
        case Type.INTEGER | Type.MONEY | Type.MINUTES:
            return set(map(type, values)) <= {int} and all(abs(value) <= INTEGER_LIMIT for value in set(values))
    problem_of = CHECKS_OF_JSON[kind.name].get(field.name)
    return problem_of is None or not any(map(problem_of, values))


def _texts_fit(texts: Sequence[str]) -> bool:
    joined = "".join(texts)
    return "\0" not in joined and (joined.isascii() or bool(joined.encode()))


def _ids_fit(ids: Sequence[str]) -> bool:
    joined = "".join(ids)
    return joined.isascii() and joined.isprintable() and all(0 < len(one) <= LONGEST_ID for one in ids)
