"""argcomplete reads the line and writes the answer; which words are offered, and how they are quoted, is ours."""

import argparse
import os
from io import StringIO
from typing import Any, TextIO

import argcomplete.io
from argcomplete.finders import CompletionFinder
from argcomplete.lexers import split_line

from itcrm_tui.cli.arguments import parser
from itcrm_tui.cli.completing import FILES
from itcrm_tui.cli.completing.offers import WantsFilesError, offers
from itcrm_tui.cli.completing.place import place_in
from itcrm_tui.cli.completing.quoting import quoted
from itcrm_tui.text import safe


class _AnsweredError(Exception):
    """The answer is written; its argument is the exit code."""


class _Finder(CompletionFinder):
    wants_files = False

    def _init_debug_stream(self) -> None:
        """Debug nothing: argcomplete would write to a descriptor that may be somebody else's."""
        argcomplete.io.debug_stream = StringIO()

    def collect_completions(self, active_parsers: Any, parsed_args: Any, cword_prefix: str) -> list[str]:
        _, prefix, _, words, _ = split_line(os.environ["COMP_LINE"], int(os.environ["COMP_POINT"]))
        try:
            found = offers(place_in(parser(), words[1:], prefix))
        except WantsFilesError:
            self.wants_files = True
            return []
        shown = {word: safe(about) for word, about in found.items() if word and safe(word) == word}
        self._display_completions = dict(shown)
        return list(shown)

    def quote_completions(self, completions: list[str], cword_prequote: str, last_wordbreak_pos: int | None) -> Any:
        return quoted(completions, cword_prequote, last_wordbreak_pos, os.environ.get("_ARGCOMPLETE_SHELL", "bash"))


def answer(stream: TextIO | None = None) -> int:
    """Write the words for the one under the cursor, where the shell reads them or elsewhere; return the exit code."""
    finder = _Finder()

    def end(code: int) -> None:
        raise _AnsweredError(FILES if finder.wants_files else code)

    try:
        # A parser without commands: argcomplete would read the line with it, and ours must not be changed.
        finder(argparse.ArgumentParser(add_help=False), exit_method=end, output_stream=stream)
    except _AnsweredError as answered:
        return int(answered.args[0])
    return 1
