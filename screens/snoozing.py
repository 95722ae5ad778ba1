"""What a person has put aside until a day: kept on this machine, for this database, and taken back like a change."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from itcrm_tui.domain.wording import day_words

if TYPE_CHECKING:
    from itcrm_tui.remembered import Noted

NAME = "snoozed"
LatestAct = tuple[str, str]
"""The change sets that undo and redo would take back next; nothing where there is none."""


def snoozed(memory: "Noted", today: date) -> dict[str, date]:
    """Return what is put aside, by id, with the day on which it comes back; what has come back is not."""
    found: dict[str, date] = {}
    for row_id, words in memory.get(NAME, {}).items():
        try:
            day = date.fromisoformat(words)
        except (TypeError, ValueError):
            continue
        if day > today:
            found[row_id] = day
    return found


def snooze(memory: "Noted", row_id: str, until: date, today: date) -> None:
    """Put something aside until a day; until today or earlier means that it comes back at once."""
    kept = snoozed(memory, today) | {row_id: until}
    memory.set(NAME, {one: day.isoformat() for one, day in kept.items() if day > today})


class PutAside(NamedTuple):
    """One row put aside until a day, that was put aside until `before`, if it was."""

    memory: "Noted"
    row_id: str
    title: str
    until: date
    before: date | None
    today: date

    @classmethod
    def of(cls, memory: "Noted", row_id: str, title: str, until: date, today: date) -> "PutAside":
        """Return what it takes to put a row aside, and to take that back."""
        return cls(memory, row_id, title, until, snoozed(memory, today).get(row_id), today)

    @property
    def what(self) -> str:
        """What undo takes back, in words."""
        return f"Put “{self.title}” aside"

    @property
    def words(self) -> str:
        """What is done with it, as a sentence."""
        if self.until <= self.today:
            return f"“{self.title}” is back at once."
        return f"“{self.title}” is put aside until {self.until:%a} {day_words(self.until, self.today)}."

    def do(self) -> None:
        """Put it aside."""
        snooze(self.memory, self.row_id, self.until, self.today)

    def undo(self) -> None:
        """Put it where it was before."""
        snooze(self.memory, self.row_id, self.before or self.today, self.today)


class PutAsides:
    """What was put aside since the start, in its place between the change sets: each stands above the latest one.

    Undo takes a row back as long as no change set has been written or taken back since; redo likewise.
    """

    def __init__(self) -> None:
        self._standing: list[tuple[PutAside, str]] = []
        self._undone: list[tuple[PutAside, LatestAct]] = []

    def add(self, done: PutAside, act: LatestAct) -> None:
        """Note what was done; that ends what could have been done again."""
        self._standing.append((done, act[0]))
        self._undone.clear()

    def next_undo(self, act: LatestAct) -> PutAside | None:
        """Return what undo takes back next, unless that is a change set."""
        return self._standing[-1][0] if self._standing and self._standing[-1][1] == act[0] else None

    def next_redo(self, act: LatestAct) -> PutAside | None:
        """Return what redo does again next, unless that is a change set."""
        return self._undone[-1][0] if self._undone and self._undone[-1][1] == act else None

    def undo(self, act: LatestAct) -> PutAside | None:
        """Take back what comes next; return it, or None where that is a change set."""
        found = self.next_undo(act)
        if found is not None:
            self._standing.pop()
            self._undone.append((found, act))
            found.undo()
        return found

    def redo(self, act: LatestAct) -> PutAside | None:
        """Do again what comes next; return it, or None where that is a change set."""
        found = self.next_redo(act)
        if found is not None:
            self._undone.pop()
            self._standing.append((found, act[0]))
            found.do()
        return found
