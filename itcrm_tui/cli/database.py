"""`itcrm db info|upgrade|verify`."""

from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, FAILED
from itcrm_tui.cli.printing import print_json, print_pairs, print_text

if TYPE_CHECKING:
    from itcrm_tui.workflows.administering import Info


def database(arguments: Namespace) -> int:
    """Do what the action says."""
    return {"info": _info, "upgrade": _upgrade, "verify": _verify}[arguments.action](arguments)


def _info(arguments: Namespace) -> int:
    from itcrm_tui.workflows.administering import info
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        found = info(store)
    if arguments.json:
        print_json(item={**vars(found), "records": {kind: _count(count) for kind, count in found.records.items()}})
    else:
        print_pairs(_pairs(found))
    return DONE


def _pairs(found: "Info") -> list[tuple[str, str]]:
    counts = [
        (kind.replace("_", " "), f"{count:,}" if isinstance(count, int) else str(count))
        for kind, count in found.records.items()
    ]
    head = [("database", found.database), ("engine", found.engine), ("schema", found.schema)]
    mine = [("you are", found.actor), ("device", found.device), ("change sets", f"{found.change_sets:,}")]
    return [*head, *mine, *(pair for pair in counts if pair[1] != "0")]


def _count(count: object) -> int | None:
    return count if isinstance(count, int) else None


def _upgrade(arguments: Namespace) -> int:
    from itcrm_tui.workflows.opening import upgrade

    print_text(f"The database has schema {upgrade(arguments.db)}.")
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
