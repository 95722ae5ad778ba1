"""Whose answer a team's answer is: its lead's or its deputy's, whoever writes it down."""

from dataclasses import dataclass

from itcrm_tui.domain.people import Person
from itcrm_tui.ids import RecordId


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who is asked for a part of a promise: the lead and the deputy of its role's team, as far as there are any.

    `of`: what the team is called, or the role where it has none.
    """

    of: str
    lead: Person | None = None
    deputy: Person | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """The people who may answer, the lead first."""
        found = {one.id: one for one in (self.lead, self.deputy) if one is not None}
        return tuple(found.values())

    @property
    def words(self) -> str:
        """Who is asked: `S. Lind (leads Network) or K. Meyer (deputy)`; nothing where nobody is."""
        return " or ".join(f"{one.name} ({self.part_of(one)})" for one in self.people)

    def part_of(self, person: Person) -> str:
        """Return the part that somebody plays for the team."""
        return f"leads {self.of}" if self.lead is not None and person.id == self.lead.id else "deputy"

    def is_asked(self, person: RecordId | None) -> bool:
        """Return whether somebody is asked by name."""
        return person is not None and person in {one.id for one in self.people}

    def may_answer(self, person: RecordId | None) -> bool:
        """Return whether an answer may be this person's; where nobody leads the team, it may be anybody's."""
        return not self.people or self.is_asked(person)
