"""Whether many records are sound, judged a field at a time: what is beyond doubt in all is not looked at one by one."""

from collections.abc import Sequence, Sized
from typing import Any

from itcrm_tui.domain.checking import (
    ITEMS_LIMIT,
    Problem,
    Values,
    contradictions,
    may_contradict,
    text_limit,
    what_is_wrong,
)
from itcrm_tui.domain.fields import TEXT_LIMIT, Field, Type
from itcrm_tui.domain.kinds import Kind

Problems = dict[int, list[Problem]]
"""What is wrong with records, by their place in a list."""


def problems_among(kind: Kind, records: Sequence[Values]) -> Problems:
    """Return what `problems` says of each record that is not sound."""
    found: Problems = {}
    known = set().union(*records)
    for field in kind.fields:
        if field.required or field.name in known:
            _judge(kind, field, [record.get(field.name) for record in records], found)
    if may_contradict(kind):
        for at, record in enumerate(records):
            if at not in found and (told := list(contradictions(kind, record))):
                found[at] = told
    return found


def _judge(kind: Kind, field: Field, values: Sequence[Any], found: Problems) -> None:
    said = [value for value in values if value is not None]
    if not (field.required and len(said) < len(values)) and _are_beyond_doubt(kind, field, said):
        return
    for at, value in enumerate(values):
        if wrong := what_is_wrong(kind, field, value):
            found.setdefault(at, []).append((field.name, f"{field.label} {wrong}."))


def _are_beyond_doubt(kind: Kind, field: Field, values: Sequence[Any]) -> bool:
    """Whether a glance is enough to know that all values are sound; where it is not, they may be sound as well."""
    try:
        match field.holds:
            case Type.TEXT | Type.LINES | Type.REFERENCE:
                return _all_plain(field, values)
            case Type.TEXTS | Type.REFERENCES:
                return field.items is None and _all_plain_lists(values)
        distinct = set(zip(map(type, values), values, strict=True))
        return not any(what_is_wrong(kind, field, value) for _, value in distinct)
    except TypeError:
        return False  # a value of another type


def _all_plain(field: Field, texts: Sequence[str]) -> bool:
    """Whether all are printable texts of one line, none of them blank or too long."""
    return "".join(texts).isprintable() and _all_say_something(texts) and _longest(texts) <= text_limit(field)


def _all_plain_lists(lists: Sequence[list[str]]) -> bool:
    """Whether all are lists, not too long, of printable texts of one line, none of them blank, too long or with `;`."""
    if not all(type(items) is list for items in lists):
        return False
    items = [item for items in lists for item in items]
    joined, bearable = "".join(items), _longest(items) <= TEXT_LIMIT and _longest(lists) <= ITEMS_LIMIT
    return bearable and joined.isprintable() and ";" not in joined and _all_say_something(items)


def _all_say_something(texts: Sequence[str]) -> bool:
    return all(map(str.strip, texts))


def _longest(values: Sequence[Sized]) -> int:
    return max(map(len, values), default=0)
