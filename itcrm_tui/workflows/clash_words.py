"""Conflicts in words: which field of what, who changed it, when, from what to what, and what was meant instead."""

from collections.abc import Iterable, Sequence

from itcrm_tui.domain.differing import begun_at_difference
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.record_words import Manner
from itcrm_tui.domain.values import Json
from itcrm_tui.text import in_a_line
from itcrm_tui.workflows.calling_records import Called, called
from itcrm_tui.workflows.change_words import when_words, words_of
from itcrm_tui.workflows.manner import manner
from storage.change import Key
from storage.errors import Clash, shortened
from storage.store import Store

LONGEST_VALUE = 60


def explained(store: Store, clashes: Sequence[Clash]) -> list[str]:
    """Return a sentence for each conflict."""
    with store.read() as reader:
        names = called(reader, {key for clash in clashes for key in mentioned(clash)})
        how = manner(reader)
        return [_sentence(clash, store.actor, names, how) for clash in clashes]


def _sentence(clash: Clash, me: str, names: Called, how: Manner) -> str:
    happened = what_happened(clash, me, names, how)
    if clash.field is None:
        return f"{_title(clash, names)}: {happened}."
    _, mine = _short(clash, (clash.theirs, clash.mine), names, how)
    return f"{_title(clash, names)}: {happened}; it would become {mine}."


def what_happened(clash: Clash, me: str, names: Called, how: Manner) -> str:
    """Return who has changed what, from what to what, and when; of a whole record, what became of it."""
    who = "you" if clash.by == me else clash.by or "somebody"
    when = f" on {when_words(clash.at, how)}" if clash.at else ""
    if clash.field is None:
        return f"{clash.theirs} by {who}{when}"
    label = KINDS[clash.kind].by_name[clash.field].label.lower()
    seen, theirs = _short(clash, (clash.seen, clash.theirs), names, how)
    return f"{who} changed {label} from {seen} to {theirs}{when}"


def _short(clash: Clash, values: Sequence[Json], names: Called, how: Manner) -> list[str]:
    """Return values in a line each, cut so that it is to be seen where they differ."""
    field = KINDS[clash.kind].by_name[clash.field or ""]
    lines = [in_a_line(words_of(field, value, names, how)) for value in values]
    return [shortened(line, LONGEST_VALUE) for line in begun_at_difference(lines, LONGEST_VALUE)]


def _title(clash: Clash, names: Called) -> str:
    kind = KINDS[clash.kind]
    name = names.get((clash.kind, clash.record_id), kind.label)
    return name if name.startswith(kind.label) else f"{kind.label} {name}"


def mentioned(clash: Clash) -> Iterable[Key]:
    """Yield the record that a clash is about, and those that its values point at."""
    yield clash.kind, clash.record_id
    field = KINDS[clash.kind].by_name.get(clash.field or "")
    if field is not None and field.target:
        for value in (clash.seen, clash.mine, clash.theirs):
            found = value if isinstance(value, list | dict) else [value] if value else []
            yield from ((field.target, one) for one in found)
