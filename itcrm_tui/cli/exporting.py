"""`itcrm export`."""

import signal
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_pieces, tell
from itcrm_tui.cli.selecting import selection, with_meaning
from itcrm_tui.domain.kinds import kind_named
from itcrm_tui.domain.wording import named
from itcrm_tui.typed_path import as_path

if TYPE_CHECKING:
    from itcrm_tui.workflows.exporting import Account, Everything, Wanted
    from storage.store import Store

EVERYTHING = "everything"


def export(arguments: Namespace) -> int:
    """Write records to a file, or print them."""
    from itcrm_tui.workflows.exporting import Account, Wanted
    from itcrm_tui.workflows.opening import opened

    wanted, account = _wanted(arguments), Account()
    with opened(arguments.db) as store:
        wanted = with_meaning(store, wanted) if isinstance(wanted, Wanted) else wanted
        if arguments.output in (None, "-"):
            _print(store, wanted, arguments, account)
        else:
            _write(store, wanted, arguments, account)
    return DONE


def _wanted(arguments: Namespace) -> "Wanted | Everything":
    from itcrm_tui.workflows.exporting import Everything

    if arguments.kind.strip().lower() != EVERYTHING:
        return selection(kind_named(arguments.kind), arguments)
    if arguments.words or arguments.sort or arguments.limit is not None:
        raise UsageError("Everything is exported whole: name a KIND where only some records are wanted.")
    return Everything()


def _print(store: "Store", wanted: "Wanted | Everything", arguments: Namespace, account: "Account") -> None:
    from itcrm_tui.workflows.exporting import Everything, Format, exported

    form = Format.JSON if arguments.json or isinstance(wanted, Everything) else Format.CSV
    print_pieces(exported(store, wanted, form, account))
    if account.remarks:
        tell(" ".join(account.remarks))


def _write(store: "Store", wanted: "Wanted | Everything", arguments: Namespace, account: "Account") -> None:
    from itcrm_tui.workflows.exporting import Everything, FormatError, export_to

    try:
        with _ending_in_order():
            export_to(store, wanted, as_path(arguments.output), account)
    except FormatError as error:
        raise UsageError(str(error)) from error
    rows = named(account.rows, "record") if isinstance(wanted, Everything) else wanted.kind.counted(account.rows)
    tell(" ".join((f"Wrote {rows} to {arguments.output}.", *account.remarks)))


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a signal that ends the program take half a file along; one that is ignored stays so."""
    numbers = [one for one in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(one) is signal.SIG_DFL]
    for number in numbers:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)
