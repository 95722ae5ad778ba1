"""A record as text for an editor, and back: YAML, each field as it is typed in a form, long texts as blocks."""

import re
from collections.abc import Mapping

import yaml

from itcrm_tui.domain.asking import Fielded, asked, choices
from itcrm_tui.domain.fields import Field, Type

_WIDE = 1_000_000
_TAG = "tag:yaml.org,2002:"
_EMPTY = re.compile(r"^(\w+): ''$", re.MULTILINE)
_FIELD = re.compile(r"\s|#|$|([\"']?)\w[\w -]*\1:(\s|$)")
"""How a line may begin: what belongs to the one above, a comment, nothing, or a field."""
_HEAD = """\
# {title}
# One field a line, as in the form; long texts are indented below their name and `|-`.
# An empty field is unknown. Save and close the editor to go on; unchanged, nothing happens.
"""


class NotReadableError(ValueError):
    """The text is no record any more; the message says where and what."""


class _Dumper(yaml.BaseDumper):
    """Writes texts as they are typed, without quotes that YAML's own types would ask for, and long ones as blocks."""

    def ignore_aliases(self, data: object) -> bool:
        """Write the same text twice, not a sign that it came before."""
        return True


def _text(dumper: yaml.BaseDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar(f"{_TAG}str", text, style="|" if "\n" in text else None)


def _mapping(dumper: yaml.BaseDumper, texts: dict[str, str]) -> yaml.Node:
    return dumper.represent_mapping(f"{_TAG}map", texts)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)


def as_text(kind: Fielded, title: str, texts: Mapping[str, str]) -> str:
    """Return the fields that may be set, with what is typed in them, and what to do with it."""
    shown = {field.name: _plain(texts.get(field.name, "")) for field in _fields(kind)}
    body = yaml.dump(shown, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)
    return _HEAD.format(title=" ".join(title.split())) + _with_choices(_EMPTY.sub(r"\1:", body), _fields(kind))


def from_text(kind: Fielded, text: str) -> dict[str, str]:
    """Return what is typed in each field; a field that was left out is empty. Raises NotReadableError."""
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise NotReadableError(_where(error, text)) from None
    except RecursionError:
        raise NotReadableError("The text is nested too deeply.") from None
    if not isinstance(found, dict):
        raise NotReadableError("There are no fields in it, like `name: Finance`.")
    names = [field.name for field in _fields(kind)]
    if unknown := [str(name) for name in found if name not in names]:
        raise NotReadableError(f"There is no field “{unknown[0][:40]}”.")
    if nested := [name for name, value in found.items() if not isinstance(value, str)]:
        raise NotReadableError(f"“{nested[0]}” has to be one text; several are separated by ;")
    return {name: found.get(name, "") for name in names}


def _plain(text: str) -> str:
    """Return a text without what keeps it from standing in a block: tabs, and blanks at the end of a line."""
    return "\n".join(line.rstrip() for line in text.expandtabs(4).split("\n")).rstrip()


def _fields(kind: Fielded) -> list[Field]:
    """Return the fields as a form asks for them, but long texts last."""
    return sorted(asked(kind), key=lambda field: field.holds is Type.LINES)


def _with_choices(body: str, fields: list[Field]) -> str:
    """Say beside the fields that are one of a few words which these are."""
    for field in fields:
        if words := choices(field):
            body = re.sub(f"^({field.name}:.*)$", rf"\1  # {', '.join(words)}", body, count=1, flags=re.MULTILINE)
    return body


def _where(error: yaml.YAMLError, text: str) -> str:
    """Return which line is wrong, in our words; the parser often notices only lines later, and says it in its own."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if not _FIELD.match(line):
            return f"Line {number} is not `field: value`."
    mark = (error.context_mark or error.problem_mark) if isinstance(error, yaml.MarkedYAMLError) else None
    if not isinstance(error, yaml.MarkedYAMLError) or mark is None or mark.line >= len(lines):
        return "The text cannot be read."
    if "quoted" in (error.context or ""):
        return f"Line {mark.line + 1} has a quotation mark that is not closed."
    if lines[mark.line][:1].isspace():
        return f"Line {mark.line + 1} is not indented like the lines above it."
    return f"Line {mark.line + 1} cannot be read: put its value in quotes."
