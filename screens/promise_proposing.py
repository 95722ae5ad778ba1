"""What a service is proposed to need, as lines of the promise; and what is known of it and of the client."""

from textual import events, on, work
from textual.widgets import Input

from screens.promise_drawing import PromiseDrawing, shown_need
from widgets.field_input import FieldInput
from widgets.name_dropdown import NameDropdown

PROPOSE_SECONDS = 0.3
"""How long typing has to rest before the database is asked."""
QUANTITY = "quantity"


class PromiseProposing(PromiseDrawing):
    """Mixed into the screen that drafts a promise."""

    _asked_about = ("", "")
    _told_of = ("", "")

    def begin_proposing(self) -> None:
        """Propose for what stands there first, and tell what is known of it."""
        self.propose(whole=False)
        self.tell_of_client()

    @on(Input.Changed, "FieldInput Input")
    @on(NameDropdown.Chosen)
    def _react(self) -> None:
        """Draw anew, and propose anew where another service or quantity is typed."""
        self.draw()
        self.propose(whole=True)
        self.tell_of_client()

    @on(events.DescendantBlur)
    def _settle_service(self, event: events.DescendantBlur) -> None:
        """Take the beginning of a name for the whole, once the person goes on."""
        if self.inputs["service"] in event.widget.ancestors:
            self.propose(whole=False)

    def _asks_about(self) -> tuple[str, str]:
        return self.inputs["service"].text, self.query_one(f".{QUANTITY}", FieldInput).text

    @work(exclusive=True, group="about")
    async def tell_of_client(self) -> None:
        """Tell what the client has been promised already, and the terms of the service."""
        from itcrm_tui.workflows.drafting_about import about

        await self.rest(PROPOSE_SECONDS)
        typed = self.inputs["client"].text, self.inputs["service"].text
        if typed == self._told_of:
            return
        today, without = self.host.today, self.opened.seen.id if self.opened.seen else None
        found = await self.asked(lambda store: about(store, *typed, today, without))
        if found is not None:
            self._told_of, self.known = typed, found
            self.say_verdict()

    @work(exclusive=True, group="proposing")
    async def propose(self, *, whole: bool) -> None:
        """Propose what the service takes as lines, as long as the person has typed none."""
        from itcrm_tui.workflows.drafting_proposals import proposals_for

        await self.rest(PROPOSE_SECONDS if whole else 0)
        (words, quantity), today = self._asks_about(), self.host.today
        if whole and (words, quantity) == self._asked_about:
            return
        self._asked_about = words, quantity
        found = await self.asked(lambda store: proposals_for(store, words, quantity, today, whole=whole))
        if found is None or found.says_as(self.proposals):
            return
        self.proposals = found
        if self.opened.seen is None and not self.needs.changed:
            self.bases = {need.id: need for need in found.needs}
            await self.needs.show([shown_need(need) for need in found.needs])
        self.draw(at_once=True)
