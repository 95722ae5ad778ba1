"""The rows of a view: lines to read, and behind them, page by page, the records that name the one in view."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from rich.cells import cell_len

from itcrm_tui.domain.linked import Line, Paragraph, Way
from itcrm_tui.domain.relations import Relation
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe_lines
from screens.record_shapes import shapes
from widgets.cells import safe_fit, wrap
from widgets.keyset import Key
from widgets.section_list import Part, SectionRow

if TYPE_CHECKING:
    from storage.store import Store

T = TypeVar("T")
HIDDEN, NONE = "not for your role", "none on file"
HEAD, BODY, FOOT = range(3)


@dataclass(frozen=True)
class Behind:
    """What a row stands for: ways that its line leads, or a relation, with a record in it or with none yet."""

    ways: tuple[Way, ...] = ()
    relation: Relation | None = None
    record: RecordId | None = None


class Rows(Protocol):
    """A part of the list, with places of its own."""

    def rows(self, start: Key | None, backwards: bool, limit: int) -> list[SectionRow]:
        """Return up to `limit` rows after `start`, or before it when backwards."""

    def place(self, row_id: str) -> Key | None:
        """Return where a row stands in this part."""


class Source:
    """All parts as one list; a place in it is the number of the part, and the place in that."""

    def __init__(self, parts: Sequence[Rows]) -> None:
        self.parts = parts

    def __call__(self, start: Key | None, backwards: bool, limit: int) -> list[SectionRow]:
        """Return rows as a list asks for them."""
        rows: list[SectionRow] = []
        numbers = range(len(self.parts))
        for at in reversed(numbers) if backwards else numbers:
            if start is not None and (at > start[0] if backwards else at < start[0]):
                continue
            inside = start[1] if start is not None and at == start[0] else None
            found = self.parts[at].rows(inside, backwards, limit - len(rows))
            placed = [replace(row, key=(at, row.key)) for row in found]
            rows = placed + rows if backwards else rows + placed
            if len(rows) >= limit:
                break
        return rows

    def find(self, row_id: str) -> Key | None:
        """Return where a row stands."""
        for at, part in enumerate(self.parts):
            if (place := part.place(row_id)) is not None:
                return at, place
        return None


class Lines:
    """Paragraphs, wrapped to a width, with their headings beside them."""

    def __init__(self, paragraphs: Sequence[Paragraph], width: int) -> None:
        self._rows = [
            replace(row, id=f"line/{at}", key=at) for at, row in enumerate(_wrapped(paragraphs, max(8, width)))
        ]

    def rows(self, start: Key | None, backwards: bool, limit: int) -> list[SectionRow]:
        """Return up to `limit` lines."""
        return part_of(self._rows, start, backwards, limit)

    def place(self, row_id: str) -> Key | None:
        """Return where a line stands."""
        return next((row.key for row in self._rows if row.id == row_id), None)


def part_of(rows: Sequence[T], start: int | None, backwards: bool, limit: int) -> list[T]:
    """Return up to `limit` rows after an index, or before it when backwards."""
    if backwards:
        before = list(rows if start is None else rows[:start])
        return before[max(0, len(before) - limit) :]
    return list(rows[0 if start is None else start + 1 :][:limit])


def _wrapped(paragraphs: Sequence[Paragraph], width: int) -> Iterator[SectionRow]:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.apart and number:
            yield SectionRow("", 0, Part.GAP)
        heading = paragraph.heading
        for line in paragraph.lines or ():
            behind = Behind(ways=line.ways)
            for piece in _pieces(line, width):
                yield SectionRow("", 0, Part.LINE, heading, ((piece, line.style),), about=behind, beside=True)
                heading = ""


def _pieces(line: Line, width: int) -> list[str]:
    """Return a line wrapped; one that stands for a record is a row, and what it ends with, such as LATE, stays."""
    if len(line.ways) == 1 and line.ways[0].record is not None:
        name, gap, end = line.words.rpartition("  ")
        room = width - cell_len(gap + end)
        is_cut = gap and cell_len(line.words) > width and room >= width // 2
        return [f"{safe_fit(name, room)}{gap}{end}" if is_cut else line.words]
    return [piece for one in safe_lines(line.words).split("\n") for piece in wrap(one, width)]


class Related:
    """A heading with a count, and below it the records of one relation to a subject."""

    def __init__(
        self, relation: Relation, subject: RecordId, today: date, store: "Callable[[], Store]", *, apart: bool
    ) -> None:
        self.relation, self.subject, self.today = relation, subject, today
        self._store, self._apart = store, apart

    def rows(self, start: Key | None, backwards: bool, limit: int) -> list[SectionRow]:
        """Return up to `limit` rows: of the heading, of the records, of what is said where there are none."""
        found: list[SectionRow] = []
        for zone in (FOOT, BODY, HEAD) if backwards else (HEAD, BODY, FOOT):
            if len(found) >= limit or (start is not None and (zone > start[0] if backwards else zone < start[0])):
                continue
            inside = start[1] if start is not None and zone == start[0] else None
            rows = self._zone(zone, inside, backwards, limit - len(found))
            placed = [replace(row, key=(zone, row.key)) for row in rows]
            found = placed + found if backwards else found + placed
        return found

    def _zone(self, zone: int, start: Key | None, backwards: bool, limit: int) -> list[SectionRow]:
        match zone:
            case 0:
                return part_of(self._head(), start, backwards, limit)
            case 1:
                return self.records(start, backwards, limit)
        return part_of(self._foot(), start, backwards, limit)

    def records(self, start: Key | None, backwards: bool, limit: int) -> list[SectionRow]:
        """Return the rows of the records alone; none where the role may not see them."""
        from itcrm_tui.workflows.lists import Span
        from itcrm_tui.workflows.surroundings import related

        found = related(self._store(), self.relation, self.subject, self.today, Span(start, backwards, limit))
        look = shapes(self.relation)
        return [
            SectionRow(
                self.row_id(row.record),
                row.key,
                Part.ITEM,
                self.relation.heading.upper(),
                row.cells,
                shapes=look,
                about=Behind(relation=self.relation, record=row.record),
            )
            for row in (found if isinstance(found, list) else [])
        ]

    def place(self, row_id: str) -> Key | None:
        """Return where a record of the relation stands."""
        from itcrm_tui.workflows.surroundings import place

        before, _, record = row_id.rpartition("/")
        if before != self.name:
            return (HEAD, len(self._head()) - 1) if row_id == self.name else None
        found = place(self._store(), self.relation, self.subject, RecordId(record))
        return None if found is None else (BODY, found)

    @property
    def name(self) -> str:
        """What its rows are told from others by."""
        return f"{self.relation.kind.name}.{self.relation.field.name}"

    def row_id(self, record: RecordId) -> str:
        """Return the id of the row of a record."""
        return f"{self.name}/{record}"

    def _head(self) -> list[SectionRow]:
        from itcrm_tui.workflows.surroundings import MOST_COUNTED, count

        counted = count(self._store(), self.relation, self.subject)
        words = ""
        if isinstance(counted, int):
            words = f"{MOST_COUNTED:,} and more" if counted > MOST_COUNTED else f"{counted:,}"
        there = shapes(self.relation) if counted else ()
        head = SectionRow("", 0, Part.HEAD, f"{self.relation.heading.upper()}  {words}", shapes=there)
        rows = [SectionRow("", 0, Part.GAP), head] if self._apart else [head]
        return [replace(row, id=f"{self.name}/{row.part.value}", key=at) for at, row in enumerate(rows)]

    def _foot(self) -> list[SectionRow]:
        from itcrm_tui.workflows.surroundings import count

        counted = count(self._store(), self.relation, self.subject)
        if isinstance(counted, int) and counted:
            return []
        words = NONE if isinstance(counted, int) else HIDDEN
        about = Behind(relation=self.relation)
        return [SectionRow(f"{self.name}/none", 0, Part.LINE, cells=((words, "muted"),), about=about)]
