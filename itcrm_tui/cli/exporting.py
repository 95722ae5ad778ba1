"""`itcrm export`."""

import errno
import os
import tempfile
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_pieces, tell
from itcrm_tui.domain.kinds import kind_named


def export(arguments: Namespace) -> int:
    """Write the records of a kind to a file, or print them."""
    from itcrm_tui.workflows.exporting import Format, Wanted, exported
    from itcrm_tui.workflows.opening import opened

    kind = kind_named(arguments.kind)
    form = Format(_format(arguments))
    with opened(arguments.db) as store:
        pieces = exported(store, Wanted(kind, " ".join(arguments.words)), form)
        if arguments.output in (None, "-"):
            print_pieces(pieces)
            return DONE
        write_whole(Path(arguments.output).expanduser(), pieces)
    tell(f"{kind.plural.replace('_', ' ').capitalize()} are in {arguments.output}.")
    return DONE


def _format(arguments: Namespace) -> str:
    """Return what the file's name asks for; without a file it is CSV, or JSON with --json."""
    if arguments.output in (None, "-"):
        return "json" if arguments.json else "csv"
    suffix = Path(arguments.output).suffix.lower().removeprefix(".")
    if suffix not in ("csv", "json"):
        raise UsageError(f"{arguments.output} should end in .csv or .json: these can be written.")
    return suffix


def write_whole(path: Path, pieces: Iterable[str]) -> None:
    """Write a file all at once or not at all; one that is there is replaced. Raises OSError."""
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "There is no such folder", str(path.parent))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
