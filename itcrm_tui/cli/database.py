"""`itcrm db info|upgrade|backup|restore|verify|copy|grant|password`."""

import sys
from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE, FAILED
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_json, print_pairs, print_text, tell
from itcrm_tui.typed_path import as_path

if TYPE_CHECKING:
    from itcrm_tui.workflows.administering import Info
    from itcrm_tui.workflows.backing_up import Last
    from storage.sync.knowing import AsCopy, KnownCopy


def database(arguments: Namespace) -> int:
    """Do what the action says."""
    if arguments.action == "grant":
        from itcrm_tui.cli.granting import granting

        return granting(arguments)
    if arguments.action == "copy":
        from itcrm_tui.cli.copying import copy_database

        return copy_database(arguments)
    takes_file = arguments.action in ("backup", "restore")
    if arguments.logins or arguments.check:
        raise UsageError("Logins and --check go with `itcrm db grant`.")
    if arguments.file and not takes_file:
        raise UsageError(f"`itcrm db {arguments.action}` takes no file; --db names the database.")
    if arguments.action != "backup" and (arguments.keep is not None or arguments.force):
        raise UsageError("--keep and --force go with `itcrm db backup`.")
    actions = {
        "password": _password,
        "info": _info,
        "upgrade": _upgrade,
        "backup": _backup,
        "restore": _restore,
        "verify": _verify,
    }
    return actions[arguments.action](arguments)


def size(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1_000:,.1f} KB"


def _info(arguments: Namespace) -> int:
    from itcrm_tui.workflows.administering import info
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        found = info(store)
    if arguments.json:
        print_json(item=_item(found))
    else:
        print_pairs(_pairs(found))
    return DONE


def _item(found: "Info") -> dict[str, Any]:
    last = found.last_backup
    counts = {kind: count if isinstance(count, int) else None for kind, count in found.records.items()}
    backup = {"file": str(last.path), "at": last.at.isoformat(timespec="seconds")} if last else None
    role = {"role": found.role[0] if found.role else None}
    copies = {"copy": found.copy and _dated(found.copy), "copies": [_dated(one) for one in found.copies]}
    return {**vars(found), **role, **copies, "records": counts, "last_backup": backup, "zone": str(found.zone)}


def _dated(copy: "AsCopy | KnownCopy") -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in vars(copy).items()}


def _pairs(found: "Info") -> list[tuple[str, str]]:
    from itcrm_tui.workflows.copies_told import MOST_COPIES, copy_words, known_words

    counts = [
        (kind.replace("_", " "), f"{count:,}" if isinstance(count, int) else str(count))
        for kind, count in found.records.items()
    ]
    head = [
        ("database", found.database),
        ("engine", found.engine),
        ("schema", found.schema),
        ("size", size(found.size)),
    ]
    if found.log:
        head += [("journal mode", found.log), ("last backup", _last(found.last_backup))]
    if found.copy:
        head += [("working copy of", found.copy.hub), ("as of", copy_words(found.copy, found.zone))]
    head += [("working copy", known_words(one, found.zone)) for one in found.copies[:MOST_COPIES]]
    if (more := len(found.copies) - MOST_COPIES) > 0:
        head.append(("", f"and {more:,} more, seen before"))
    mine = [
        ("you are", found.actor),
        *_role(found),
        ("device", found.device),
        ("change sets", f"{found.change_sets:,}"),
    ]
    return [*head, *mine, *(pair for pair in counts if pair[1] != "0")]


def _role(found: "Info") -> list[tuple[str, str]]:
    return [("role", found.role[0]), ("may", found.role[1])] if found.role else []


def _last(last: "Last | None") -> str:
    return f"{last.at:%Y-%m-%d %H:%M} UTC, {last.path}" if last else "none known here; `itcrm db backup` makes one"


def _upgrade(arguments: Namespace) -> int:
    from itcrm_tui.workflows.granting import renew
    from itcrm_tui.workflows.opening import upgrade

    schema = upgrade(arguments.db)
    renew(arguments.db)
    if arguments.json:
        print_json(item={"schema": schema})
    else:
        print_text(f"The database has schema {schema}.")
    return DONE


def _password(arguments: Namespace) -> int:
    from getpass import getpass

    from itcrm_tui.workflows.passwords import forget_password, keep_password, needs_password

    where = needs_password(arguments.db)
    if not sys.stdin.isatty():
        raise UsageError("A password is typed at a terminal, where nobody reads along.")
    if typed := getpass(f"Password for {where} (nothing forgets it): "):
        keep_password(arguments.db, typed)
        print_text("It opens the database, and is kept in the keyring.")
    else:
        forget_password(arguments.db)
        print_text("No password is kept for it any more.")
    return DONE


def _backup(arguments: Namespace) -> int:
    from itcrm_tui.workflows.backing_up import back_up
    from itcrm_tui.workflows.copies_told import BACKED_UP

    if arguments.keep == 0:
        raise UsageError("--keep 0 would keep no backup at all.")
    if arguments.keep and arguments.file and not as_path(arguments.file).is_dir():
        raise UsageError(f"--keep goes with a folder that is there, and {arguments.file} is none.")
    done = back_up(arguments.db, arguments.file, keep=arguments.keep, replace=arguments.force)
    made, pruned = done.backup, [str(path) for path in done.pruned]
    if arguments.json:
        figures = {"schema": made.schema, "change_sets": made.sequence, "rows": made.rows, "size": made.size}
        print_json(item={"file": str(made.path), **figures, "removed": pruned})
        return DONE
    print_text(
        f"{made.path} holds {made.rows:,} rows, as of change set {made.sequence:,} ({size(made.size)}). Verified."
    )
    if pruned:
        print_text(f"Removed: {', '.join(pruned)}.")
    _warn_of_copy(arguments.db, BACKED_UP)
    return DONE


def _warn_of_copy(given: str | None, sentence: str) -> None:
    """Say what a backup of a working copy is good for, where the database is one."""
    from itcrm_tui.workflows.copies_told import told_of_copy

    if said := told_of_copy(given, sentence):
        tell(said)


def _restore(arguments: Namespace) -> int:
    from itcrm_tui.workflows.backing_up import restore
    from itcrm_tui.workflows.copies_told import RESTORED

    if not arguments.file:
        raise UsageError("Which backup? itcrm db restore FILE.")
    done = restore(arguments.db, arguments.file)
    held = f"{done.backup.rows:,} rows, as of change set {done.backup.sequence:,}"
    if arguments.json:
        kept = str(done.kept) if done.kept else None
        print_json(item={"rows": done.backup.rows, "change_sets": done.backup.sequence, "kept": kept})
        return DONE
    print_text(f"The database holds what {done.backup.path} holds: {held}.")
    print_text(f"What was there before is in {done.kept}." if done.kept else "There was none before.")
    _warn_of_copy(arguments.db, RESTORED)
    return DONE


def _verify(arguments: Namespace) -> int:
    from itcrm_tui.workflows.administering import verify
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        findings = verify(store)
    if arguments.json:
        print_json(items=findings)
    else:
        print_text("\n".join(findings) or "The journal, replayed, gives the tables.")
    return FAILED if findings else DONE


_ACTIONS = {
    "info": _info,
    "upgrade": _upgrade,
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
    "password": _password,
}
