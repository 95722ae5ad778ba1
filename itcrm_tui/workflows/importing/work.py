"""The steps of an import: read the file, plan against the database, take in."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from itcrm_tui.domain.kinds import KINDS, kind_named
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId, new_id
from itcrm_tui.workflows.importing.drafts import Draft, written
from itcrm_tui.workflows.importing.given import given_texts
from itcrm_tui.workflows.importing.likely import KindUntoldError, likely_kind
from itcrm_tui.workflows.importing.mapping import MappingError, map_columns
from itcrm_tui.workflows.importing.parts import Part, Preview, Progress, Request, unseen
from itcrm_tui.workflows.importing.reading import FileError, Sheet, kind_of_format, read_file, read_source
from itcrm_tui.workflows.importing.stages import begun, plan
from itcrm_tui.workflows.importing.telling import (
    as_ours,
    demand_required,
)
from itcrm_tui.workflows.importing.ways import ways_to_match
from storage.batches import batches
from storage.change import ChangeSet
from storage.store import Store
from storage.unit import Unit

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
        demand_required(kind, columns, given_texts(request, kind), request.path)
    ways_to_match(request, kind, columns, given_texts(request, kind))


def preview(store: Store, request: Request, sheets: Sequence[Sheet], progress: Progress = unseen) -> Preview:
    """Return what an import of the sheets would do; nothing is written."""
    with store.read() as reader, _uncollected():
        works = [begun(reader, request, sheet) for sheet in sheets if sheet.rows]
        plan(reader, works, progress)
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


def take_in(store: Store, planned: Preview, progress: Progress = unseen) -> ChangeSet | None:
    """Write what a preview shows as one change set; None when there is nothing to write.

    Raises ConflictError where a record has changed since the preview was made.
    """
    with _uncollected():
        due = [(part, written(part.drafts)) for part in planned.parts]
        if not any(drafts for _, drafts in due):
            return None
        with store.write(planned.title, progress=partial(progress, "Writing")) as unit:
            for record in planned.missing:
                unit.add(record)
            for part, drafts in due:
                for portion in batches(drafts):
                    _write(unit, part, portion)
    return unit.written


def _write(unit: Unit, part: Part, drafts: Sequence[Draft]) -> None:
    """Write the new records, then those that were there, then the keys that the file's system has for them."""
    unit.add_known(part.kind, {draft.id: draft.known for draft in drafts if draft.seen is None and draft.known})
    for draft in drafts:
        if draft.seen and draft.known:
            unit.save_known(draft.seen, draft.known)
    keyed = [(draft.id, draft.key) for draft in drafts if draft.new_key and draft.key]
    unit.add_known(KINDS["external_reference"], {new_id(): _reference(part, *one) for one in keyed})


def _reference(part: Part, record_id: RecordId, key: str) -> dict[str, Json]:
    return {"record_kind": part.kind.name, "record": record_id, "system": part.system, "key": key}
