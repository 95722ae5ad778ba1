"""Drafting a promise: to whom, what, until when and what it needs; the meter below shows what that comes to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Input, Label, Static

from itcrm_tui.domain.asking import Fielded
from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.drafting import QUANTITY as UNITS
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.text import folded, safe
from screens.bindings import hint, hint_bar
from screens.metering import NO_ROLES
from screens.promise_drawing import shown_need
from screens.promise_proposing import QUANTITY, PromiseProposing
from screens.promise_saving import PromiseSaving
from widgets.capacity_meter import CapacityMeter
from widgets.field_input import REQUIRED, FieldInput
from widgets.hint_bar import Hint
from widgets.need_list import NeedList
from widgets.reading_pane import ReadingPane

if TYPE_CHECKING:
    from itcrm_tui.domain.drafting import TypedNeed
    from itcrm_tui.workflows.drafting import Opened
    from itcrm_tui.workflows.drafting_proposals import Proposals

ROWS = (("client", "service"), ("title",), ("due", "answer_due"), ("owner", QUANTITY))
LABELS = {"client": "To", "service": "About", "title": "What", "due": "Due", "answer_due": "Answer due"}
LABELS |= {"owner": "Owner"}
EXAMPLES = {"client": "name, code", "service": "name, code", "owner": "name", QUANTITY: "1"}
EXAMPLES |= {"due": "fri, 9 dec", "answer_due": "tue, +3d"}
HINTS = (
    hint("list.open", "save", "save"),
    hint("pane.next", "next"),
    hint("form.earliest"),
    hint("form.editor", "$EDITOR"),
)


@dataclass(frozen=True)
class Asked:
    """Some fields of a commitment."""

    fields: Sequence[Field]


class PromiseDraft(PromiseSaving, PromiseProposing):
    """Ends with the id of the promise that was saved, or None; `sentence` says what the check said."""

    CSS_PATH = "promise_draft.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "narrow"), (100, "wide")]
    VERTICAL_BREAKPOINTS = [(0, "low"), (22, "usual"), (36, "tall")]

    def __init__(self, opened: "Opened") -> None:
        from itcrm_tui.workflows.drafting_proposals import NOTHING

        super().__init__(KINDS["commitment"], opened.seen, opened.texts)
        self.opened = opened
        self.bases: dict[str, TypedNeed] = {need.id: need for need in opened.needs}
        self.proposals: Proposals = NOTHING

    @property
    def title_words(self) -> str:
        """What is drafted."""
        if self.opened.seen is not None:
            return f"EDIT {self.heading}: {self.opened.seen.state}"
        asked_by = self.opened.named.get("asked_by")
        return f"PROMISE asked by {asked_by}" if asked_by else "PROMISE"

    @property
    def asks_for(self) -> Fielded:
        """The fields that stand here, without the lines."""
        return Asked([self.kind.by_name[name] for name in LABELS])

    @property
    def hints(self) -> Sequence[Hint]:
        """What the bottom line says."""
        return HINTS

    @property
    def inputs(self) -> dict[str, FieldInput]:
        """The fields of the promise by name."""
        return {one.field.name: one for one in self.query(FieldInput) if one.field.name != QUANTITY}

    def compose(self) -> ComposeResult:
        yield Static(Content(safe(f"{self.title_words}   {REQUIRED}required")), classes="title")
        yield Static("", classes="trouble", markup=False)
        for names in ROWS:
            with Horizontal(classes="row"):
                for name in names:
                    yield self._field(name)
        with Horizontal(classes="needs"):
            yield Label("Needs", classes="heading", markup=False)
            yield NeedList([shown_need(need) for need in self.opened.needs], self._suggest)
        with Container(id="below"):
            yield CapacityMeter(empty=NO_ROLES)
            yield ReadingPane()
        yield hint_bar(self.hints, last=hint("leave.back", "leave"))

    def _field(self, name: str) -> FieldInput:
        field = UNITS if name == QUANTITY else replace(self.kind.by_name[name], label=LABELS[name])
        return FieldInput(field, self.texts.get(name, ""), self._complete).add_class(name)

    def on_mount(self) -> None:
        """Name what is there first, read what is booked, and propose what the service needs."""
        for name, words in self.opened.named.items():
            if name in self.inputs:
                self.inputs[name].name_first(words)
        for name, words in EXAMPLES.items():
            self.query_one(f".{name}", FieldInput).query_one(Input).placeholder = words
        self.read_anew()
        self.begin_proposing()

    def refresh_data(self) -> None:
        """Say what others have made of the promise itself, and draw it into what is booked now."""
        super().refresh_data()
        self.read_anew()

    async def _suggest(self, typed: str) -> Sequence[Candidate]:
        """Return the roles and things that are called so; they are known, nobody has to be asked."""
        from itcrm_tui.domain.commitment import Thing

        now, wanted = self.typed_now(), folded(typed.strip())
        roles = sorted(now.roles.values(), key=str.casefold) if now else []
        found = [Candidate(name) for name in roles if wanted in folded(name)]
        return [*found, *(Candidate(str(thing), "thing") for thing in Thing if wanted in str(thing))]

    async def take_earliest(self) -> None:
        """Take the earliest date that fits what is typed."""
        await self.take_drawn_date()
