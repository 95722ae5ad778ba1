"""`itcrm duplicates` and `merge`."""

from argparse import Namespace
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.naming import field_named
from itcrm_tui.cli.printing import done, print_json, print_pairs, print_table, print_text, tell
from itcrm_tui.domain.kinds import Kind, kind_named

if TYPE_CHECKING:
    from itcrm_tui.domain.merging import Choice
    from itcrm_tui.workflows.duplicates import Suggestion
    from itcrm_tui.workflows.merging import Merge, SideBySide
    from storage.change import ChangeSet


def duplicates(arguments: Namespace) -> int:
    """Print pairs of records that may be the same, the surest first."""
    from itcrm_tui.workflows.duplicates import duplicates as pairs_of
    from itcrm_tui.workflows.opening import opened

    kind = kind_named(arguments.kind)
    with opened(arguments.db) as store:
        found = pairs_of(store, kind)
    shown = found[: arguments.limit or None]
    if arguments.json:
        print_json(items=[_as_item(one) for one in shown])
    elif not shown:
        tell(f"No {kind.plural.replace('_', ' ')} look like the same.")
    else:
        print_table(("WHY", "ONE", "OTHER"), [_as_cells(one) for one in shown])
        if len(found) > len(shown):
            tell(f"{len(shown):,} of {len(found):,} pairs shown; --limit 0 shows all.")
        tell(f"`itcrm merge {kind.name} OTHER ONE --dry-run` looks at a merge.")
    return DONE


def _as_cells(one: "Suggestion") -> tuple[str, str, str]:
    return ", ".join(one.reasons), _called(one.survivor), _called(one.merged)


def _called(record: Any) -> str:
    """Return a record's name with its code, or its id where that is the only way to name it."""
    return f"{record.name} ({record.code or record.id})"


def _as_item(one: "Suggestion") -> dict[str, object]:
    records = {
        word: {"id": record.id, "name": record.name, "code": record.code or None, "email": record.email or None}
        for word, record in (("survivor", one.survivor), ("merged", one.merged))
    }
    return {**records, "reasons": list(one.reasons)}


def merge(arguments: Namespace) -> int:
    """Merge a record into another, or say what that would do."""
    from itcrm_tui.workflows.finding import find_id
    from itcrm_tui.workflows.merging import check_mergeable, choice_words, plan, whose
    from itcrm_tui.workflows.merging import merge as merged
    from itcrm_tui.workflows.opening import opened

    kind = kind_named(arguments.kind)
    check_mergeable(kind)
    choices = _choices(kind, arguments)
    with opened(arguments.db) as store:
        names = [find_id(store, kind, words) for words in (arguments.name, arguments.into)]
        planned = plan(store, kind, *names)
        _check_choices(planned, choices)
        words, sides = choice_words(store, planned), whose(store, planned)
        written = merged(store, planned, choices, rehearsal=arguments.dry_run)
    _tell(planned, written, choices, words, sides, arguments)
    return DONE


def _choices(kind: Kind, arguments: Namespace) -> "dict[str, Choice]":
    from itcrm_tui.domain.merging import Choice

    chosen: dict[str, Choice] = {}
    for choice in Choice:
        for words in getattr(arguments, choice):
            name = field_named(kind, words).name
            if name in chosen:
                raise UsageError(f"{name} is chosen twice.")
            chosen[name] = choice
    return chosen


def _check_choices(planned: "Merge", choices: "dict[str, Choice]") -> None:
    """Let a choice for one field be that of all that go with it; raises UsageError for one that cannot be."""
    for name, choice in tuple(choices.items()):
        part = next((one for one in planned.parts if any(field.name == name for field in one.fields)), None)
        if part is None:
            del choices[name]
        elif choice not in part.choices:
            raise UsageError(f"{part.label} can be: {', '.join(f'--{one}' for one in part.choices)}.")
        else:
            choices[part.name] = choice


def _tell(
    planned: "Merge",
    written: "ChangeSet",
    choices: "Mapping[str, Choice]",
    words: "list[SideBySide]",
    sides: tuple[str, str],
    arguments: Namespace,
) -> None:
    if arguments.json:
        with done(written.title):
            print_json(item=_merge_item(planned, written, choices, dry_run=arguments.dry_run))
    elif arguments.dry_run:
        _preview(planned, written, choices, words, sides)
    else:
        with done(written.title):
            print_text(f"{written.title.replace('Merge', 'Merged', 1)}. {_moved(planned)}")
            for note in planned.notes:
                print_text(note)
            print_text("`itcrm undo` takes it back.")


def _moved(planned: "Merge") -> str:
    from itcrm_tui.workflows.merging import moves_words

    return f"Moved to it: {moves_words(planned)}."


def _preview(
    planned: "Merge",
    written: "ChangeSet",
    choices: "Mapping[str, Choice]",
    words: "list[SideBySide]",
    sides: tuple[str, str],
) -> None:
    from itcrm_tui.workflows.merging import moves_words

    print_text(f"{written.title.replace('Merge', 'Would merge', 1)}.")
    known = [(word, said) for word, said in zip(("Stays", "Goes"), sides, strict=True) if said]
    print_pairs([("Would move", moves_words(planned)), *known, *(("Note", note) for note in planned.notes)])
    if words:
        print_text("")
        print_table(("FIELD", "CHOICE", "BECOMES", "INSTEAD OF"), [_row(one, choices) for one in words])


def _row(one: "SideBySide", choices: "Mapping[str, Choice]") -> tuple[str, str, str, str]:
    from itcrm_tui.domain.merging import Choice

    chosen = one.part.fixed or choices.get(one.part.name, one.part.advised)
    instead = one.words.get(Choice.KEEP if chosen is Choice.TAKE else Choice.TAKE, "")
    return one.part.label, str(chosen), one.words[chosen] or "-", instead or "-"


def _merge_item(
    planned: "Merge", written: "ChangeSet", choices: "Mapping[str, Choice]", *, dry_run: bool
) -> dict[str, object]:
    from itcrm_tui.domain.values import as_json

    chosen = {part.name: str(part.fixed or choices.get(part.name, part.advised)) for part in planned.parts}
    return {
        "kind": "merge",
        "dry_run": dry_run,
        "title": written.title,
        "change_set": None if dry_run else written.sequence,
        "survivor": as_json(planned.survivor),
        "merged": as_json(planned.merged),
        "becomes": planned.values(choices),
        "choices": chosen,
        "moves": dict(planned.moves),
        "notes": list(planned.notes),
    }
