"""What is said to one part of a promise: accepted, declined with a reason, or hours left, each by a letter."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from screens.host import Host
from screens.one_field import OneField
from screens.question import Question

if TYPE_CHECKING:
    from itcrm_tui.workflows.promising.answerable import Part
    from storage.store import Store

    Write = Callable[["Store"], str]

ACCEPT, DECLINE, REPORT, OTHER = "a", "d", "h", "o"
WHY = Field(holds=Type.TEXT, label="Why not")
WHO = KINDS["requirement"].by_name["confirmed_by"]
LEFT = KINDS["progress"].by_name["minutes_left"]


class PartAnswer:
    """The questions that lead to an answer. `me`: the person of ours who writes it down, if on file.

    Who is asked answers for themselves; whoever else writes it down is told whose answer that will be.
    """

    def __init__(self, host: Host, part: "Part", me: RecordId | None) -> None:
        self.host, self.part = host, part
        people = [person.id for person in part.asked.people]
        self.whose = me if part.asked.may_answer(me) else people[0]
        self.others = [one for one in people if one != self.whose] if me not in people else []
        self.is_mine = part.asked.is_asked(me)

    async def asked(self) -> "Write | None":
        """Return what writes the answer down; None when none was given."""
        match await self.host.push_screen_wait(Question(self._sentence(), self._letters())):
            case "a":
                return await self._accepted()
            case "d":
                return await self._declined()
            case "h":
                return await self._left()
            case "o":
                self.whose, self.others = self.others[0], [self.whose] if self.whose else []
                self.host.hold_keys()
                return await self.asked()
        return None

    def _letters(self) -> list[tuple[str, str]]:
        from itcrm_tui.workflows.promising.answerable import Saying

        is_thing = not self.part.requirement.minutes and self.part.requirement.thing is not None
        words = {
            Saying.ACCEPT: (ACCEPT, "confirm" if is_thing else "accept"),
            Saying.REPORT: (REPORT, "hours left"),
            Saying.DECLINE: (DECLINE, "decline"),
        }
        found = [words[saying] for saying in self.part.sayings]
        return [*found, (OTHER, f"it is {self._name(self.others[0])}'s answer")] if self.others else found

    def _sentence(self) -> str:
        return f"{self.part.commitment.title}: {self.part.told(self.host.today)}\n{self._whose()}"

    def _whose(self) -> str:
        asked = self.part.asked
        if self.is_mine:
            return f"You answer for {asked.of}."
        person = next((one for one in asked.people if one.id == self.whose), None)
        if person is not None:
            return f"You write down the answer of {person.name} ({asked.part_of(person)})."
        return f"Nobody leads {asked.of} on file; the answer is yours." if asked.of else "The answer is yours."

    def _name(self, who: RecordId) -> str:
        return next(person.name for person in self.part.asked.people if person.id == who)

    async def _accepted(self) -> "Write | None":
        from itcrm_tui.domain.commitment import RequirementKind
        from itcrm_tui.workflows.promising.answering import accept

        if self.part.requirement.kind is RequirementKind.THING and self.whose is None:
            self.whose = await self._person()
            if self.whose is None:
                return None
        return partial(accept, found=self.part, by=self.whose)

    async def _declined(self) -> "Write | None":
        from itcrm_tui.workflows.promising.answering import decline

        self.host.hold_keys()
        why = await self.host.push_screen_wait(OneField(f"DECLINE {self.part.words}", WHY))
        return partial(decline, found=self.part, by=self.whose, reason=why) if why and why.strip() else None

    async def _left(self) -> "Write | None":
        """Ask for the hours that are left until they can be read."""
        from itcrm_tui.domain import parsing_numbers
        from itcrm_tui.domain.notation import ParseError
        from itcrm_tui.workflows.notation import typed_at
        from itcrm_tui.workflows.promising.answering import report

        text, problem, today = "", "", self.host.today
        notation = await self.host.ask(partial(typed_at, day=today))
        while True:
            self.host.hold_keys()
            field = OneField(f"HOURS LEFT of {self.part.words}", LEFT, text, problem)
            typed = await self.host.push_screen_wait(field)
            if not typed or not typed.strip():
                return None
            try:
                minutes = parsing_numbers.minutes(typed, notation)
            except ParseError as error:
                text, problem = typed, str(error)
                continue
            return partial(report, found=self.part, minutes_left=minutes, on=today, today=today)

    async def _person(self) -> RecordId | None:
        """Ask who confirms a thing, until it is somebody on file."""
        from storage.errors import StoreError

        text, problem = "", ""
        while True:
            self.host.hold_keys()
            typed = await self.host.push_screen_wait(OneField(f"WHO confirms {self.part.words}?", WHO, text, problem))
            if not typed or not typed.strip():
                return None
            try:
                return await self.host.ask(partial(_person_named, words=typed))
            except StoreError as error:
                text, problem = typed, str(error)


def _person_named(store: "Store", words: str) -> RecordId:
    """Return the one person of ours that the words name; raises as `find` does."""
    from itcrm_tui.workflows.finding import find

    with store.read() as reader:
        return find(reader, KINDS["person"], words).id
