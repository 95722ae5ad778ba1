"""Which column of a sheet is which field: guessed from the header, or told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.text import safe
from itcrm_tui.workflows.finding import is_id
from itcrm_tui.workflows.importing.columns import Column, Use
from itcrm_tui.workflows.importing.guessing import field_meant, is_own_key, name_parts
from itcrm_tui.workflows.importing.reading import Sheet
from itcrm_tui.workflows.importing.times_apart import with_times
from storage.errors import MistypedError

REASON = "Rejected because"
"""The header of the column that a file of rejects has more than the file they came from."""

_KEYS = frozenset(
    {
        *("sysid", "externalid", "externalkey", "externalreference", "extid", "foreignkey", "sourceid"),
        *("guid", "uuid", "uid", "objectid", "recordid", "ciid", "issuekey"),
    }
)
_LIKELY_KEYS = frozenset({"number", "key", "issueid", "recordnumber", "caseid", "ticketid"})


_VERSION = 14
"""Where in a UUID its version stands."""


class MappingError(MistypedError):
    """What was told about the columns does not fit the file or the kind; the message is one line."""

    def __init__(self, sentence: str) -> None:
        super().__init__(safe(sentence))


def map_columns(kind: Kind, sheet: Sheet, told: Iterable[str] = ()) -> list[Column]:
    """Return what becomes of each column; `told` has `Header=field` each. Raises MappingError."""
    fixed = dict(_told(kind, sheet, told))
    taken = {column.field.name for column in fixed.values() if column.field}
    ranks: dict[int, int] = {}
    columns = [fixed.get(at) or _guess(kind, sheet, at, ranks) for at in range(len(sheet.header))]
    best = _best_guesses([column for column in columns if column.at in ranks], ranks, taken)
    keys = sorted((column.at not in fixed, _doubt(column), column.at) for column in columns if column.use is Use.KEY)
    kept = {*fixed, *best, *(at for _, _, at in keys[:1])}
    columns = [column if column.at in kept else _demoted(column) for column in columns]
    if any(column.use is Use.ID for column in columns):
        columns = [_without_state(kind, column) for column in columns]
    return with_times(sheet, _with_whole_name(kind, sheet, columns))


def is_key(words: str) -> bool:
    """Whether the words mean the key that another system has for a record."""
    return bare(words) in _KEYS or bare(words) == "key"


def _told(kind: Kind, sheet: Sheet, told: Iterable[str]) -> Iterator[tuple[int, Column]]:
    taken: dict[str, str] = {}
    for one in told:
        header, equals, words = one.rpartition("=")
        if not equals:
            raise MappingError(f"“{one}” is not a mapping; write --map 'Header=field', or 'Header=' to leave it out.")
        at = _position(sheet, header)
        column = _as_told(kind, at, sheet.header[at], words.strip())
        if column.field and taken.setdefault(column.field.name, header) != header:
            raise MappingError(f"Both “{taken[column.field.name]}” and “{header}” are mapped to {column.field.name}.")
        yield at, column


def _position(sheet: Sheet, header: str) -> int:
    for same in (lambda one: one == header.strip(), lambda one: bare(one) == bare(header)):
        found = [at for at, one in enumerate(sheet.header) if same(one)]
        if found:
            return found[0]
    raise MappingError(f"There is no column “{header}”; the header is {', '.join(sheet.header[:20])}.")


def _as_told(kind: Kind, at: int, header: str, words: str) -> Column:
    if not words:
        return Column(at, header, Use.IGNORED, why="as told", told=True)
    if bare(words) == "notes":
        return Column(at, header, Use.NOTES, why="as told", told=True)
    field = field_called(kind, words)
    if field is None and (bare(words) == "id" or is_key(words)):
        return Column(at, header, Use.ID if bare(words) == "id" else Use.KEY, told=True)
    if field is None or not field.settable:
        names = ", ".join(known.name for known in kind.fields if known.settable)
        raise MappingError(f"{kind.one} has no field “{words}” that can be set. There are: {names}.")
    return Column(at, header, Use.FIELD, field, told=True)


def _guess(kind: Kind, sheet: Sheet, at: int, ranks: dict[int, int]) -> Column:
    """Return what a column seems to be; where that is a field, `ranks` gets how far-fetched it is."""
    header = sheet.header[at]
    if header == REASON:
        return Column(at, header, Use.IGNORED, why="the reason of an earlier rejection")
    if not header:
        return _nameless(sheet, at)
    if bare(header) == "id":
        ids = all(_is_ours(row.cells[at].strip()) for row in sheet.rows if not row.fault and row.cells[at].strip())
        return Column(at, header, Use.ID if ids or sheet.own else Use.KEY)
    meant = field_meant(kind, header)
    if bare(header) == "title" and any(bare(one) == "jobtitle" for one in sheet.header):
        meant = None  # beside a job title it is the form of address
    key = bare(header) in _KEYS or is_own_key(kind, header) or bare(header.rpartition(".")[2]) == "id"
    if key and (meant is None or meant[0] >= 100):
        return Column(at, header, Use.KEY)
    if meant and not (meant[1].settable or sheet.own):
        return Column(at, header, Use.NOTES, why=f"{meant[1].label.lower()} is not set by an import")
    if meant:
        ranks[at], field = meant
        return Column(at, header, Use.FIELD, field)
    return Column(at, header, Use.KEY if bare(header) in _LIKELY_KEYS else Use.NOTES)


def _is_ours(words: str) -> bool:
    """Whether words can be an id of ours, which is a UUID of version 7; other programs make others."""
    return is_id(words) and words[_VERSION] == "7"


def _doubt(column: Column) -> int:
    """Return how doubtful it is that a column holds the record's own key."""
    word = bare(column.header)
    sure = (word == "sysid", word in _KEYS or word == "id", word not in _LIKELY_KEYS, True)
    return sure.index(True)


