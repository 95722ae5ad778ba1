"""The steps of an import: read the file, plan against the database, take in."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.kinds import KINDS, Kind, kind_named
from itcrm_tui.domain.notation import Notation
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.importing.cells import Cells
from itcrm_tui.workflows.importing.columns import Column
from itcrm_tui.workflows.importing.consistency import reconcile, reject_orphans, written
from itcrm_tui.workflows.importing.drafts import Action, Draft, drafts_from
from itcrm_tui.workflows.importing.implying import imply_clients
from itcrm_tui.workflows.importing.likely import KindUntoldError, likely_kind
from itcrm_tui.workflows.importing.mapping import MappingError, map_columns
from itcrm_tui.workflows.importing.matching import Clue, Index, fill, fill_deleted
from itcrm_tui.workflows.importing.naming import add_missing, still_named
from itcrm_tui.workflows.importing.parts import Part, Preview, Progress, Request, unseen
from itcrm_tui.workflows.importing.planning import Planner, match, standing
from itcrm_tui.workflows.importing.reading import FileError, Sheet, kind_of_format, read_file, read_source
from itcrm_tui.workflows.importing.telling import (
    as_ours,
    demand_required,
    notation_found,
    system_of,
    without_misfits,
)
from itcrm_tui.workflows.importing.totals import reject_totals
from itcrm_tui.workflows.importing.ways import demand_match, matches_by_key_or_id, ways_to_match
from itcrm_tui.workflows.references import ID, References
from storage.change import ChangeSet
from storage.reader import Reader
from storage.store import Store
from storage.unit import Unit

_SHOWN_EVERY = 500
_ORDER = list(KINDS)


def read(request: Request) -> list[Sheet]:
    """Return what the file holds, a sheet for each kind; raises FileError or MappingError where that cannot be told."""
    source = read_source(request.path, request.encoding)
    found = read_file(source, form=request.form, delimiter=request.delimiter, sheet=request.sheet)
    sheets = [_of_kind(request, as_ours(sheet), kind_of_format(source, request.form)) for sheet in found]
    if request.kind:
        sheets = [sheet for sheet in sheets if sheet.kind == request.kind.name]
    if not sheets:
        raise FileError(f"{request.path} holds no {request.kind.plural if request.kind else 'records'}.")
    if not any(sheet.rows for sheet in sheets):
        raise FileError(f"{request.path} has a header, but no rows.")
    return sorted(sheets, key=lambda sheet: _ORDER.index(sheet.kind or ""))


def _of_kind(request: Request, sheet: Sheet, by_format: str | None) -> Sheet:
    """Return the sheet with its kind: as the file says, else as told, else what files of its format hold."""
    if sheet.kind:
        return replace(sheet, kind=kind_named(sheet.kind).name)
    kind = request.kind.name if request.kind else by_format
    if kind is None:
        raise KindUntoldError(request.path.name, likely_kind(sheet))
    return replace(sheet, kind=kind)


def check(request: Request, sheets: Sequence[Sheet]) -> None:
    """Raise FileError or MappingError where what is told does not fit the sheets, or no row could be taken."""
    for sheet in sheets:
        _check(request, sheet)


def _check(request: Request, sheet: Sheet) -> None:
    kind = KINDS[sheet.kind or ""]
    if kind.name == "settings" and not sheet.own:
        raise MappingError("Settings are not imported; `itcrm edit settings` sets them.")
    columns = map_columns(kind, sheet, request.columns)
    if not sheet.own:
        demand_required(kind, columns, _given(request, kind), request.path)
    ways_to_match(request, kind, columns, _given(request, kind))


def preview(store: Store, request: Request, sheets: Sequence[Sheet], progress: Progress = unseen) -> Preview:
    """Return what an import of the sheets would do; nothing is written."""
    with store.read() as reader, _uncollected():
        works = [_begun(reader, request, sheet) for sheet in sheets if sheet.rows]
        references = References(reader)
        for work in works:
            for draft in work.part.drafts:
                if draft.own_id:
                    references.add(work.part.kind, ID, draft.own_id, draft.own_id)
        _plan(reader, works, references, progress)
    return Preview(request, [work.part for work in works])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the collector many visits to rows that all stay; they hold no circles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass
class _Work:
    """One kind of an import in the making."""

    part: Part
    request: Request
    notation: Notation
    given: dict[str, str]
    cells: Cells | None = None
    planner: Planner | None = None


def _begun(reader: Reader, request: Request, sheet: Sheet) -> _Work:
    kind = KINDS[sheet.kind or ""]
    if kind.name in reader.hidden:
        raise NotForRoleError(kind)
    columns, given = map_columns(kind, sheet, request.columns), _given(request, kind)
    how = notation.written(reader, dates=request.dates or "iso", decimal_mark=request.decimal_mark)
    found: tuple[str, ...] = ()
    if not sheet.own:
        told = notation_found(sheet, columns, how, dates=request.dates is None)
        how, found = told.notation, told.found
        columns = columns if request.strict else without_misfits(sheet, columns, how)
    drafts = drafts_from(sheet.rows, columns, given)
    if not sheet.own:
        reject_totals(kind, drafts)
    part = Part(kind, sheet, columns, system_of(request.path, columns, request.system), drafts, found)
    return _Work(part, request, how, given)


def _plan(reader: Reader, works: Sequence[_Work], references: References, progress: Progress) -> None:
    for at, work in enumerate(works):
        later = frozenset(other.part.kind.name for other in works[at:])
        _match(reader, work, references, later, progress)
    for work in works:
        if work.cells is None or work.planner is None:
            continue
        _build(reader, work, work.cells, work.planner, progress)
        reconcile(reader, work.part.kind, work.part.drafts)
        work.part.remarks = work.cells.remarks.summary()
    reject_orphans([(work.part.kind, work.part.drafts) for work in works])
    for work in works:
        work.part.missing = still_named(work.part.missing, written(work.part.drafts))


def _match(reader: Reader, work: _Work, references: References, later: frozenset[str], progress: Progress) -> None:
    """Read what the rows say, and find out which records they are."""
    part, request, kind = work.part, work.request, work.part.kind
    lenient = {} if part.sheet.own or request.strict else _guessed(part.columns)
    cells = work.cells = Cells(kind, work.notation, references, lenient, work.given)
    cells.look_up(part.drafts)
    if request.add_missing:
        part.missing = add_missing(cells, part.drafts, later)
    for draft in _shown(list(part.drafts), f"Reading {part.kind.plural}", progress):
        cells.read(draft, later)
    ways = ways_to_match(request, kind, part.columns, work.given)
    demand_match(request, ways, part.drafts)
    by_key_or_id = matches_by_key_or_id(request)
    living = Index(kind, part.system, ways, by_key_or_id)
    deleted = Index(kind, part.system, ways, by_key_or_id, last_only=True)
    fill(reader, living, [Clue(draft.own_id, draft.key, draft.values) for draft in standing(part.drafts)])
    fill_deleted(reader, deleted)
    work.planner = Planner(kind, living, deleted, request.mode, request.restore)
    match(work.planner, part.drafts, references)


def _build(reader: Reader, work: _Work, cells: Cells, planner: Planner, progress: Progress) -> None:
    """Make the records that the rows ask for; of a row that is rejected, note what else is wrong with it."""
    drafts = [draft for draft in work.part.drafts if draft.action is not Action.SKIP]
    for draft in drafts:
        cells.read_later(draft)
    imply_clients(reader, work.part.kind, list(standing(drafts)))
    for draft in _shown(drafts, f"Checking {work.part.kind.plural}", progress):
        if draft.action is Action.REJECT:
            planner.check_known(draft)
        else:
            planner.build(draft)


def _guessed(columns: Sequence[Column]) -> dict[str, str]:
    return {column.field.name: column.header for column in columns if column.field and not column.told}


def _shown(drafts: list[Draft], what: str, progress: Progress) -> Iterator[Draft]:
    for done, draft in enumerate(drafts):
        if done % _SHOWN_EVERY == 0:
            progress(what.replace("_", " "), done, len(drafts))
        yield draft


def take_in(store: Store, planned: Preview, progress: Progress = unseen) -> ChangeSet | None:
    """Write what a preview shows as one change set; None when there is nothing to write.

    Raises ConflictError where a record has changed since the preview was made.
    """
    with _uncollected():
        due = [(part, draft) for part in planned.parts for draft in written(part.drafts)]
    if not due:
        return None
    with _uncollected(), store.write(planned.title, progress=partial(progress, "Writing")) as unit:
        for record in planned.missing:
            unit.add(record)
        for part, draft in due:
            _write(unit, part, draft)
    return unit.written


def _write(unit: Unit, part: Part, draft: Draft) -> None:
    if draft.action is Action.UPDATE and draft.seen and draft.record:
        unit.save(draft.seen, draft.record)
    elif draft.record:
        unit.add(draft.record)
    if draft.new_key and draft.key:
        unit.add(ExternalReference(record_kind=part.kind.name, record=draft.id, system=part.system, key=draft.key))


def _given(request: Request, kind: Kind) -> dict[str, str]:
    """Return what --set says, by field name."""
    texts: dict[str, str] = {}
    for one in request.given:
        words, equals, text = one.partition("=")
        field = field_called(kind, words)
        if not equals or field is None or not field.settable or not bare(words):
            raise MappingError(f"“{one}” sets no field of a {kind.label}; write --set field=value.")
        texts[field.name] = text
    return texts
