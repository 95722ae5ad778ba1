"""One kind of an import on its way: its columns told apart, its rows read and matched, its records built."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import NotForRoleError
from itcrm_tui.workflows.importing.building import build
from itcrm_tui.workflows.importing.cells import Cells
from itcrm_tui.workflows.importing.consistency import reconcile, reject_orphans
from itcrm_tui.workflows.importing.drafts import Action, Draft, drafts_from, standing, written
from itcrm_tui.workflows.importing.given import given_texts
from itcrm_tui.workflows.importing.implying import imply_clients
from itcrm_tui.workflows.importing.mapping import map_columns
from itcrm_tui.workflows.importing.matching import Index, fill, fill_deleted
from itcrm_tui.workflows.importing.naming import add_missing, still_named
from itcrm_tui.workflows.importing.parts import Part, Progress, Request
from itcrm_tui.workflows.importing.planning import Planner, match
from itcrm_tui.workflows.importing.reading import Sheet
from itcrm_tui.workflows.importing.sayings import Saying, sayings_of
from itcrm_tui.workflows.importing.serials import with_days
from itcrm_tui.workflows.importing.telling import notation_found, system_of, without_misfits
from itcrm_tui.workflows.importing.totals import reject_footer, reject_totals
from itcrm_tui.workflows.importing.ways import demand_match, matches_by_key_or_id, ways_to_match
from itcrm_tui.workflows.references import ID, References
from storage.batches import batches
from storage.reader import Reader

_TOGETHER = 2_000
"""So many rows are read or judged before progress is told."""


@dataclass
class Work:
    """One kind of an import in the making."""

    part: Part
    request: Request
    notation: Notation
    sayings: dict[str, Saying]
    cells: Cells = field(init=False)

    def read(self, references: References, later: frozenset[str], progress: Progress) -> None:
        """Read what the rows say, but for the names of records that come `later`."""
        part, request = self.part, self.request
        lenient = {} if part.sheet.own or request.strict else self._guessed()
        self.cells = Cells(part.kind, self.notation, references, lenient, self.sayings, later)
        self.cells.look_up(part.drafts)
        if request.add_missing:
            part.missing = add_missing(self.cells, part.drafts, later)
        for drafts in _shown(part.drafts, f"Reading {part.kind.plural}", progress):
            self.cells.read(drafts)

    def match(self, reader: Reader, references: References, *, are_named: bool) -> None:
        """Find out which records the rows are."""
        part, request = self.part, self.request
        ways = ways_to_match(request, part.kind, part.columns, self.sayings)
        demand_match(request, ways, part.drafts, self.sayings)
        by_key_or_id = matches_by_key_or_id(request)
        living = Index(part.kind, part.system, ways, by_key_or_id)
        deleted = Index(part.kind, part.system, ways, by_key_or_id, last_only=True)
        fill(reader, living, list(standing(part.drafts)))
        fill_deleted(reader, deleted)
        planner = Planner(part.kind, living, deleted, request.mode, request.restore)
        match(planner, part.drafts, references, are_named=are_named)

    def build(self, reader: Reader, progress: Progress) -> None:
        """Make the records that the rows ask for, as far as they are sound and agree with each other."""
        part, kind = self.part, self.part.kind
        drafts = [draft for draft in part.drafts if draft.action is not Action.SKIP]
        self.cells.read_later(drafts)
        imply_clients(reader, kind, list(standing(drafts)))
        for portion in _shown(drafts, f"Checking {kind.plural}", progress):
            build(kind, portion, as_written=part.sheet.own)
        reconcile(reader, kind, part.drafts)
        part.remarks = self.cells.remarks.summary()

    def _guessed(self) -> dict[str, str]:
        columns = self.part.columns
        return {column.field.name: column.header for column in columns if column.field and not column.told}


def begun(reader: Reader, request: Request, sheet: Sheet) -> Work:
    """Return the work on a sheet, its columns told apart and its notation found; raises NotForRoleError."""
    kind = KINDS[sheet.kind or ""]
    if kind.name in reader.hidden:
        raise NotForRoleError(kind)
    columns, given = map_columns(kind, sheet, request.columns), given_texts(request, kind)
    how = notation.written(reader, dates=request.dates or "iso", decimal_mark=request.decimal_mark)
    found: tuple[str, ...] = ()
    if not sheet.own:
        sheet, days = with_days(sheet, columns)
        told = notation_found(sheet, columns, how, dates=request.dates is None)
        how, found = told.notation, (*days, *told.found)
        columns = columns if request.strict else without_misfits(sheet, columns, how)
    drafts = drafts_from(sheet.rows, columns)
    if not sheet.own:
        reject_totals(kind, drafts)
        reject_footer(drafts)
    part = Part(kind, sheet, columns, system_of(request.path, columns, request.system), drafts, found)
    return Work(part, request, how, sayings_of(kind, columns, given))


def plan(reader: Reader, works: Sequence[Work], progress: Progress) -> None:
    """Decide what becomes of each row; kinds come in an order in which most name only those before them."""
    references = References(reader)
    for work in works:
        for draft in work.part.drafts:
            if draft.own_id:
                references.add(work.part.kind, ID, draft.own_id, draft.own_id)
    named = {saying.field.target for work in works for saying in work.sayings.values() if saying.names_records}
    for at, work in enumerate(works):
        work.read(references, frozenset(other.part.kind.name for other in works[at:]), progress)
        work.match(reader, references, are_named=bool(named & {work.part.kind.name, None}))
    for work in works:
        work.build(reader, progress)
    reject_orphans([(work.part.kind, work.part.drafts) for work in works])
    for work in works:
        work.part.missing = still_named(work.part.kind, work.part.missing, written(work.part.drafts))


def _shown(drafts: Sequence[Draft], what: str, progress: Progress) -> Iterator[Sequence[Draft]]:
    """Yield the drafts in portions, and tell how far it has got before each."""
    done = 0
    for portion in batches(drafts, _TOGETHER):
        progress(what.replace("_", " "), done, len(drafts))
        yield portion
        done += len(portion)
