"""One key in a form with a due date: it takes the earliest date that fits."""

from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.wording import day_words
from screens.bindings import bindings
from screens.form_saving import FormSaving
from widgets.date_input import DateInput

DUE = "due"
NOTHING_NEEDED = "There is no date to take: nobody has said what it needs."


class EarliestDate(FormSaving):
    """Mixed into forms; those without a due date of a commitment take no date."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form.earliest")

    @property
    def dated(self) -> Commitment | None:
        """The commitment whose due date the form asks for; None for a new one."""
        return self.seen if isinstance(self.seen, Commitment) else None

    @property
    def has_date(self) -> bool:
        """Whether the form asks for the due date of a commitment."""
        return self.kind.name == "commitment" and DUE in self.inputs

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the date only where there is one."""
        if action == "earliest":
            return self.has_date
        return super().check_action(action, parameters)

    @on(DateInput.EarliestWanted)
    @work(exclusive=True, group="earliest")
    async def action_earliest(self) -> None:
        """Take the earliest date that fits, or say why there is none."""
        if self.has_date:
            await self.take_earliest()

    async def take_earliest(self) -> None:
        """Put the earliest date that fits what is on file into the field."""
        from itcrm_tui.workflows.promising.checking import weighed
        from storage.errors import StoreError

        seen, today = self.dated, self.host.today
        if seen is None:
            self.say(NOTHING_NEEDED)
            return
        try:
            found, _ = await self.host.ask(lambda store: weighed(store, seen, today))
        except StoreError as error:
            self.say(str(error))
            return
        if found.earliest.due is None:
            self.say(f"There is no date to take: {found.earliest.why_none}.")
        elif not self.is_left:
            self.inputs[DUE].put(day_words(found.earliest.due, today))
