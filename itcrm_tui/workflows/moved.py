"""What others changed in a record while a form over it stood open, field by field, in words that can be typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.record_words import Manner, instant_words
from itcrm_tui.domain.showing import shown
from itcrm_tui.domain.values import to_json
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.change_words import NOTHING
from itcrm_tui.workflows.records import changed_to
from itcrm_tui.workflows.references import words_for
from storage.errors import Clash
from storage.journal import last_touch
from storage.store import Store


@dataclass(frozen=True)
class Moved:
    """One field: what the person saw, what they typed, what it is now; `who` changed it and when, if anybody did.

    What is unknown is empty. `of_two`: it is of two records that may be one, so that nothing was there before.
    """

    field: str
    label: str
    saw: str
    typed: str
    now: str
    who: str
    of_two: bool = False

    @property
    def is_disputed(self) -> bool:
        """Whether anything was or is there beside what the person has typed; of two, whether they differ."""
        return self.typed != self.now if self.of_two else bool(self.saw or self.now)

    @property
    def sides(self) -> tuple[str, str, str]:
        """What it was, mine and theirs as they are read: the unknown is `nothing`."""
        return self.saw or NOTHING, self.typed or NOTHING, self.now or NOTHING


@dataclass(frozen=True)
class Meanwhile:
    """The record as it is now, all its fields as texts, where it moved under what was typed, and where else."""

    record: Record
    texts: dict[str, str]
    moved: list[Moved]
    elsewhere: list[str]


def meanwhile(store: Store, seen: Record, clashes: Sequence[Clash], today: date) -> Meanwhile | None:
    """Return what moved since a record was seen; None when it has been deleted."""
    kind = kind_of(seen)
    with store.read() as reader:
        now = reader.get(kind.record_type, seen.id)
        if not isinstance(now, Record):
            return None
        clashing = {clash.field: clash for clash in clashes if clash.record_id == seen.id and clash.field}
        mine = changed_to(seen, {name: clash.mine for name, clash in clashing.items()})
        how, naming = notation.typed(reader, today), words_for(reader, [seen, now, mine])
        manner = Manner(today, how.time_zone, how.currency_decimals)

        def words(record: Record, name: str) -> str:
            field = kind.by_name[name]
            return shown(field, to_json(field, getattr(record, name)), how, naming)

        moved = [
            Moved(
                name,
                kind.by_name[name].label,
                words(seen, name),
                words(mine, name),
                words(now, name),
                _who(one, manner),
            )
            for name, one in clashing.items()
        ]
        elsewhere = [
            f"{field.label}: {words(now, field.name) or NOTHING}"
            for field in kind.fields
            if field.name not in clashing and getattr(seen, field.name) != getattr(now, field.name)
        ]
        return Meanwhile(now, {name: words(now, name) for name in kind.by_name}, moved, elsewhere)


def told_meanwhile(store: Store, seen: Record, today: date) -> str | None:
    """Return who changed a record since it was seen, what and when, in a sentence; None when nobody did."""
    kind = kind_of(seen)
    with store.read() as reader:
        now = reader.get(kind.record_type, seen.id, deleted=True)
        if not isinstance(now, Record) or now.version == seen.version:
            return None
        touched = last_touch(reader.connection, kind.name, seen.id, None)
        manner = Manner(today, notation.time_zone(reader.settings()), 0)
    by = touched[0] if touched else "Somebody else"
    when = f" ({instant_words(touched[1], manner)})" if touched else ""
    if now.deleted_at:
        return f"{by} has deleted this{when}."
    moved = [field.label for field in kind.fields if getattr(seen, field.name) != getattr(now, field.name)]
    return f"{by} has changed {', '.join(moved)}{when}." if moved else None


def _who(clash: Clash, manner: Manner) -> str:
    by = clash.by or "somebody else"
    return f"{by}, {instant_words(clash.at, manner)}" if clash.at else by
