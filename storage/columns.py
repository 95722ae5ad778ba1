"""How the fields of a change become columns of its kind's table: worked out once for fields that come together."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from itcrm_tui.domain.kinds import KINDS
from storage.change import Values
from storage.rows import as_it_is, sort_name, stored

Columns = tuple[Sequence[str], Callable[[Values], list[Any]]]


@lru_cache(maxsize=1_000)
def columns_of(engine: str, kind: str, fields: tuple[str, ...]) -> Columns:
    """Return the columns that hold the fields, and what turns the new values of a change into those columns."""
    described = KINDS[kind]
    forms = [(place, stored(engine, described.by_name[name])) for place, name in enumerate(fields)]
    forms = [(place, form) for place, form in forms if form is not as_it_is]
    named = described.name_field.name if described.name_field and described.name_field.name in fields else None

    def values(changed: Values) -> list[Any]:
        found = [changed[name][1] if name in changed else None for name in fields]
        for place, form in forms:
            if found[place] is not None:
                found[place] = form(found[place])
        if named:
            found.append(sort_name(changed[named][1] if named in changed else None))
        return found

    return [*fields, "sort_name"] if named else fields, values
