"""The lines of a contact card as properties: unfolded, decoded, with their types and labels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from vobject.base import ContentLine, VObjectError, getLogicalLines, parseLine  # type: ignore[import-untyped]

PROPERTIES_LIMIT = 1000
CARD_LIMIT = 256 * 1024
"""A card without its pictures is far below; more is no card."""

_QUOTED = re.compile(r"^([^:]{0,1000}?)quoted-printable", re.IGNORECASE)
_CHARSET = re.compile(r"^([^:;]{0,100})([^:]{0,1000}?)(;CHARSET=[^;:]{0,100})?(?=[;:])", re.IGNORECASE)
_AGENT = re.compile(r"^AGENT[^:\n]*:\s*\n(BEGIN:VCARD\n.*?^END:VCARD)\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r'(?:[^":]|"[^"]*")*:')
_HEAD_LIMIT = 1000
_NO_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_LAST = 100


class CardError(ValueError):
    """The card cannot be read; the message says why."""


@dataclass(frozen=True)
class Property:
    """One property: its upper-case name, its value, what sort it is (`home`, a label), how much it is preferred."""

    name: str
    value: str
    types: tuple[str, ...] = ()
    preference: int = _LAST
    group: str = ""
    label: str = ""
    escapes: str = "\\;,:nN"

    @property
    def text(self) -> str:
        """The value with its escapes undone."""
        return self._plain(self.value).replace("\r\n", "\n").strip()

    def parts(self, between: str = ";") -> list[str]:
        """Return the parts of a structured value, each with its escapes undone."""
        return [self._plain(part).strip() for part in re.split(rf"(?<!\\){between}", self.value)]

    def _plain(self, value: str) -> str:
        return re.sub(rf"\\([{re.escape(self.escapes)}])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def properties_of(text: str) -> list[Property]:
    """Return the properties of a card, with labels in place; raises CardError."""
    if len(text) > CARD_LIMIT:
        raise CardError("it is larger than a contact card can be")
    agents = [Property("AGENT", found[1].replace("\n", ", ")) for found in _AGENT.finditer(text)]
    read = [*_read(_AGENT.sub("", text)), *agents]
    if len(read) > PROPERTIES_LIMIT:
        raise CardError("it has more lines than a contact card can have")
    labels = {one.group: _NO_LABEL.sub(r"\1", one.text) for one in read if one.name == "X-ABLABEL" and one.group}
    old = any(one.name == "VERSION" and one.value.strip().startswith("2") for one in read)
    escapes = "\\;,:" if old else "\\;,:nN"
    return [replace(one, label=labels.get(one.group, ""), escapes=escapes) for one in read if one.name != "X-ABLABEL"]


def _read(text: str) -> Iterator[Property]:
    """Yield the properties; a line that is none is kept as a note, as programs that do not fold write them."""
    try:
        for line, _ in getLogicalLines(StringIO(text), allowQP=True):
            yield _property(line) or Property("NOTE", line.strip())
    except IndexError:
        raise CardError("its lines cannot be put together") from None


def _property(line: str) -> Property | None:
    line = _QUOTED.sub(r"\1QUOTED-PRINTABLE", line, count=1)
    for attempt in (line, _CHARSET.sub(r"\1;CHARSET=utf-8\2", line), _CHARSET.sub(r"\1;CHARSET=cp1252\2", line)):
        try:
            return _of_content(_content(attempt))
        except VObjectError:
            return None
        except (LookupError, ValueError, TypeError):
            continue
    return None


def _content(line: str) -> object:
    """Return a line taken apart; what stands before its value is short, or the library would take for ever."""
    head = _HEAD.match(line[:_HEAD_LIMIT])
    if head is None:
        raise VObjectError("There is no value.")
    name, params, _, group = parseLine(head[0])
    return ContentLine(name, params, line[head.end() :], group, encoded=True)


def _of_content(line: object) -> Property:
    params: Mapping[str, Sequence[str]] = line.params  # type: ignore[attr-defined]
    told = [*params.get("TYPE", ()), *line.singletonparams]  # type: ignore[attr-defined]
    types = [word.strip().lower() for one in told for word in one.split(",")]
    return Property(
        name=line.name,  # type: ignore[attr-defined]
        value=line.value,  # type: ignore[attr-defined]
        types=tuple(word for word in dict.fromkeys(types) if word and word != "pref"),
        preference=_preference(params, types),
        group=(line.group or "").lower(),  # type: ignore[attr-defined]
    )


def _preference(params: Mapping[str, Sequence[str]], types: Sequence[str]) -> int:
    told = next((int(one) for one in params.get("PREF", ()) if one.isascii() and one.isdigit() and len(one) < 4), _LAST)
    return 0 if "pref" in types else told
