"""`itcrm undo` and `redo`."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import done, print_json, print_text

if TYPE_CHECKING:
    from storage.errors import ConflictError
    from storage.store import Store
    from storage.undoing import TakenBack

Take = Callable[["Store"], "TakenBack"]


def undo(arguments: Namespace) -> int:
    """Take back my latest change on this device, or the change set that is named."""
    from itcrm_tui.workflows import history

    how = {"rest": arguments.rest, "rehearsal": arguments.dry_run}
    if number := arguments.change_set:
        return _taken_back("Undid", lambda store: history.revert(store, number, **how), arguments)
    return _taken_back("Undid", lambda store: history.undo(store, **how), arguments)


def redo(arguments: Namespace) -> int:
    """Take back my latest undo on this device."""
    from itcrm_tui.workflows import history

    how = {"rest": arguments.rest, "rehearsal": arguments.dry_run}
    return _taken_back("Redid", lambda store: history.redo(store, **how), arguments)


def _taken_back(verb: str, take: Take, arguments: Namespace) -> int:
    from itcrm_tui.workflows.history import lines_of
    from itcrm_tui.workflows.opening import opened
    from storage.errors import ConflictError

    with opened(arguments.db) as store:
        try:
            taken = take(store)
        except ConflictError as conflict:
            return _conflicting(store, conflict, arguments)
        lines = lines_of(store, taken.undone.id) if arguments.dry_run and not arguments.json else []
    if arguments.dry_run:
        _preview(verb, taken, lines, as_json=arguments.json)
    else:
        _tell(verb, taken, as_json=arguments.json)
    return DONE


def _conflicting(store: "Store", conflict: "ConflictError", arguments: Namespace) -> int:
    """Tell what stands in the way: of a dry run all of it; else the first, as a refusal."""
    from itcrm_tui.workflows.clash_words import explained
    from storage.errors import RefusedError

    sentences = explained(store, conflict.clashes)
    if not arguments.dry_run:
        more = f" ({len(sentences) - 1:,} more)" if len(sentences) > 1 else ""
        raise RefusedError(f"{sentences[0]}{more} Nothing was undone. With --rest everything else is undone.")
    if arguments.json:
        print_json(item={"kind": "change set", "dry_run": True, "conflicts": sentences})
    else:
        print_text("\n".join(["This has moved on since:", *sentences, "With --rest everything else is undone."]))
    return NO


def _preview(verb: str, taken: "TakenBack", lines: list[str], *, as_json: bool) -> None:
    would = verb.lower().replace("did", "do")
    if as_json:
        _print_item(taken, dry_run=True)
        return
    print_text(f"Would {would}: {taken.words}")
    for line in lines:
        print_text(f"    {line}")


def _tell(verb: str, taken: "TakenBack", *, as_json: bool) -> None:
    """Print which change set was undone or redone; JSON has the one that did it, and the one that was taken back."""
    with done(f"{verb}: {taken.title}"):
        if as_json:
            _print_item(taken)
        else:
            print_text(f"{verb}: {taken.words}")


def _print_item(taken: "TakenBack", **more: object) -> None:
    """Print the change set that was written; a rehearsal has written none."""
    written, gone = None if more.get("dry_run") else taken.written, taken.undone
    print_json(
        item={
            "kind": "change set",
            "id": written.id if written else None,
            "number": written.sequence if written else None,
            "title": taken.title,
            "taken_back": {"id": gone.id, "number": gone.sequence, "title": gone.title},
            **more,
        }
    )
