"""The small form of a step: what is said with it, and beside each field why that does not do."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from itcrm_tui.domain.asking import Fielded
from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.step_forms import StepForm
from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.record_form import RecordForm

if TYPE_CHECKING:
    from storage.errors import ConflictError
    from storage.store import Store

APPROVER = "approver"
AGAIN = "Save once more to take the step all the same."


class StepScreen(RecordForm):
    """Ends with the id of the commitment that has taken the step, or None; `sentence` says what it is now."""

    CSS_PATH = "steps_form.tcss"
    small = True

    def __init__(self, form: StepForm, commitment: Commitment, texts: Mapping[str, str], why: str = "") -> None:
        super().__init__(KINDS["commitment"], None, texts)
        self.form, self.commitment, self.why, self.sentence = form, commitment, why, ""

    @property
    def asks_for(self) -> Fielded:
        """The step."""
        return self.form

    @property
    def dated(self) -> Commitment | None:
        """The commitment that takes the step."""
        return self.commitment

    @property
    def title_words(self) -> str:
        """What the form is for."""
        return f"{self.form.heading}: {self.commitment.title}"

    def compose_above(self) -> ComposeResult:
        """Return to whom it is promised and for when, and why this is asked."""
        if self.why:
            yield Static(Content(safe(self.why)), classes="why")
        yield Static("", classes="about", markup=False)

    def on_mount(self) -> None:
        """Say to whom it is promised."""
        super().on_mount()
        self._say_about()

    @work(group="explaining")
    async def _say_about(self) -> None:
        from storage.errors import StoreError

        with suppress(StoreError):
            name = await self.host.ask(self._client_name)
            may = await self.host.ask(_who_may_override) if self._overrides else ""
            self.query_one(".about", Static).update(Content(safe(f"{name}{self._dates()}{may}")))

    @property
    def _overrides(self) -> bool:
        return APPROVER in self.inputs

    def _client_name(self, store: "Store") -> str:
        from itcrm_tui.domain.client import Client

        with store.read() as reader:
            client = reader.get(Client, self.commitment.client)
        return client.name if isinstance(client, Client) else ""

    def _dates(self) -> str:
        seen, today = self.commitment, self.host.today
        due = f", due {seen.due:%a} {day_words(seen.due, today)}" if seen.due else ""
        moved = seen.original_due is not None and seen.original_due != seen.due
        first = f", first promised for {day_words(seen.original_due, today)}" if moved and seen.original_due else ""
        done = f", delivered {seen.delivered_on:%a} {day_words(seen.delivered_on, today)}" if seen.delivered_on else ""
        return f"{due}{first}{done}"

    @property
    def may_be_lost(self) -> bool:
        """Whether anything was typed: what stood there at first is no loss."""
        return any(one.changed for one in self.inputs.values())

    async def _complete(self, field: Field, typed: str) -> Sequence[Candidate]:
        from itcrm_tui.workflows.candidates import approvers, candidates
        from storage.errors import StoreError

        kind, client = field.target or "", self.commitment.client
        with suppress(StoreError):
            if field.name == APPROVER:
                return await self.host.ask(lambda store: approvers(store, typed))
            if kind == "stakeholder":
                return await self.host.ask(lambda store: candidates(store, kind, typed, of=client, no_other=True))
            return await self.host.ask(lambda store: candidates(store, kind, typed))
        return ()

    def writing(self, texts: Mapping[str, str]) -> "Callable[[Store], RecordId]":
        """Return what takes the step in a thread."""
        name, seen, today = self.form.name, self.commitment, self.host.today

        def write(store: "Store") -> RecordId:
            from itcrm_tui.workflows.promising.taking import take

            self.sentence = take(store, name, seen, texts, today)
            return seen.id

        return write

    def show_conflict(self, conflict: "ConflictError") -> None:
        """Say what somebody else did meanwhile; with the commitment as it is now the step can be taken again."""
        self._look_again(str(conflict))

    @work(group="question")
    async def _look_again(self, sentence: str) -> None:
        from itcrm_tui.workflows.promising.taking import steps_of
        from storage.errors import StoreError

        self.say(sentence)
        with suppress(StoreError):
            found = await self.host.ask(lambda store: steps_of(store, self.commitment.id))
            if found is None or (self.form.states and self.form not in found.steps):
                return
            self.commitment = found.commitment
            self.say(f"{sentence} {AGAIN}")


def _who_may_override(store: "Store") -> str:
    from itcrm_tui.workflows.candidates import approvers

    names = [one.about for one in approvers(store, "")]
    return f"; may override: {', '.join(names)}" if names else "; nobody on file may override"
