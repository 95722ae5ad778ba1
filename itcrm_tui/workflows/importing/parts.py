"""What a person asks of an import, and what it would do, kind by kind."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.text import safe
from itcrm_tui.workflows.importing.columns import Column
from itcrm_tui.workflows.importing.drafts import Action, Draft
from itcrm_tui.workflows.importing.planning import Mode
from itcrm_tui.workflows.importing.reading import Row, Sheet
from itcrm_tui.workflows.importing.remarks import Remark
from itcrm_tui.workflows.records import cut

Progress = Callable[[str, int, int], None]
"""`progress(what, done, total)`, called now and then; what it raises ends the import with nothing done."""

_ROWS_SHOWN = 3
_DONE = {Action.CREATE: "added", Action.UPDATE: "changed", Action.RESTORE: "restored"}


def unseen(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a person wants imported, and what they say about it.

    `kind`: what each row is; None where the file itself says it, as our own exports, contacts and calendars do.
    `columns`: `Header=field` each; `given`: `field=value` each, for rows that leave the field blank.
    `match`: the field that tells which record a row is; `system`: whose keys the file holds.
    `dates`: how 12/05/2026 is read (iso refuses it); None: as the file shows; `decimal_mark` likewise.
    `form`, `sheet`, `encoding`, `delimiter`: how the file is read, where somebody told.
    `strict`: reject rows with words that are none of ours, instead of keeping them in the notes.
    `add_missing`: add clients, services, people and so on that rows name and nobody knows.
    """

    path: Path
    kind: Kind | None = None
    columns: Sequence[str] = ()
    given: Sequence[str] = ()
    match: str | None = None
    mode: Mode = Mode.BOTH
    restore: bool = False
    system: str | None = None
    form: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    dates: str | None = None
    decimal_mark: str | None = None
    strict: bool = False
    add_missing: bool = False


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be taken, and why: the field or column, if it is about one, and a reason."""

    kind: Kind
    row: Row
    problems: Sequence[tuple[str, str]]

    @property
    def reason(self) -> str:
        """All reasons in one line."""
        return "; ".join(f"{name}: {said}" if name else said for name, said in self.problems)


@dataclass
class Part:
    """What an import would do with the rows of one kind.

    `found`: in words, what the file showed of its notation; `remarks`: what was done with words that are none of ours;
    `missing`: records to be added because rows name them.
    """

    kind: Kind
    sheet: Sheet
    columns: Sequence[Column]
    system: str
    drafts: Sequence[Draft]
    found: Sequence[str] = ()
    remarks: Sequence[Remark] = ()
    missing: Sequence[Record] = ()

    @property
    def counts(self) -> Counter[Action]:
        """How many rows meet which fate."""
        return Counter(draft.action for draft in self.drafts)

    @property
    def rejected(self) -> list[Rejected]:
        """The rows that cannot be taken, in the order of the file."""
        headers = {column.field.name: column.header for column in self.columns if column.field}
        labels = {field.name: field.label for field in self.kind.fields}
        return [
            Rejected(self.kind, draft.row, [_said(headers, labels, *problem) for problem in draft.problems])
            for draft in self.drafts
            if draft.action is Action.REJECT
        ]


@dataclass(frozen=True)
class Reason:
    """Why rows are rejected that have the same fault."""

    words: str
    rows: Sequence[Rejected]

    @property
    def where(self) -> str:
        """The rows, in words: `row 7`, or `12 rows (2, 3, 4, ...)`."""
        numbers = [f"{one.row.number}" for one in self.rows]
        if len(numbers) == 1:
            return f"row {numbers[0]}"
        return (
            f"{len(numbers):,} rows ({', '.join(numbers[:_ROWS_SHOWN])}{', ...' if len(numbers) > _ROWS_SHOWN else ''})"
        )


@dataclass(frozen=True)
class Preview:
    """What an import would do, a part for each kind that the file holds."""

    request: Request
    parts: Sequence[Part]

    @property
    def counts(self) -> Counter[Action]:
        """How many rows meet which fate."""
        return sum((part.counts for part in self.parts), Counter[Action]())

    @property
    def rejected(self) -> list[Rejected]:
        """The rows that cannot be taken."""
        return [one for part in self.parts for one in part.rejected]

    @property
    def reasons(self) -> list[Reason]:
        """Why rows are rejected, in the order of the file; rows with the same fault together."""
        groups: dict[tuple[str, str], list[Rejected]] = {}
        for one in self.rejected:
            groups.setdefault((one.kind.name, one.reason), []).append(one)
        several = len(self.parts) > 1
        return [
            Reason(f"{KINDS[kind].label}: {reason}" if several else reason, rows)
            for (kind, reason), rows in groups.items()
        ]

    @property
    def missing(self) -> list[Record]:
        """The records that are added because rows name them."""
        return [record for part in self.parts for record in part.missing]

    @property
    def title(self) -> str:
        """What the import is called in the history."""
        said = [f"{self.counts[action]:,} {word}" for action, word in _DONE.items() if self.counts[action]]
        if self.missing:
            said.append(f"{len(self.missing):,} added as they were named")
        what = self.parts[0].kind.plural.replace("_", " ") if len(self.parts) == 1 else "records"
        return f"{cut(f'Import {what} from {safe(self.request.path.name)}')}: {', '.join(said)}"


def _said(headers: Mapping[str, str], labels: Mapping[str, str], name: str, reason: str) -> tuple[str, str]:
    """Return a problem by the column that it is about; a sentence that names the field already stays as it is."""
    if reason == f"{labels.get(name)} is required." and name not in headers:
        return (
            "",
            f"{reason} No column is taken as it; --map 'Header={name}' names one, --set {name}=... gives a value.",
        )
    return ("" if reason.startswith(labels.get(name, "\0")) else headers.get(name, name)), reason
