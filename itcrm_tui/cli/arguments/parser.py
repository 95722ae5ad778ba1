"""How a command is declared: its words, its options, its examples."""

import argparse
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NoReturn

WIDTH = 80
Command = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and takes options before, between and after other arguments.

    With `tells_fields` its help is about the fields of a kind, once a kind is named.
    """

    examples: tuple[str, ...] = ()
    tells_fields = False
    _mixing = False
    _words: Sequence[str] = ()

    def __init__(self, **words: Any) -> None:
        super().__init__(allow_abbrev=False, **words)

    @property
    def commands(self) -> dict[str, "Parser"]:
        """The parsers of the commands, by name; none where a command has been named."""
        groups = [action.choices for action in self._actions if isinstance(action, argparse._SubParsersAction)]
        return dict(groups[0]) if groups else {}

    @property
    def positionals(self) -> list[argparse.Action]:
        """The arguments that are told by their place."""
        return [action for action in self._actions if not action.option_strings]

    @property
    def options(self) -> dict[str, argparse.Action]:
        """The options by name."""
        return self._option_string_actions

    def error(self, message: str) -> NoReturn:
        from itcrm_tui.text import safe

        self.exit(2, f"itcrm: {safe(message)}. See {self.prog} --help.\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._mixing or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        self._mixing, self._words = True, args or ()
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def format_help(self) -> str:
        return (self._fields_help() if self.tells_fields else None) or super().format_help()

    def _fields_help(self) -> str | None:
        from itcrm_tui.cli.help_fields import kind_help
        from itcrm_tui.domain.kinds import UnknownKindError, kind_named

        for word in self._words:
            with suppress(UnknownKindError):
                return kind_help(self.prog.split()[-1], kind_named(word))
        return None


def command(commands: Any, name: str, place: tuple[str, str], words: str, *examples: str) -> Parser:
    """Declare a command, done by the function at `place` (module of `cli`, name); return its parser.

    Each example is a whole line, as typed; all of them are tried on the sample organization by the tests.
    """
    epilog = "\n".join(("examples:", *(f"  {line}" for line in examples))) if examples else None
    about = words if len(words) <= WIDTH else textwrap.fill(words, WIDTH)
    parser: Parser = commands.add_parser(
        name, help=words, description=about, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.examples = examples
    add_common(parser, inside=True)
    parser.set_defaults(command=place)
    return parser


def add_common(parser: argparse.ArgumentParser, *, inside: bool = False) -> None:
    """Add the options that stand anywhere; inside a command they say nothing unless they are given."""
    unset: Any = argparse.SUPPRESS if inside else None
    database = "sqlite:///FILE, postgresql://..., or offline: the working copy"
    parser.add_argument("--db", metavar="URL", default=unset, help=database)
    parser.add_argument("--json", action="store_true", default=unset or False, help="print JSON")
    parser.add_argument("--verbose", action="store_true", default=unset or False, help="print the log's lines too")


def count(text: str) -> int:
    """Return a number of things that was typed; raises ArgumentTypeError."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}” is not a number")
    return int(text)
