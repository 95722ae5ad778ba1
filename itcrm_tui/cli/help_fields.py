"""What `itcrm add KIND --help` and `edit KIND --help` say: the kind's fields, what each takes, an example."""

import dataclasses
import textwrap

from itcrm_tui.cli.arguments.parser import WIDTH
from itcrm_tui.cli.help_examples import ADDING, EDITING
from itcrm_tui.domain.field_words import bare, typed_name
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind

_INDENT = 26

_TAKES = {
    Type.TEXT: "text",
    Type.LINES: "text of any number of lines",
    Type.INTEGER: "whole number",
    Type.MONEY: "amount",
    Type.MINUTES: "hours",
    Type.DECIMAL: "number",
    Type.DATE: "date",
    Type.INSTANT: "time",
    Type.MONTH: "month",
    Type.FLAG: "yes or no",
    Type.ANY_REFERENCE: "a record of that kind",
    Type.TEXTS: "texts, parted by ;",
}
_WRITTEN = {
    "Dates": ({Type.DATE}, "2026-12-31, 12 dec, fri, +2w, today"),
    "Times": ({Type.INSTANT}, "2026-12-31 14:30"),
    "Months": ({Type.MONTH}, "2026-12"),
    "Hours": ({Type.MINUTES}, "12, 1.5, 1h30"),
    "Amounts": ({Type.MONEY}, "1234.50"),
    "Records": (
        {Type.REFERENCE, Type.REFERENCES, Type.SHARES, Type.ANY_REFERENCE},
        "by id, code, external key, or the beginning of a name",
    ),
}


def kind_help(verb: str, kind: Kind) -> str:
    """Return the help of `add` or `edit` for one kind, at most 80 columns wide."""
    named = "" if kind.name == "settings" or verb == "add" else " NAME"
    settable = [field for field in kind.fields if field.settable]
    fixed = [field.name for field in kind.fields if not field.settable]
    blocks = [
        f"usage: itcrm {verb} {kind.name}{named} field=value ... [--json] [--db URL]",
        textwrap.fill((kind.record_type.__doc__ or "").strip(), WIDTH),
        "\n".join([_heading(verb, settable), *(line for field in settable for line in field_lines(kind, field))]),
        "\n".join(_notation(settable)),
        textwrap.fill(f"Moved by their own commands or by the program: {', '.join(fixed)}.", WIDTH) if fixed else "",
        _examples((ADDING if verb == "add" else EDITING).get(kind.name, ())),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def field_lines(kind: Kind, field: Field) -> list[str]:
    """Return the lines about one field: its name, what it takes, how else it may be called."""
    name = f"  {typed_name(field)}{' *' if field.required else ''}"
    said = textwrap.wrap(f"{takes(kind, field)}{_also(field)}", WIDTH - _INDENT, break_on_hyphens=False)
    if len(name) >= _INDENT:
        return [name, *(" " * _INDENT + line for line in said)]
    return [f"{name:{_INDENT}}{said[0]}", *(" " * _INDENT + line for line in said[1:])]


def takes(kind: Kind, field: Field) -> str:
    """Return what a field takes, in words: type, choices, limits, what it is unless it is given."""
    return ", ".join(filter(None, (_type(field), _limits(field), _default(kind, field))))


def _type(field: Field) -> str:
    target = KINDS[field.target].label if field.target else ""
    many = KINDS[field.target].plural.replace("_", " ") if field.target else ""
    match field.holds:
        case Type.CHOICE if field.choices:
            return " | ".join(field.choices)
        case Type.REFERENCE:
            return f"{'an' if target[0] in 'aeio' else 'a'} {target}"
        case Type.REFERENCES:
            return f"{many}, parted by ;"
        case Type.SHARES:
            return f"{many} with their shares, as DBA:0.6;Network:0.4"
    return _TAKES[field.holds]


def _limits(field: Field) -> str:
    alone = "no two alike" if field.unique else ""
    if field.holds is Type.TEXT:
        longest = f"at most {field.maximum:,} characters" if field.maximum else ""
        return ", ".join(filter(None, (longest, alone)))
    least, most = (_bound(field, bound) for bound in (field.minimum, field.maximum))
    if most:
        return f"{least or 'up'} to {most}"
    return f"{least} or more" if least and field.minimum else ""


def _bound(field: Field, bound: int | None) -> str:
    if bound is None:
        return ""
    return f"{bound // 60}" if field.holds is Type.MINUTES else f"{bound:,}"


def _default(kind: Kind, field: Field) -> str:
    declared = {found.name: found.default for found in dataclasses.fields(kind.record_type)}[field.name]
    if declared in (None, dataclasses.MISSING, (), False):
        return ""
    words = ";".join(declared) if isinstance(declared, tuple) else "yes" if declared is True else str(declared)
    return f"{words} unless given"


def _also(field: Field) -> str:
    """Return the other words that call the field."""
    known = {bare(typed_name(field))}
    words = [word for word in (field.name, field.label.lower(), *field.aliases) if not _seen(known, word)]
    return f" (also: {', '.join(words)})" if words else ""


def _seen(known: set[str], word: str) -> bool:
    """Whether a word is known but for blanks and hyphens; it is from now on."""
    before = len(known)
    known.add(bare(word))
    return len(known) == before


def _heading(verb: str, settable: list[Field]) -> str:
    if verb == "edit":
        return "fields (field= empties one without *):"
    return "fields (* has to be given):" if any(field.required for field in settable) else "fields:"


def _notation(fields: list[Field]) -> list[str]:
    held = {field.holds for field in fields}
    return [f"{what + ':':9}{how}" for what, (types, how) in _WRITTEN.items() if types & held]


def _examples(lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    stands = " (ID: as `itcrm list` prints it)" if any(_has_id(line) for line in lines) else ""
    return "\n".join([f"examples{stands}:", *(f"  {line}" for line in lines)])


def _has_id(line: str) -> bool:
    return any(word == "ID" for word in line.replace("=", " ").split())
