"""One setting changed in the text of a TOML file; what a person wrote around it, comments too, stays as it is."""

import re
import tomllib
from typing import Any

_TABLE = re.compile(r"^\s*\[", re.MULTILINE)


class NotTomlError(Exception):
    """The text is no TOML, or the setting is written in a way that cannot be changed line by line."""


def replaced(text: str, name: str, value: Any) -> str:
    """Return the text with a top-level setting at another value; None takes it out. Raises NotTomlError."""
    wanted = {key: old for key, old in _parsed(text).items() if key != name} | ({} if value is None else {name: value})
    table = _TABLE.search(text)
    head, tail = (text[: table.start()], text[table.start() :]) if table else (text, "")
    changed = _with_line(head, name, value) + tail
    if _parsed(changed) != wanted:
        raise NotTomlError
    return changed


def _with_line(head: str, name: str, value: Any) -> str:
    import tomli_w

    line = "" if value is None else tomli_w.dumps({name: value})
    earlier = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*=.*(\n|$)", re.MULTILINE)
    if earlier.search(head):
        return earlier.sub(lambda _: line, head, count=1)
    gap = "" if not head or head.endswith("\n") else "\n"
    return f"{head.rstrip()}\n{line}\n" if head.endswith("\n\n") and line else f"{head}{gap}{line}"


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotTomlError from error
