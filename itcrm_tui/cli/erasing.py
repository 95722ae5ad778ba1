"""`itcrm erase`."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, FAILED, NO
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.naming import field_named, record_name
from itcrm_tui.cli.printing import done, print_json, print_pairs, print_table, print_text, tell
from itcrm_tui.domain.kinds import KINDS, kind_named

if TYPE_CHECKING:
    from itcrm_tui.workflows.erasing import Done, Planned
    from itcrm_tui.workflows.erasing.holding import Elsewhere, Part
    from storage.store import Store

SHOWN = 20
_FINAL = "Nothing brings it back, `itcrm undo` neither. Type yes to erase: "
_UNSURE = "An erasure is final: look first with --dry-run, and say --yes to erase without being asked."


def erase(arguments: Namespace) -> int:
    """Erase a person, or some fields of a record; 1 where the person did not say yes, 3 where traces are left."""
    from itcrm_tui.workflows import erasing
    from itcrm_tui.workflows.opening import opened

    if not (arguments.yes or arguments.dry_run) and (arguments.json or not sys.stdin.isatty()):
        raise UsageError(_UNSURE)
    kind = kind_named(arguments.kind)
    name = record_name(kind, arguments.name)
    fields = [field_named(kind, words) for words in arguments.field]
    with opened(arguments.db) as store:
        planned = erasing.plan(store, kind, name, fields)
        if not (arguments.json or planned.is_empty):
            _preview(planned)
        if arguments.dry_run:
            _tell_dry(planned, as_json=arguments.json)
            return DONE
        if not (arguments.yes or _sure()):
            print_text("Nothing was erased.")
            return NO
        outcome = erasing.erase(store, planned)
        with done(_sentence(outcome)):
            _tell(store, planned, outcome, arguments)
    return FAILED if outcome.unwiped or outcome.findings else DONE


def _sure() -> bool:
    try:
        return input(_FINAL).strip().lower() == "yes"
    except EOFError:
        return False


def _preview(planned: "Planned") -> None:
    pairs = [("Erases", _part(part)) for part in planned.parts if part.fields or part.entries]
    if planned.becomes:
        pairs.append(("Becomes", planned.becomes))
    if planned.pointing:
        pairs.append(("Stays", f"{_counted(planned.pointing)}, without the name"))
    print_pairs(pairs)
    if planned.keeps_working:
        tell("Their hours and roles stay, and capacity still counts with them: itcrm edit … role_shares= ends that.")
    if planned.elsewhere:
        print_text("\nThese name them in words of their own, which stay as they are:")
        rows = [(KINDS[one.kind].label, one.name, _where(one), one.id) for one in planned.elsewhere[:SHOWN]]
        print_table(("KIND", "NAME", "WHERE", "ID"), rows)
        if (more := len(planned.elsewhere) - SHOWN) > 0:
            print_text(f"and {more:,} more; --json lists them all.")
        print_text("`itcrm erase KIND ID --field FIELD` takes out a whole text, its history with it.")
    print_text("")


def _counted(pointing: Mapping[str, int]) -> str:
    """Return counts by kind in words: `2 touchpoints, 1 commitment`."""
    return ", ".join(KINDS[name].counted(count) for name, count in Counter(pointing).most_common())


def _part(part: "Part") -> str:
    label = KINDS[part.kind].label
    called = part.name if part.name.startswith(label) else f"{label} {part.name}"
    said = ", ".join(part.fields) or "nothing it says now"
    entries = "1 entry" if part.entries == 1 else f"{part.entries:,} entries"
    return f"{called}: {said}; {entries} of the journal{', the search' if part.searched else ''}"


def _where(one: "Elsewhere") -> str:
    return f"{', '.join(one.fields)}{' (history only)' if one.past else ''}"


def _tell_dry(planned: "Planned", *, as_json: bool) -> None:
    if as_json:
        print_json(item=_item(planned))
    else:
        print_text("Nothing is left to erase." if planned.is_empty else "Nothing was erased: this was a dry run.")


def _tell(store: "Store", planned: "Planned", outcome: "Done", arguments: Namespace) -> None:
    from itcrm_tui.workflows.erasing import backups_that_hold, forget

    forgotten = forget(planned, outcome)
    backups = backups_that_hold(store, planned.fields)
    if arguments.json:
        print_json(item={**_item(planned), **_outcome(outcome, backups)})
        return
    print_text(_sentence(outcome))
    if outcome.unwiped:
        some = "".join(f" --field {words}" for words in arguments.field)
        later = f"itcrm erase {planned.kind.name} {planned.record.id}{some} --yes"
        print_text(f"The files may still hold what was there before: {outcome.unwiped}\nThen run: {later}")
    if forgotten:
        print_text("What the app remembered of it on this machine is forgotten.")
    print_text("\n".join(outcome.findings) or "Verified: the journal, replayed, gives the tables.")
    if backups:
        print_text("\nBackups that still hold it; delete them, or keep them out of use:")
        print_text("\n".join(map(str, backups)))
    elif store.backend.name == "postgresql":
        print_text("The server's own backups and archives still hold it, until they expire.")


def _sentence(outcome: "Done") -> str:
    if outcome.marker is None:
        return "Nothing was left to erase."
    titles = "1 title" if outcome.titles == 1 else f"{outcome.titles:,} titles"
    what = outcome.marker.title.replace("Erase", "Erased", 1)
    return f"{what} for good, as change set {outcome.marker.sequence:,}; {titles} of the history changed."


def _item(planned: "Planned") -> dict[str, object]:
    return {
        "kind": planned.kind.name,
        "id": planned.record.id,
        "becomes": planned.becomes or None,
        "erases": [
            {"kind": part.kind, "id": part.id, "fields": list(part.fields), "entries": part.entries}
            for part in planned.parts
        ],
        "stays": dict(planned.pointing),
        "named_elsewhere": [
            {"kind": one.kind, "id": one.id, "fields": list(one.fields), "history_only": one.past}
            for one in planned.elsewhere
        ],
    }


def _outcome(outcome: "Done", backups: list[Path]) -> dict[str, object]:
    return {
        "change_set": outcome.marker.sequence if outcome.marker else None,
        "titles": outcome.titles,
        "files_wiped": outcome.unwiped is None,
        "not_wiped": outcome.unwiped,
        "findings": list(outcome.findings),
        "backups": [str(path) for path in backups],
    }
