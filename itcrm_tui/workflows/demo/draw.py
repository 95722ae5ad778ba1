"""Seeded chance: the same seed gives the same draws, identifiers included."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from random import Random
from typing import TypeVar

from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.demo.words.answers import FLOOR_PLACES, MONTHS, OFFICE_PLACES, SLOTS
from itcrm_tui.workflows.demo.words.directory import SYSTEMS
from itcrm_tui.workflows.demo.words.profiles import CITIES

T = TypeVar("T")
_WORDS = SLOTS | {"city": CITIES, "system": SYSTEMS, "place": (*OFFICE_PLACES, *FLOOR_PLACES)}
_LOW_62_BITS = (1 << 62) - 1
_MILLISECONDS_A_DAY = 86_400_000


class Draw(Random):
    """A stream of chance for one part of the sample, so that a change to one part leaves the others as they were."""

    def chance(self, likely: float) -> bool:
        """Return True in `likely` of all cases, 0 to 1."""
        return self.random() < likely

    def some(self, items: Sequence[T], least: int, most: int) -> list[T]:
        """Return between `least` and `most` different items, as far as there are so many."""
        return self.sample(items, min(len(items), self.randint(least, most)))

    def dealt(self, items: Sequence[T]) -> Iterator[T]:
        """Yield the items shuffled, without end; none comes again before all have come."""
        while items:
            yield from self.sample(items, len(items))

    def new_id(self, on: date | datetime) -> RecordId:
        """Return an identifier in the form of UUID version 7 that sorts by the day, or the moment, it was made."""
        if isinstance(on, datetime):
            milliseconds = int(on.timestamp() * 1000)
        else:
            midnight = datetime(on.year, on.month, on.day, tzinfo=UTC)
            milliseconds = int(midnight.timestamp()) * 1000 + self.randrange(_MILLISECONDS_A_DAY)
        bits = self.getrandbits(74)
        head, tail = f"{milliseconds:012x}", f"{0b10 << 62 | bits & _LOW_62_BITS:016x}"
        return RecordId(f"{head[:8]}-{head[8:]}-7{bits >> 62:03x}-{tail[:4]}-{tail[4:]}")


class Slots(dict[str, str]):
    """Words for the slots of texts that belong together: a slot stands for the same word in all of them.

    Months and quarters are told from the day `on`: {month} and {quarter} are the last ones that are over.
    """

    def __init__(self, draw: Draw, on: date, **given: str) -> None:
        super().__init__(given)
        self.draw, self.on = draw, on

    def __missing__(self, name: str) -> str:
        self[name] = self._drawn(name)
        return self[name]

    def fill(self, text: str) -> str:
        """Return the text with its slots filled and a capital at its beginning."""
        filled = text.format_map(self)
        return filled[:1].upper() + filled[1:]

    def _drawn(self, name: str) -> str:
        match name:
            case "n":
                return str(self.draw.randint(3, 40))
            case "many":
                return str(self.draw.randrange(10, 65, 5))
            case "few":
                return str(self.draw.randint(2, 9))
            case "month" | "this_month" | "next_month":
                ahead = {"month": -1, "this_month": 0}.get(name, self.draw.randint(1, 3))
                return month_name(self.on.month + ahead)
            case "quarter" | "this_quarter" | "next_quarter":
                ahead = {"quarter": -1, "this_quarter": 0}.get(name, 1)
                return f"Q{((self.on.month - 1) // 3 + ahead) % 4 + 1}"
        return self.draw.choice(_WORDS[name])


def month_name(number: int) -> str:
    """Return the name of a month; 0 is December before, 13 the next January."""
    return MONTHS[(number - 1) % 12]