def _nameless(sheet: Sheet, at: int) -> Column:
    says = any(row.cells[at].strip() for row in sheet.rows if not row.fault)
    return Column(at, f"Column {at + 1}", Use.NOTES if says else Use.IGNORED, why="it has no header")


def _best_guesses(guessed: Sequence[Column], ranks: dict[int, int], taken: set[str]) -> set[int]:
    """Return the columns that get the field they seem to be: one a field, the least far-fetched, then the first."""
    best: dict[str, tuple[int, int]] = {}
    for column in guessed:
        if column.field and column.field.name not in taken:
            place = (ranks[column.at], column.at)
            best[column.field.name] = min(best.get(column.field.name, place), place)
    return {at for _, at in best.values()}


def _demoted(column: Column) -> Column:
    """Return a column that did not get its field: kept in the notes."""
    if column.use not in (Use.FIELD, Use.KEY):
        return column
    return replace(column, use=Use.NOTES, field=None, why="another column comes before it")


def _without_state(kind: Kind, column: Column) -> Column:
    """Leave out what a list of our own records says about them that only their own commands change."""
    field = field_called(kind, column.header)
    ours = column.use is Use.NOTES and not column.told and field is not None and not field.settable
    return replace(column, use=Use.IGNORED) if ours else column


def _with_whole_name(kind: Kind, sheet: Sheet, columns: list[Column]) -> list[Column]:
    """Make one name of a person's given and family name, where no column holds the whole in more rows."""
    name = kind.by_name.get("name") if kind.name in ("person", "stakeholder") else None
    parts = name_parts([column.header for column in columns])
    if not name or not parts or any(columns[at].told for at in parts):
        return columns
    whole = next((column for column in columns if column.field == name), None)
    if whole and whole.at not in parts and (whole.told or _rows_with(sheet, (whole.at,)) >= _rows_with(sheet, parts)):
        return columns
    if whole and not whole.told:
        columns[whole.at] = replace(whole, use=Use.NOTES, field=None, why="the parts of the name say more")
    first, *more = parts
    columns[first] = replace(columns[first], use=Use.FIELD, field=name, why="", more=tuple(more))
    for at in more:
        columns[at] = replace(columns[at], use=Use.PART, field=None, why=f"continues {columns[first].header}")
    return columns


def _rows_with(sheet: Sheet, columns: Sequence[int]) -> int:
    """Return in how many rows some of the columns say something."""
    return sum(1 for row in sheet.rows if not row.fault and any(row.cells[at].strip() for at in columns))
