"""The command `itcrm`: from its arguments to an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from itcrm_tui.cli.stopping import swallow_nothing
from itcrm_tui.guard import check_neighbours

DONE, NO, USAGE, FAILED = 0, 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0 done, 1 the answer is no, 2 wrong usage, 3 data or database error.

    An interrupt gives 130, and a reader that went away 141, as shells have it.
    """
    try:
        check_neighbours()
        swallow_nothing()
        return _run(sys.argv[1:] if argv is None else argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else DONE if stop.code is None else USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return PIPE_CLOSED


def _run(argv: Sequence[str]) -> int:
    if "_ARGCOMPLETE" in os.environ:
        from itcrm_tui.cli.completing import complete

        complete()
    _print_anything()
    try:
        code = _command(argv) if argv else _app()
        sys.stdout.flush()
        return code
    except Exception as error:
        from itcrm_tui.cli.explaining import explained

        if isinstance(error, BrokenPipeError) or os.environ.get("ITCRM_DEBUG"):
            raise
        code, sentence = explained(error)
        with suppress(OSError):
            sys.stderr.write(f"itcrm: {sentence}\n")
        return code


def _command(argv: Sequence[str]) -> int:
    from itcrm_tui.cli.arguments import parsed

    arguments = parsed(argv)
    from itcrm_tui.cli.running import run

    return run(arguments)


def _app() -> int:
    """Without a word there is nothing to parse, and the app starts sooner."""
    from itcrm_tui.cli.running import noted
    from itcrm_tui.cli.starting import start

    return noted("app", lambda: start(os.environ.get("ITCRM_DB") or None))


def _print_anything() -> None:
    """Let no character that the terminal cannot show, and no closed output, end a command."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def _let_go_of_output() -> None:
    """Keep Python from complaining, at its end, that nobody reads."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
