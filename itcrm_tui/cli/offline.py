"""`itcrm offline`: a working copy for where there is no network."""

import shlex
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from itcrm_tui import here, paths
from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.conflicts import conflicts
from itcrm_tui.cli.deciding import demand_sense
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import done, print_json, print_text, tell
from itcrm_tui.cli.progress import progress_shown
from itcrm_tui.cli.stopping import stopping
from itcrm_tui.cli.unlocking import ask_at_terminal
from itcrm_tui.typed_path import as_path

if TYPE_CHECKING:
    from itcrm_tui.workflows.offline import Status, Taken
    from storage.moving.transfer import Progress
    from storage.store import Store
    from storage.sync.syncing import Synced

DECIDED_BY = "itcrm offline conflicts"


def offline(arguments: Namespace) -> int:
    """Check out, tell, sync or decide; 1 where something waits for a decision."""
    _demand_sense(arguments)
    ask_at_terminal()
    actions: dict[str, Callable[[Namespace], int]] = {
        "checkout": _checkout,
        "status": _status,
        "sync": _sync,
        "conflicts": conflicts,
    }
    return actions[arguments.action](arguments)


def _demand_sense(arguments: Namespace) -> None:
    demand_sense(arguments)
    if arguments.old and (arguments.action != "checkout" or not arguments.file):
        raise UsageError("--from goes with a new file: itcrm offline checkout NEW --from OLD.")
    if arguments.moved and not arguments.old:
        raise UsageError("--moved goes with --from: itcrm offline checkout NEW --from OLD --db URL --moved.")


def _checkout(arguments: Namespace) -> int:
    taken = _taken(arguments)
    said = _made(taken, arguments.old)
    with done(said):
        if arguments.json:
            print_json(item={"path": str(taken.path), "url": taken.url, "hub": taken.hub, "rows": taken.rows})
        else:
            print_text(said)
    return DONE


def _taken(arguments: Namespace) -> "Taken":
    """Make the working copy, and say so where it was stopped."""
    place = as_path(arguments.file) if arguments.file else paths.working_copy()
    stood = place.exists() and place.stat().st_size
    try:
        with stopping() as stop, progress_shown() as show:

            def progress(what: str, done: int, total: int) -> None:
                show(what, done, total)
                stop.here()

            return _made_along(arguments, progress)
    except KeyboardInterrupt:
        made = not stood and place.exists() and place.stat().st_size
        tell(f"Stopped, but {place} was made already." if made else "Stopped. No working copy was made.")
        raise


def _made_along(arguments: Namespace, progress: "Progress") -> "Taken":
    from itcrm_tui.workflows.offline import take_along, take_along_anew

    given, file, old, plain = arguments.db, arguments.file, arguments.old, arguments.plain
    if old:
        return take_along_anew(given, file, old, progress, plain=plain, moved=arguments.moved)
    return take_along(given, file, progress, plain=plain)


def _made(taken: "Taken", old: str | None) -> str:
    """Return what was made, and at the end the command to go on with."""
    told = [f"{taken.path} holds what you may read in {taken.hub}: {taken.rows:,} rows."]
    if old:
        of = f", which was a copy of {taken.before}," if taken.before else ""
        told.append(f"What {old}{of} has not sent goes along.")
    named = here.OFFLINE if taken.path == paths.working_copy() else taken.url
    return " ".join([*told, f"Work with it: {shlex.join(['itcrm', '--db', named])}"])


def _status(arguments: Namespace) -> int:
    from itcrm_tui.workflows.offline import status, working_copy

    with working_copy(arguments.db, arguments.file) as store:
        found = status(store)
    if arguments.json:
        unsent = [{"id": one.id, "title": one.title, "sent": one.id in found.sent} for one in found.unsent]
        item = {"hub": found.hub, "synced_at": found.synced_at.isoformat(), "unsent": unsent}
        print_json(item={**item, "conflicts": found.conflicts})
    else:
        print_text(status_words(found))
        for one in found.unsent:
            print_text(f"  {one.title}{' (sent, not yet confirmed)' if one.id in found.sent else ''}")
    return DONE


def status_words(found: "Status") -> str:
    """Return how a working copy stands, in a sentence that says never more than is true."""
    from itcrm_tui.workflows.standing import to_send_words

    waiting = f", {found.conflicts:,} to decide" if found.conflicts else ""
    to_send = to_send_words(len(found.unsent), len(found.sent))
    return f"Offline copy of {found.hub} as of {found.as_of}: {to_send}{waiting}."


def _sync(arguments: Namespace) -> int:
    from itcrm_tui.workflows.offline import status, working_copy
    from itcrm_tui.workflows.standing import synced_words

    with working_copy(arguments.db, arguments.file) as store:
        synced = _synced(store)
        found, said = status(store), synced_words(store, synced, DECIDED_BY, DECIDED_BY)
    with done(said):
        if arguments.json:
            pulled = {**asdict(synced.pulled), "unsent": len(found.unsent)}
            print_json(item={"sent": synced.sent, **pulled, "conflicts": found.conflicts})
        else:
            print_text(said)
    return NO if found.conflicts else DONE


def _synced(store: "Store") -> "Synced":
    """Sync, show how far it is, and where it is stopped or fails, say what was sent."""
    from itcrm_tui.workflows.how_far import HowFar
    from itcrm_tui.workflows.hub_line import sync_once
    from itcrm_tui.workflows.not_synced import not_synced
    from storage.errors import StoreError

    so_far = HowFar.of(store)
    try:
        with stopping() as stop, progress_shown() as show:

            def reached(where: str) -> None:
                so_far.reached(where)
                show(*so_far.shown)
                stop.here()

            return sync_once(store, reached, stop)
    except KeyboardInterrupt:
        tell(so_far.stopped(store))
        raise
    except StoreError as error:
        raise not_synced(store, error, so_far) from error
