"""A form for any kind of record, made from the kind's declared fields."""

import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.record import Record
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.bindings import bindings, hint_bar
from screens.host import Host
from screens.question import Question
from widgets.field_input import FieldInput
from widgets.hint_bar import Hint

if TYPE_CHECKING:
    from storage.errors import ConflictError


class RecordForm(ModalScreen[RecordId | None]):
    """Add a record, or edit the one that was seen. Ends with the id of the saved record, or None."""

    CSS_PATH = "record_form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("leave.back", "form.save", "pane.next", "pane.previous")

    def __init__(self, kind: Kind, seen: Record | None, texts: Mapping[str, str]) -> None:
        super().__init__()
        self.kind, self.seen, self.texts = kind, seen, texts

    @property
    def host(self) -> Host:
        """The app."""
        assert isinstance(self.app, Host)
        return self.app

    def compose(self) -> ComposeResult:
        verb = "EDIT" if self.seen else "ADD"
        name = self.kind.title(self.seen) if self.seen else self.kind.label
        yield Static(Content(safe(f"{verb} {name}")), classes="title")
        yield Static("", classes="trouble", markup=False)
        with VerticalScroll(can_focus=False):
            for field in sorted(self.kind.fields, key=lambda field: not field.required):
                if field.settable:
                    yield FieldInput(field, self.texts.get(field.name, ""), self._complete)
        yield hint_bar(
            [Hint("Enter", "save", "save"), Hint("ctrl+s", "save from long text", "save"), Hint("tab", "next field")],
            last=Hint("Esc", "leave", "back"),
        )

    @property
    def typed(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(one.changed for one in self.query(FieldInput))

    def on_mount(self) -> None:
        """Take what was typed while the form was opening."""
        self.call_after_refresh(self.host.release_keys)

    async def _complete(self, kind: str, typed: str) -> str | None:
        from itcrm_tui.workflows.finding import completion
        from storage.errors import StoreError

        with contextlib.suppress(StoreError):
            return await self.host.ask(lambda store: completion(store, kind, typed))
        return None

    def action_next_pane(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_pane(self) -> None:
        """Go to the previous field."""
        self.focus_previous()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save what was typed; whatever is wrong is said beside its field, and nothing typed is lost."""
        self._save({inputs.field.name: inputs.text for inputs in self._changed()})

    def _changed(self) -> list[FieldInput]:
        prefilled = self.seen is None
        return [one for one in self.query(FieldInput) if one.changed or (prefilled and one.text)]

    @work(exclusive=True, group="save")
    async def _save(self, texts: dict[str, str]) -> None:
        from itcrm_tui.workflows import records
        from storage.errors import ConflictError, StoreError

        kind, seen, today = self.kind, self.seen, self.host.today
        try:
            saved = await self.host.ask(lambda store: records.save_texts(store, kind, seen, texts, today=today))
        except records.InvalidError as error:
            self._show_problems(dict(error.problems))
        except ConflictError as conflict:
            self._offer_mine(conflict)
        except StoreError as error:
            self._say(str(error))
        else:
            self.dismiss(saved.id)

    @work(group="question")
    async def _offer_mine(self, conflict: "ConflictError") -> None:
        """Somebody else was here meanwhile: show what they did, and let the person decide."""
        self._say(str(conflict))
        lines = "\n".join(map(str, conflict.clashes[:5]))
        answers = [("k", "save mine over it"), ("t", "leave it as it is now"), ("c", "go on typing")]
        answer = await self.app.push_screen_wait(Question(f"Changed while you were typing:\n{lines}", answers))
        if answer == "t":
            self.dismiss(None)
        elif answer == "k":
            await self._see_again()
            self.action_save()

    async def _see_again(self) -> None:
        from itcrm_tui.workflows.records import texts_of

        assert self.seen is not None
        record_id = self.seen.id
        found = await self.host.ask(lambda store: texts_of(store, self.kind, record_id))
        if found is not None:
            self.seen = found[0]

    def _show_problems(self, problems: dict[str, str]) -> None:
        self._say(problems.pop("", "Not saved yet: see below."))
        wrong = []
        for one in self.query(FieldInput):
            one.say(problems.get(one.field.name, ""))
            if one.field.name in problems:
                wrong.append(one)
        if wrong:
            wrong[0].query("Input, TextArea, Select").first().focus()

    def _say(self, sentence: str) -> None:
        self.query_one(".trouble", Static).update(Content(safe(sentence)))

    @work(group="question")
    async def action_back(self) -> None:
        """Leave; a form in which something was typed asks first."""
        if not self.typed:
            self.dismiss(None)
            return
        answer = await self.app.push_screen_wait(
            Question(
                "What you typed is not saved.", [("s", "save"), ("l", "leave without saving"), ("c", "go on typing")]
            )
        )
        if answer == "s":
            self.action_save()
        elif answer == "l":
            self.dismiss(None)
