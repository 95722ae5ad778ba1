"""What an import would do, as the import screen shows it: columns as rows of a table, the rest as text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.wording import Section, named
from itcrm_tui.text import safe
from widgets.paged_table import Column

if TYPE_CHECKING:
    from itcrm_tui.workflows.importing import Preview

REASONS_SHOWN = 50
_LEFT_OUT = {"reject": "rejected", "skip": "skipped", "unchanged": "unchanged"}
_SAMPLES_LOOKED_AT = 20


@dataclass(frozen=True)
class ShownColumn:
    """One column of the file; `kind` is None where nothing can be told about it, as in an export of ours."""

    key: int
    header: str
    becomes: str
    sample: str
    kind: Kind | None

    @property
    def id(self) -> str:
        """What tells the columns apart."""
        return str(self.key)


COLUMNS: list[Column[ShownColumn]] = [
    Column(title="COLUMN", width=20, grows_to=40, cell=lambda row: row.header),
    Column(title="BECOMES", width=22, grows_to=40, cell=lambda row: row.becomes),
    Column(title="FOR INSTANCE", width=20, grows_to=80, cell=lambda row: row.sample),
]


def shown_columns(planned: "Preview") -> list[ShownColumn]:
    """Return all columns of a preview, each with the first thing that is said in it."""
    shown: list[ShownColumn] = []
    for part in planned.parts:
        for column in part.columns:
            texts = (column.text(row) for row in part.sheet.rows[:_SAMPLES_LOOKED_AT] if not row.fault)
            sample = next((text for text in texts if text.strip()), "")
            becomes = column.field.label if column.field else str(column.use)
            shown.append(
                ShownColumn(
                    len(shown),
                    column.header,
                    f"{becomes} ({column.why})" if column.why else becomes,
                    " ".join(sample.split())[:80],
                    None if part.sheet.own or len(planned.parts) > 1 else part.kind,
                )
            )
    return shown


def page_of(columns: Sequence[ShownColumn]) -> Callable[[int | None, bool, int], Sequence[ShownColumn]]:
    """Return the function that a table asks for its rows."""

    def page(start: int | None, backwards: bool, limit: int) -> Sequence[ShownColumn]:
        if backwards:
            return columns[:start][-limit:]
        begin = 0 if start is None else start + 1
        return columns[begin : begin + limit]

    return page


def choices_for(kind: Kind) -> list[tuple[str, str]]:
    """Return what a column can become: words to choose by, and what to tell the import."""
    named_fields = [(field.label + (" (required)" if field.required else ""), field.name) for field in kind.fields]
    settable = [(label, name) for label, name in named_fields if kind.by_name[name].settable and name != "notes"]
    return [("a line in the notes", "notes"), ("left out", ""), ("external key", "key"), *settable]


def summary(planned: "Preview") -> str:
    """Return in a few words how many rows meet which fate."""
    fates = (f"{named(count, 'row')} to {action}" for action, count in sorted(planned.counts.items()))
    return ", ".join(fates).replace("to unchanged", "unchanged")


def left_out(planned: "Preview") -> str:
    """Return how many rows were not taken in, and how many had nothing new, to follow what was; nothing if none."""
    counts = {str(action): count for action, count in planned.counts.items()}
    said = [f"{counts[fate]:,} {words}" for fate, words in _LEFT_OUT.items() if counts.get(fate)]
    return ", ".join(said)


def sections(planned: "Preview") -> list[Section]:
    """Return a preview in words: what was found, what was done with unknown words, what is rejected."""
    found = [Section("ROWS", (summary(planned), *(safe(part.sheet.form) for part in planned.parts)))]
    notes = [words for part in planned.parts for words in part.found]
    notes += [
        f"{remark.header}: {remark.sentence} ({named(remark.rows, 'row')})"
        for part in planned.parts
        for remark in part.remarks
    ]
    if planned.missing:
        names = ", ".join(str(getattr(record, "name", "")) for record in planned.missing[:5])
        notes.append(f"{len(planned.missing):,} records are added as rows name them: {names}, ...")
    if notes:
        found.append(Section("NOTED", tuple(notes)))
    if planned.rejected:
        reasons = planned.reasons[:REASONS_SHOWN]
        lines = [f"{reason.where}: {reason.words}" for reason in reasons]
        lines.append("The button “Write rejects” writes these rows to a file, to be repaired.")
        found.append(Section("REJECTED", tuple(lines)))
    return found
