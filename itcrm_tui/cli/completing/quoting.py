"""How an offered word is written so that the shell takes it for exactly that word, and for nothing else."""

import re
from collections.abc import Sequence

OPEN_ENDS = ("=", ":")
"""After these more of the same word is to come."""

_PLAIN = re.compile(r"[\w@%+,./:=-]")
_SPECIAL_IN_DOUBLE_QUOTES = re.compile(r'["\\$`]')


def quoted(words: Sequence[str], quote: str, last_break: int | None, shell: str) -> list[str]:
    """Return the words as the shell wants them from a completion.

    `quote` is the quotation mark that the person has opened, if any. fish and zsh quote by themselves. bash takes
    only what comes after `last_break`, its last place where a word may break; and a space after the only word.
    """
    if shell != "bash":
        return list(words)
    if not quote and last_break is not None:
        words = [word[last_break + 1 :] for word in words]
    written = [_in_bash(word, quote) for word in words]
    if len(written) == 1 and not quote and not written[0].endswith(OPEN_ENDS):
        written[0] += " "
    return written


def _in_bash(word: str, quote: str) -> str:
    if quote == "'":
        return word.replace("'", "'\\''")
    if quote == '"':
        return _SPECIAL_IN_DOUBLE_QUOTES.sub(r"\\\g<0>", word).replace("!", "\"'!'\"")
    return "".join(char if _PLAIN.match(char) else f"\\{char}" for char in word)
