"""The steps of a commitment that one key cannot take: chosen in the actions or the palette, each with a small form."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.domain.step_names import STEP_NAMES
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.bindings import bindings
from screens.miss_reviews import MissReviews

if TYPE_CHECKING:
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.workflows.promising.taking import Offered

REVIEW = "review"
LETTERS = {letter: name for name, (letter, _) in STEP_NAMES.items()} | {"v": REVIEW}
WORDS = {name: words for name, (_, words) in STEP_NAMES.items()} | {REVIEW: "review the miss"}
TODAY = "today"
"""What stands in the field of a day at first, until somebody says another."""


class Stepping(MissReviews):
    """Mixed into screens that show commitments."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(*(f"promise.{name}" for name in WORDS))

    _looked: tuple[RecordId, frozenset[str]] | None = None
    """A commitment, and the steps that it could take when somebody last looked."""

    def subject_to_step(self) -> RecordId | None:
        """Return the commitment that is meant, if exactly one is."""
        return None

    async def look_at_steps(self) -> list[tuple[str, str]]:
        """Find out which steps can be taken now; return their letters and words."""
        subject, found = self.subject_to_step(), None
        if subject is not None:
            found = await self._steps_there(subject)
        names = _names(found)
        self._looked = (subject, frozenset(names)) if subject is not None else None
        return [(letter, WORDS[name]) for letter, name in LETTERS.items() if name in names]

    async def _steps_there(self, subject: RecordId) -> "Offered | None":
        from itcrm_tui.workflows.promising.taking import steps_of

        return await self.asked(lambda store: steps_of(store, subject))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out the steps that the commitment cannot take, as far as somebody has looked."""
        if action in WORDS:
            subject = self.subject_to_step()
            if self._looked is not None and self._looked[0] == subject:
                return action in self._looked[1]
            return subject is not None
        return super().check_action(action, parameters)

    def action_renegotiate(self) -> None:
        """Give the promise another date, agreed with the client."""
        self.take_step("renegotiate")

    def action_deliver(self) -> None:
        """Say on which day the promise was delivered."""
        self.take_step("deliver")

    def action_keep(self) -> None:
        """Say who at the client has accepted what was delivered, and when."""
        self.take_step("keep")

    def action_miss(self) -> None:
        """Give the promise up; that opens its review."""
        self.take_step("miss")

    def action_withdraw(self) -> None:
        """Say that the client takes it back."""
        self.take_step("withdraw")

    def action_refuse(self) -> None:
        """Say that we do not promise it, and where else the client may get it."""
        self.take_step("refuse")

    def action_review(self) -> None:
        """Review the miss."""
        self.take_step(REVIEW)

    def take_step(self, name: str) -> None:
        """Ask for what a step of the commitment takes, and take it."""
        subject = self.subject_to_step()
        if subject is not None:
            self.host.hold_keys()
            self._take_step(name, subject)

    @work(exclusive=True, group="question")
    async def _take_step(self, name: str, subject: RecordId) -> None:
        found = await self._steps_there(subject)
        if name not in _names(found) or found is None:
            self.host.release_keys()
            self.say(f"This commitment is {found.commitment.state}: it cannot do that." if found else "It is gone.")
        elif name == REVIEW:
            await self.review_miss(subject)
        else:
            await self.ask_and_step(name, found.commitment)

    async def ask_and_step(self, name: str, commitment: "Commitment", why: str = "") -> None:
        """Open the form of a step; once it is taken say so, and go on to the review of what is missed."""
        from itcrm_tui.domain.step_forms import BY_NAME
        from screens.steps_form import StepScreen

        asked_for = BY_NAME[name]
        first = {"on": TODAY} if any(field.name == "on" for field in asked_for.fields) else {}
        form = StepScreen(asked_for, commitment, first, why)
        taken = await self.app.push_screen_wait(form)
        self._looked = None
        if taken is None:
            if why:
                self.say(why)
            return
        self.refresh_data()
        await self.step_taken(commitment.id, f"{form.sentence}   {key('data.undo')} takes it back")


def _names(found: "Offered | None") -> list[str]:
    from itcrm_tui.domain.commitment import CommitmentState

    if found is None:
        return []
    review = [REVIEW] if found.commitment.state is CommitmentState.MISSED else []
    return [*(one.name for one in found.steps), *review]
