"""`itcrm db grant`: who may do what on the shared database."""

from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_json, print_table, print_text

if TYPE_CHECKING:
    from itcrm_tui.workflows.granting import Granted

ROLES = ("owner", "staff", "contributor", "reader", "none")


def granting(arguments: Namespace) -> int:
    """Make the roles and give them, or only check; then say who has which, and what is not as it should be."""
    from itcrm_tui.workflows import granting as workflow

    role, logins = arguments.file, arguments.logins
    if role is not None and role not in ROLES:
        raise UsageError(f"There is no role {role!r}; there are {', '.join(ROLES[:-1])}, and none takes one away.")
    if bool(role) != bool(logins):
        raise UsageError("A role goes with those who get it: itcrm db grant staff dana ravi.")
    if arguments.check and role:
        raise UsageError("--check changes nothing; give the role without it.")
    if arguments.keep is not None or arguments.force:
        raise UsageError("--keep and --force go with `itcrm db backup`.")
    found = workflow.check(arguments.db) if arguments.check else workflow.grant(arguments.db, role, logins)
    _print(found, as_json=arguments.json)
    return NO if found.findings else DONE


def _print(found: "Granted", *, as_json: bool) -> None:
    if as_json:
        print_json(item={"members": found.members, "findings": found.findings})
        return
    from storage.granting.roles import MAY

    rows = [(str(role), ", ".join(logins) or "-", MAY[role]) for role, logins in found.members.items()]
    if rows:
        print_table(("ROLE", "WHO", "MAY"), rows)
    print_text("\n".join(found.findings) or "Everything is granted as it should be.")
