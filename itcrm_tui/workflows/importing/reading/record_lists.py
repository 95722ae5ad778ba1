"""Where the records are in a document that was read: it is a list of them, holds one, or is one record itself."""

from collections.abc import Mapping, Sequence

from itcrm_tui.workflows.importing.reading.flattening import Nested

_WORDS = ("items", "records", "results", "result", "data", "value", "values", "rows", "entries", "list", "d")
"""What programs call the list of records in the object around it, the surest first."""

_NAMES = {"name", "title", "subject", "summary", "email"}
"""What a record has and a wrapping does not."""

_DEEPEST_WRAPPING = 4


def records_of(document: Nested) -> tuple[Sequence[Nested], str]:
    """Return the records of a document, and in words where they were: blank where that is plain."""
    where: list[str] = []
    for _ in range(_DEEPEST_WRAPPING):
        if isinstance(document, list):
            break
        name, left_out = _wrapped(document)
        if name is None:
            break
        where = [*where[:0], ".".join([*(where[:1]), name]), *where[1:], *left_out]
        document = document[name]
    words = f"the list {where[0]}" if where else ""
    if where[1:]:
        words += f", without {', '.join(where[1:])}"
    return (_unwrapped(document) if isinstance(document, list) else [document]), words


def _unwrapped(records: Sequence[Nested]) -> Sequence[Nested]:
    """Return records out of the object of one name that some programs put around each."""
    names = {name for record in records if isinstance(record, Mapping) for name in record}
    inner = [record[name] for record in records if isinstance(record, Mapping) for name in record]
    alone = len(names) == 1 and len(inner) == len(records) and all(isinstance(one, Mapping) for one in inner)
    return inner if alone else records


def _wrapped(document: Nested) -> tuple[str | None, list[str]]:
    """Return the name under which the records are, and the names of other lists of records beside it."""
    if not isinstance(document, Mapping) or _NAMES & {name.lower() for name in document}:
        return None, []
    lists = [name for name, value in document.items() if _holds_records(value)]
    known = [name for word in _WORDS for name in document if name.lower() == word]
    best = [name for name in known if name in lists] or lists[:1]
    if best:
        return best[0], [name for name in lists if name != best[0]]
    inside = [name for name in known if isinstance(document[name], dict) and _wrapped(document[name])[0]]
    return (inside or [None])[0], []


def _holds_records(value: Nested) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
