"""Records as the rows that a driver takes: in the kind's table, in the search text, in the links."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.generator.identity import MADE_AT, identifier
from itcrm_tui.domain.fields import LINK_TYPES
from itcrm_tui.domain.kinds import KINDS
from storage.rows import search_words, sort_name, stored
from storage.search import positions

Row = tuple[Any, ...]
State = dict[str, Any]
SEARCH_COLUMNS = ("record_id", "kind", "text", "position")
LINK_COLUMNS = ("record_id", "field", "target_id", "kind")


@dataclass
class Beside:
    """What is kept beside the rows; `placed` counts the search texts of each second."""

    words: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    placed: Counter[int] = field(default_factory=Counter)

    def place(self, kind: str, moment: str) -> int:
        """Return the next position for a text of a kind and a moment."""
        lowest = positions.lowest(kind, positions.seconds(moment))
        self.placed[lowest] += 1
        return lowest + self.placed[lowest]


def columns(kind: str) -> tuple[str, ...]:
    """Return the columns of a kind's table that generated rows fill."""
    described = KINDS[kind]
    tail = ("sort_name",) if described.name_field else ()
    return ("id", "version", "created_at", "updated_at", *described.by_name, *tail)


def rows(kind: str, engine: str, states: Iterable[State], beside: Beside) -> Iterator[Row]:
    """Yield the rows of records, and gather what is kept beside them."""
    values = _values(kind, engine)
    searched = any(field.searched for field in KINDS[kind].fields)
    dated = KINDS[kind].dated_by or ""
    linked = [field.name for field in KINDS[kind].fields if field.holds in LINK_TYPES]
    for number, state in enumerate(states):
        record_id = identifier(kind, number)
        if searched and (text := search_words(KINDS[kind], state)):
            beside.words.append((record_id, kind, text, beside.place(kind, state.get(dated, MADE_AT))))
        for name in linked:
            beside.links += [(record_id, name, target, kind) for target in state.get(name, ())]
        yield (record_id, 1, MADE_AT, MADE_AT, *values(state))


def _values(kind: str, engine: str) -> Callable[[State], list[Any]]:
    described = KINDS[kind]
    forms = [(field.name, stored(engine, field)) for field in described.fields]
    named = described.name_field

    def values(state: State) -> list[Any]:
        get = state.get
        found = [None if (value := get(name)) is None else form(value) for name, form in forms]
        return [*found, sort_name(get(named.name))] if named else found

    return values
