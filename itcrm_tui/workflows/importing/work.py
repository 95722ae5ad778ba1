"""The steps of an import: read the file, plan against the database, take in."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.text import safe
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.importing.consistency import reconcile, written
from itcrm_tui.workflows.importing.reading import Row, Sheet, read_file, read_source
from itcrm_tui.workflows.importing.reading.decoding import FileError
from itcrm_tui.workflows.importing.drafts import Action, Draft, drafts_from, read_drafts
from itcrm_tui.workflows.importing.identity import identity
from itcrm_tui.workflows.importing.mapping import (
    Column,
    MappingError,
    Use,
    demand_required,
    is_key,
    map_columns,
    system_of,
)
from itcrm_tui.workflows.importing.matching import Clue, Index, Way, fill, fill_deleted
from itcrm_tui.workflows.importing.planning import Mode, Planner, plan, standing
from itcrm_tui.workflows.records import cut
from itcrm_tui.workflows.references import References, unique_texts
from storage.change import ChangeSet
from storage.reader import Reader
from storage.store import Store


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a person wants imported, and what they say about it.

    `columns`: `Header=field` each; `given`: `field=value` each, for rows that leave the field blank.
    `match`: the field that tells which record a row is; `system`: whose keys the file holds.
    `dates`: how 12/05/2026 is read (iso refuses it); `decimal_mark`: what stands before decimals, if it is told.
    """

    path: Path
    kind: Kind
    columns: Sequence[str] = ()
    given: Sequence[str] = ()
    match: str | None = None
    mode: Mode = Mode.BOTH
    restore: bool = False
    system: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    dates: str = "iso"
    decimal_mark: str | None = None


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be taken, and why: the field or column, if it is about one, and a reason."""

    row: Row
    problems: Sequence[tuple[str, str]]

    @property
    def reason(self) -> str:
        """All reasons in one line."""
        return "; ".join(f"{name}: {said}" if name else said for name, said in self.problems)


@dataclass(frozen=True)
class Preview:
    """What an import would do."""

    request: Request
    sheet: Sheet
    columns: Sequence[Column]
    system: str
    drafts: Sequence[Draft]

    @property
    def counts(self) -> Mapping[Action, int]:
        """How many rows meet which fate."""
        return Counter(draft.action for draft in self.drafts)

    @property
    def rejected(self) -> list[Rejected]:
        """The rows that cannot be taken, in the order of the file."""
        headers = {column.field.name: column.header for column in self.columns if column.field}
        labels = {field.name: field.label for field in self.request.kind.fields}
        return [
            Rejected(draft.row, [_said(headers, labels, *problem) for problem in draft.problems])
            for draft in self.drafts
            if draft.action is Action.REJECT
        ]

    @property
    def title(self) -> str:
        """What the import is called in the history."""
        said = [f"{self.counts[action]:,} {word}" for action, word in _DONE.items() if self.counts[action]]
        kinds = self.request.kind.plural.replace("_", " ")
        return f"{cut(f'Import {kinds} from {safe(self.request.path.name)}')}: {', '.join(said)}"


def _said(headers: Mapping[str, str], labels: Mapping[str, str], name: str, reason: str) -> tuple[str, str]:
    """Return a problem by the column that it is about; a sentence that names the field already stays as it is."""
    return ("" if reason.startswith(labels.get(name, "\0")) else headers.get(name, name)), reason


_DONE = {Action.CREATE: "added", Action.UPDATE: "changed", Action.RESTORE: "restored"}


def read(request: Request) -> Sheet:
    """Return what the file holds; raises FileError or MappingError where nothing of it can be imported."""
    sheet = read_file(read_source(request.path, request.encoding), delimiter=request.delimiter)[0]
    if not sheet.rows:
        raise FileError(f"{request.path} has a header, but no rows.")
    if request.kind.name == "settings":
        raise MappingError("Settings are not imported; `itcrm edit settings` sets them.")
    columns = map_columns(request.kind, sheet, request.columns)
    demand_required(request.kind, columns, _given(request), request.path)
    _ways(request, columns)
    return sheet


def preview(store: Store, request: Request, sheet: Sheet) -> Preview:
    """Return what an import of the sheet would do; nothing is written."""
    columns = map_columns(request.kind, sheet, request.columns)
    system = system_of(request.path, columns, request.system)
    drafts = drafts_from(request.kind, sheet.rows, columns, _given(request))
    with store.read() as reader:
        if request.kind.name in reader.hidden:
            raise NotForRoleError(request.kind)
        _plan(reader, request, columns, system, drafts)
    return Preview(request, sheet, columns, system, drafts)


def take_in(store: Store, planned: Preview) -> ChangeSet | None:
    """Write what a preview shows as one change set; None when there is nothing to write.

    Raises ConflictError where a record has changed since the preview was made.
    """
    kind, due = planned.request.kind, written(planned.drafts)
    if not due:
        return None
    with store.write(planned.title) as unit:
        for draft in due:
            if draft.action is Action.UPDATE and draft.seen and draft.record:
                unit.save(draft.seen, draft.record)
            elif draft.record:
                unit.add(draft.record)
            if draft.new_key and draft.key:
                unit.add(
                    ExternalReference(record_kind=kind.name, record=draft.id, system=planned.system, key=draft.key)
                )
    return unit.written


def _plan(reader: Reader, request: Request, columns: Sequence[Column], system: str, drafts: Sequence[Draft]) -> None:
    kind, ways = request.kind, _ways(request, columns)
    how = notation.written(reader, dates=request.dates, decimal_mark=request.decimal_mark)
    references = References(reader)
    read_drafts(kind, drafts, how, references)
    _demand_match(request, ways, drafts)
    by_key_or_id = not request.match or is_key(request.match)
    living = Index(kind, system, ways, by_key_or_id)
    deleted = Index(kind, system, ways, by_key_or_id, last_only=True)
    fill(reader, living, [Clue(draft.own_id, draft.key, draft.values) for draft in standing(drafts)])
    fill_deleted(reader, deleted)
    merges = any(column.use is Use.NOTES for column in columns)
    planner = Planner(kind, living, deleted, request.mode, request.restore, merges)
    plan(planner, drafts, how, references)
    reconcile(reader, kind, drafts)


def _ways(request: Request, columns: Sequence[Column]) -> list[Way]:
    """Return by which fields a row is matched when neither an id nor a key does it, the surest first."""
    kind = request.kind
    mapped = {column.field.name for column in columns if column.field} | _given(request).keys()
    if request.match and not is_key(request.match):
        field = field_called(kind, request.match)
        if field is None or field.name not in mapped:
            raise MappingError(
                f"Rows cannot be matched by “{request.match}”: no column is that field of a {kind.label}."
            )
        return [(field.name,)]
    if request.match:
        if not any(column.use is Use.KEY for column in columns):
            raise MappingError(
                "Rows cannot be matched by external key: no column holds one. --map 'Header=key' says which."
            )
        return []
    codes: list[Way] = [(name,) for name in unique_texts(kind) if name in mapped]
    alike = tuple(name for name in identity(kind) if name in mapped)
    named = kind.name_field.name if kind.name_field else None
    return [*codes, alike] if alike and (named in alike or named not in identity(kind)) else codes


def _demand_match(request: Request, ways: Sequence[Way], drafts: Sequence[Draft]) -> None:
    """With --match a row has to have what it is matched by: else the next import would add it again."""
    for draft in standing(drafts):
        if request.match and not ways and not draft.key:
            draft.refuse("", "has no external key to match it by")
        elif request.match and ways and draft.texts.get(ways[0][0]) is None:
            draft.refuse(ways[0][0], "is blank, so there is nothing to match it by")


def _given(request: Request) -> dict[str, str]:
    """Return what --set says, by field name."""
    texts: dict[str, str] = {}
    for one in request.given:
        words, equals, text = one.partition("=")
        field = field_called(request.kind, words)
        if not equals or field is None or not field.settable or not bare(words):
            raise MappingError(f"“{one}” sets no field of a {request.kind.label}; write --set field=value.")
        texts[field.name] = text
    return texts
