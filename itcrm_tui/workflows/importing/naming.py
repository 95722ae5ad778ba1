"""Records that rows name and nobody knows, to be added along with the rows when a person asks for it."""

from collections.abc import Iterable, Sequence

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import ParseError
from itcrm_tui.domain.parsing import line
from itcrm_tui.domain.record import Record
from itcrm_tui.text import folded
from itcrm_tui.workflows.finding import is_id
from itcrm_tui.workflows.importing.cells import Cells
from itcrm_tui.workflows.importing.consistency import named_in
from itcrm_tui.workflows.importing.drafts import Draft, sound
from itcrm_tui.workflows.importing.guessing import names_by_key
from itcrm_tui.workflows.importing.identity import named_by_name_alone
from itcrm_tui.workflows.importing.sayings import names_in
from itcrm_tui.workflows.records import record_with, unsound
from itcrm_tui.workflows.references import FOLDED, NAME


def add_missing(cells: Cells, drafts: Iterable[Draft], brought: frozenset[str]) -> list[Record]:
    """Return new records for the names that are none of ours; from now on they can be named.

    Only kinds that a name is enough for; none of the kinds that the file itself has `brought`.
    """
    made: dict[tuple[str, str], Record] = {}
    for field in cells.kind.fields:
        target = KINDS.get(field.target or "")
        if target is None or target.name in brought or field.holds is Type.SHARES or not named_by_name_alone(target):
            continue
        by_key = names_by_key(cells.lenient.get(field.name, ""))
        saying = cells.sayings.get(field.name)
        for _, text in saying.said(sound(drafts)) if saying else ():
            for words in names_in(field, text):
                if by_key and _is_key(words):
                    continue
                if (target.name, folded(words)) not in made and _is_unknown(cells, target, words):
                    made[target.name, folded(words)] = _introduced(cells, target, line(words))
    return list(made.values())


def _is_key(words: str) -> bool:
    """Whether words from a column of keys are one, and no name that somebody could read."""
    return " " not in words.strip() and any(char.isdigit() for char in words)


def still_named(kind: Kind, made: Sequence[Record], drafts: Sequence[Draft]) -> list[Record]:
    """Return those of the new records that the rows name which are taken in; a rejected row brings nothing along."""
    named = {record_id for draft in drafts for _, _, record_id in named_in(kind, draft)} if made else set()
    return [record for record in made if record.id in named]


def _is_unknown(cells: Cells, kind: Kind, words: str) -> bool:
    if not words.strip() or is_id(words.strip()) or "@" in words or unsound(kind, {"name": line(words)}):
        return False
    try:
        cells.references.resolve(kind, words)
    except ParseError as error:
        return type(error) is ParseError
    return False


def _introduced(cells: Cells, kind: Kind, name: str) -> Record:
    record = record_with(kind, {"name": name})
    for way in (NAME, FOLDED):
        cells.references.add(kind, way, name, record.id)
    return record
