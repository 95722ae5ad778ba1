"""Records in JSON: a list, an object around one, one object, JSON Lines, or our own export."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.exact import exact_number
from itcrm_tui.workflows.importing.reading.flattening import Found, Nested, sheet_of
from itcrm_tui.workflows.importing.reading.free_names import FreeNames
from itcrm_tui.workflows.importing.reading.own_json import is_own, own_sheets
from itcrm_tui.workflows.importing.reading.record_lists import records_of
from itcrm_tui.workflows.importing.reading.sheet import Exact, Sheet

_BLANK = re.compile(r"[\s\ufeff]*")
_CONSTANTS = {"NaN": None, "Infinity": "Infinity", "-Infinity": "-Infinity"}
"""What is not a number says nothing; what is endless stays a word, which no field of numbers takes."""


def read_json(source: Source) -> Sequence[Sheet]:
    """Return the records of a file of JSON, of our own export a sheet per kind; raises FileError."""
    path, text = source.path, source.text.lstrip("\ufeff")
    if _is_json_lines(source, text):
        return [sheet_of(path, list(_lines(text)), f"JSON Lines, in {source.encoding}")]
    documents = list(_documents(path, text))
    if len(documents) == 1 and is_own(documents[0]):
        return own_sheets(path, documents[0])
    records, where = records_of(documents[0] if len(documents) == 1 else documents)
    form = f"JSON, in {source.encoding}" + (f", {where}" if where else "")
    return [sheet_of(path, [Found(at, record) for at, record in enumerate(records, 1)], form)]


def _is_json_lines(source: Source, text: str) -> bool:
    """Whether each line is an object of its own: the file says so by its name, or its first line is one of many."""
    if source.path.suffix.lower() in (".jsonl", ".ndjson"):
        return True
    first, _, rest = text.strip().partition("\n")
    if not rest or not first.strip().startswith("{"):
        return False
    try:
        return isinstance(_DECODER.decode(first), dict)
    except (ValueError, RecursionError):
        return False


def _lines(text: str) -> Iterator[Found]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield Found(number, _DECODER.decode(line))
        except json.JSONDecodeError as error:
            yield Found(number, line.strip(), f"it is no JSON at column {error.colno}: {_said(error)}")
        except RecursionError:
            yield Found(number, "", "it is nested too deep")


def _documents(path: Path, text: str) -> Iterator[Nested]:
    """Yield the documents that follow one another in a text; nearly always there is one."""
    at = _after_blanks(text, 0)
    while at < len(text):
        try:
            document, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise FileError(
                f"{path} is no JSON at {where}: {_said(error)}. Mend it there, or export it anew."
            ) from None
        except RecursionError:
            raise FileError(f"{path} is nested too deep to be a list of records.") from None
        yield document
        at = _after_blanks(text, at)


def _after_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _said(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object in which a name that comes again has its number, so that nothing is lost."""
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    names = FreeNames()
    return {names.free(name): value for name, value in pairs}


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=Exact,
    parse_float=exact_number,
    parse_constant=_CONSTANTS.__getitem__,
    strict=False,
)
