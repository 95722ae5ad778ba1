"""`r`: a team's answer to its part of a promise, or the reply to feedback, written down from wherever one sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.bindings import bindings
from screens.editing import Editing
from screens.promise_verbs import PromiseVerbs
from screens.steps import LETTERS, WORDS

if TYPE_CHECKING:
    from itcrm_tui.workflows.promising.answerable import Answerable, Part
    from itcrm_tui.workflows.promising.taking import Offered
    from storage.store import Store

FEEDBACK = "feedback"
ANSWERED = ("commitment", "requirement", "answer", "progress", FEEDBACK)
"""The kinds of which something can be answered."""
DRAW_UP, MOVE_ON, LEAVE = "e", "m", "n"


@dataclass(frozen=True)
class ToAnswer:
    """What is answered: a record of a kind, what it is called, and of a promise no other parts than these, if any.

    `is_asked`: whether a team's answer is awaited; else it is the client who waits for ours.
    """

    kind: str
    record: RecordId
    title: str = ""
    parts: tuple[RecordId, ...] = ()
    is_asked: bool = True


class Answering(Editing, PromiseVerbs):
    """Mixed into screens that show what can be answered."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record.reply")

    def to_answer(self) -> ToAnswer | None:
        """Return what an answer would be about; the screen says."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey the answer out where nothing is asked."""
        if action == "reply":
            return self.to_answer() is not None
        return super().check_action(action, parameters)

    def action_reply(self) -> None:
        """Write down what was answered; what is typed meanwhile is for the question that opens."""
        about = self.to_answer()
        if about is not None:
            self.host.hold_keys()
            if about.kind == FEEDBACK:
                self._write_reply(about)
            else:
                self._answer(about)

    @work(exclusive=True, group="question")
    async def _write_reply(self, about: ToAnswer) -> None:
        """Ask for the reply to feedback until it can be written down."""
        from itcrm_tui.workflows import many
        from itcrm_tui.workflows.records import InvalidError
        from screens.one_field import OneField

        kind, text, problem = KINDS[FEEDBACK], "", ""
        selection = many.Selection(kind, frozenset({about.record}), None)
        while True:
            field = kind.by_name["answer"]
            typed = await self.app.push_screen_wait(OneField(f"REPLY to {about.title}", field, text, problem))
            if typed is None or not typed.strip():
                return
            edit = partial(many.edit, selection=selection, name="answer", text=typed, today=self.host.today)
            try:
                done = await self.asked(edit)
            except InvalidError as error:
                text, problem = typed, str(error)
                self.host.hold_keys()
                continue
            if done is not None and done.is_written:
                self.answered(await self._replied(about))
            elif done is not None:
                self.say(done.words)
            return

    async def _replied(self, about: ToAnswer) -> str:
        """Return that the reply is written down, and by which key the feedback becomes answered."""
        from itcrm_tui.workflows.moving import to_be_answered
        from itcrm_tui.workflows.records import texts_of

        found = await self.asked(lambda store: texts_of(store, KINDS[FEEDBACK], about.record))
        still = to_be_answered(found[0]) if found is not None else ""
        return f"The reply is written down{f'; {still}' if still else ''}."

    @work(exclusive=True, group="question")
    async def _answer(self, about: ToAnswer) -> None:
        """Choose a part where several can be meant, and what is said to it."""
        from itcrm_tui.workflows.promising.answerable import ANSWERS_THE_CLIENT, answerable
        from screens.part_answer import PartAnswer
        from storage.errors import RefusedError, StoreError

        if not about.is_asked:
            await self._go_on_otherwise(about, ANSWERS_THE_CLIENT)
            return
        record_type = KINDS[about.kind].record_type
        find = partial(answerable, record_type=record_type, record_id=about.record, only=about.parts)
        try:
            found = await self.host.ask(find)
        except RefusedError as refused:
            await self._go_on_otherwise(about, str(refused))
            return
        except StoreError as error:
            self.host.release_keys()
            self.say(str(error))
            return
        part = await self._chosen(found)
        if part is None:
            self.host.release_keys()
            return
        write = await PartAnswer(self.host, part, found.me).asked()
        if write is not None:
            await self._written(write)

    async def _go_on_otherwise(self, about: ToAnswer, why_not: str) -> None:
        """Say why nothing can be answered, and offer what can be done.

        It is a question, which takes the next key: whoever goes on with `d` means to decline, not to delete.
        """
        from screens.question import Question

        found = await self._steps_there(about.record) if about.kind == "commitment" else None
        if "record.edit" in self.host.closed:
            found = None
        chosen = await self.app.push_screen_wait(Question(why_not, _ways_on(found)))
        if found is None or chosen in (None, "", LEAVE):
            return
        self.host.hold_keys()
        if chosen == MOVE_ON:
            self.move_on(KINDS[about.kind], about.record)
        elif chosen == DRAW_UP:
            self.redraft_promise(about.record, partial(self.edit_record, KINDS[about.kind], about.record))
        else:
            await self.ask_and_step(LETTERS[chosen], found.commitment)

    async def _chosen(self, found: "Answerable") -> "Part | None":
        from itcrm_tui.workflows.promising.answerable import Saying
        from screens.choose import Choose

        if len(found.parts) == 1:
            return found.parts[0]
        words = [f"{part.told(self.host.today)}{_whose(part, found)}" for part in found.parts]
        choices = [(said, str(number)) for number, said in enumerate(words)]
        reports = all(Saying.REPORT in part.sayings for part in found.parts)
        heading = "REPORT the hours left of which part?" if reports else "ANSWER for which part?"
        chosen = await self.app.push_screen_wait(Choose(heading, choices))
        if chosen is None:
            return None
        self.host.hold_keys()
        return found.parts[int(chosen)]

    async def _written(self, write: "Callable[[Store], str]") -> None:
        sentence = await self.asked(write)
        if sentence is not None:
            self.answered(sentence)

    def answered(self, sentence: str) -> None:
        """Say what was written down, and read anew."""
        self.say(f"{sentence}   {key('data.undo')} takes it back")
        self.refresh_data()


def _whose(part: "Part", found: "Answerable") -> str:
    return "  yours" if part.asked.is_asked(found.me) else f"  {part.asked.of}" if part.asked.of != part.name else ""


def _ways_on(found: "Offered | None") -> list[tuple[str, str]]:
    """Return what can be done with a commitment of which no part can be answered, each by a letter."""
    from itcrm_tui.workflows.board import TO_BE_PROMISED

    offered = {step.name for step in found.steps} if found is not None else set()
    steps = [(letter, WORDS[name]) for letter, name in LETTERS.items() if name in offered]
    to_promise = [(DRAW_UP, "say what it needs"), (MOVE_ON, "next state")]
    is_drawn_up = found is not None and found.commitment.state in TO_BE_PROMISED
    return [*(to_promise if is_drawn_up else []), *steps, (LEAVE, "nothing now")]
