"""A merge in words: what moves, and what the fields of both say, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.merging import EITHER, Choice, Part
from itcrm_tui.domain.record_words import Manner, value_words
from itcrm_tui.domain.values import Json, from_json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.manner import manner
from itcrm_tui.workflows.merging.planning import Merge
from itcrm_tui.workflows.reading import names_in
from storage.store import Store


@dataclass(frozen=True)
class SideBySide:
    """One part of a merge as it is read: what it is called, and what each choice would make of it."""

    part: Part
    words: Mapping[Choice, str]


def choice_words(store: Store, planned: Merge) -> list[SideBySide]:
    """Return the parts of a merge in words."""
    with store.read() as reader:
        names = names_in(reader, [planned.survivor, planned.merged])
        how = manner(reader)
    return [
        SideBySide(part, {choice: _said(part, choice, names, how) for choice in {*EITHER, *part.choices}})
        for part in planned.parts
    ]


def belongs_to(store: Store, planned: Merge) -> str:
    """Return what both belong to, such as the client of two stakeholders; nothing where they stand alone."""
    with store.read() as reader:
        names = names_in(reader, [planned.survivor])
    above = [getattr(planned.survivor, field.name) for field in planned.kind.references if field.required]
    return ", ".join(names.get(one, "") for one in above)


def moves_words(planned: Merge) -> str:
    """Return what would move, in words."""
    counted = [KINDS[name].counted(count) for name, count in planned.moves.items()]
    return ", ".join(counted) if counted else "nothing"


def _said(part: Part, choice: Choice, names: Mapping[RecordId, str], how: Manner) -> str:
    values = part.values(choice)
    said = [_value(field, values.get(field.name), names, how) for field in part.fields]
    return "; ".join(filter(None, said))


def _value(field: Field, value: Json, names: Mapping[RecordId, str], how: Manner) -> str:
    if value is None:
        return ""
    words = value_words(field, from_json(field, value), names, how)
    return words if field.holds is not Type.FLAG else f"{field.label.lower()}: {words}"
