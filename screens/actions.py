"""What can be done with the marked rows, or with the one under the cursor: chosen by a letter, done as one change."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.keys import key
from screens.bindings import bindings
from screens.editing import Editing
from screens.marking import Marking
from screens.merging import TOO_MANY, TWO
from screens.steps import LETTERS
from screens.underway import Underway

if TYPE_CHECKING:
    from itcrm_tui.domain.fields import Field
    from itcrm_tui.domain.kinds import Kind
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.many import Done, Selection

LOOK_SECONDS = 0.2
UNKNOWN = ("unknown", "")
ANSWERS = {
    "e": "edit a field",
    "a": "assign",
    "m": "next state",
    "o": "export",
    "d": "delete",
    "M": "merge",
}


class Acting(Marking, Editing):
    """Mixed into places."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("many.actions")

    _underway: Underway | None = None

    @property
    def kind_to_merge(self) -> "Kind":
        """The kind of the place."""
        return self.kind

    def subject_to_step(self) -> "RecordId | None":
        """Return the one marked commitment, or the one under the cursor."""
        selection = self.selection() if self.kind.name == "commitment" else None
        if selection is None or selection.words is not None or len(selection.ids) != 1:
            return None
        return next(iter(selection.ids))

    def to_merge(self) -> "list[RecordId]":
        """Return the marked records, or the one under the cursor."""
        selection = self.selection()
        if selection is None:
            return []
        if selection.words is not None:
            self.say(TOO_MANY)
            return []
        return sorted(selection.ids)

    async def action_actions(self) -> None:
        """Choose what to do with the marked rows, or with this one."""
        if self.marked_list.is_ranging:
            await self.end_range()
            self.show_marked()
        selection = self.selection()
        if selection is not None:
            self.host.hold_keys()
            self._choose_action(selection)

    def stop_underway(self) -> bool:
        """Stop the change that is being written, if one is."""
        if self._underway is not None:
            self._underway.stop()
        return self._underway is not None

    @work(exclusive=True, group="question")
    async def _choose_action(self, selection: "Selection") -> None:
        from screens.question import Question

        answers = [*_answers(selection), *await self.look_at_steps()]
        if "record.edit" in self.host.closed:
            answers = [answer for answer in answers if answer[0] == "o"]
        chosen = await self.app.push_screen_wait(Question(await self._called(selection), answers))
        match chosen:
            case letter if letter in LETTERS:
                self.call_later(self.take_step, LETTERS[letter])
            case "e":
                await self._edit_field(selection)
            case "a":
                await self._assign(selection)
            case "m":
                await self._next_state(selection)
            case "o":
                self._export(selection)
            case "d":
                await self._remove(selection)
            case "M":
                self.call_later(self.action_merge)

    async def _called(self, selection: "Selection") -> str:
        """Return how many records are meant; a single one by what it is."""
        from itcrm_tui.workflows import many

        if not self.marked_list.marks:
            return f"This {self.kind.label}"
        number, more = await self.asked(lambda store: many.count(store, selection)) or (0, True)
        return f"{self.kind.counted(number)}{' or more' if more else ''}"

    async def _edit_field(self, selection: "Selection") -> None:
        from screens.choose import Choose

        fields = [field for field in self.kind.fields if field.settable]
        self.host.hold_keys()
        name = await self.app.push_screen_wait(Choose("EDIT which field?", [(one.label, one.name) for one in fields]))
        if name is not None:
            await self._set(selection, self.kind.by_name[name])

    async def _assign(self, selection: "Selection") -> None:
        from itcrm_tui.workflows.many import assigning_field

        field = assigning_field(self.kind)
        if field is not None:
            await self._set(selection, field)

    async def _set(self, selection: "Selection", field: "Field") -> None:
        """Ask for a value until the records can have it, and give it to them."""
        from itcrm_tui.workflows import many
        from itcrm_tui.workflows.records import InvalidError

        of_what, text, problem = await self._called(selection), "", ""
        while True:
            typed = await self._value(field, of_what, text, problem)
            if typed is None:
                return
            edit = partial(many.edit, selection=selection, name=field.name, text=typed, today=self.host.today)
            try:
                await self._do(edit)
                return
            except InvalidError as error:
                text, problem = typed, str(error)

    async def _value(self, field: "Field", of_what: str, text: str, problem: str) -> str | None:
        from itcrm_tui.domain.fields import Type
        from screens.choose import Choose
        from screens.one_field import OneField

        self.host.hold_keys()
        title = f"{field.label.upper()} of {of_what}"
        if field.choices or field.holds is Type.FLAG:
            words = [str(word) for word in field.choices] if field.choices else ["yes", "no"]
            choices = [(word, word) for word in words] + ([] if field.required else [UNKNOWN])
            return await self.app.push_screen_wait(Choose(f"{title}  {problem}".rstrip(), choices))
        return await self.app.push_screen_wait(OneField(title, field, text, problem))

    async def _next_state(self, selection: "Selection") -> None:
        from itcrm_tui.workflows import many

        await self._do(partial(many.move_on, selection=selection, today=self.host.today))

    async def _remove(self, selection: "Selection") -> None:
        from itcrm_tui.workflows import many

        if await self._do(partial(many.remove, selection=selection)):
            self.clear_marks()

    def _export(self, selection: "Selection") -> None:
        from screens.export_file import ExportFile

        self.host.hold_keys()
        self.app.push_screen(ExportFile(self.kind, self.words, selection))

    async def _do(self, change: "Callable[..., Done]") -> bool:
        """Write a change in a thread, show how far it is, and say what was done; whether it was.

        Raises InvalidError for a value that cannot be.
        """
        from itcrm_tui.workflows.records import InvalidError
        from storage.errors import StoreError

        underway = self._underway = Underway()
        looking = self.set_interval(LOOK_SECONDS, self._show_progress)
        try:
            done = await self.host.save(lambda store: change(store, progress=underway))
        except InvalidError:
            raise
        except StoreError as error:
            self.say(str(error))
            return False
        finally:
            looking.stop()
            self._underway = None
        self.say(f"{done.words}   {key('data.undo')} takes it back" if done.is_written else done.words)
        self.refresh_data()
        return True

    def _show_progress(self) -> None:
        if self._underway is not None and self._underway.words:
            self.say(self._underway.words)


def _answers(selection: "Selection") -> list[tuple[str, str]]:
    """Return what can be done with records of their kind."""
    from itcrm_tui.domain.merging import may_merge
    from itcrm_tui.workflows.many import assigning_field

    left_out = set()
    if assigning_field(selection.kind) is None:
        left_out.add("a")
    if "state" not in selection.kind.by_name:
        left_out.add("m")
    if not may_merge(selection.kind) or selection.words is not None or len(selection.ids) > TWO:
        left_out.add("M")
    return [(letter, words) for letter, words in ANSWERS.items() if letter not in left_out]
