"""Going from a missed promise to its review, from wherever it was missed."""

from typing import TYPE_CHECKING

from textual import work

from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.merging import Merging

if TYPE_CHECKING:
    from itcrm_tui.workflows.misses import OpenReview

LEFT_OPEN = "Its review stays open; Today shows it until it is done."


class MissReviews(Merging):
    """Mixed into screens that show records."""

    async def step_taken(self, commitment: RecordId, sentence: str) -> None:
        """Say what a commitment is now; one that is missed is reviewed at once, unless the person leaves that."""
        from itcrm_tui.workflows.misses import is_missed

        self.say(sentence)
        if await self.asked(lambda store: is_missed(store, commitment)):
            await self.review_miss(commitment, sentence)

    @work(exclusive=True, group="question")
    async def go_to_review(self, commitment: RecordId, sentence: str = "") -> None:
        """Open the review of a missed commitment."""
        await self.review_miss(commitment, sentence)

    @work(exclusive=True, group="question")
    async def edit_review(self, review: RecordId) -> None:
        """Open the form of a review that is named itself."""
        from itcrm_tui.workflows.misses import reviewed_commitment

        commitment = await self.asked(lambda store: reviewed_commitment(store, review))
        if commitment is not None:
            await self.review_miss(commitment)
        else:
            self.host.release_keys()

    @work(exclusive=True, group="question")
    async def go_on_with_review(self, review: RecordId) -> None:
        """Fill in what a review still lacks; of one that is complete the corrective action is done today."""
        from itcrm_tui.workflows.misses import finish_action

        today = self.host.today
        said = await self.asked(lambda store: finish_action(store, review, today))
        if said is not None and said.commitment is not None:
            await self.review_miss(said.commitment)
            return
        self.host.release_keys()
        if said is not None:
            self.say(f"{said.sentence}   {key('data.undo')} takes it back" if said.written else said.sentence)
            self.refresh_data()

    async def review_miss(self, commitment: RecordId, sentence: str = "") -> None:
        """Open the review of a missed commitment and say what has become of it."""
        from itcrm_tui.workflows.misses import open_review

        self.host.hold_keys()
        found = await self.asked(lambda store: open_review(store, commitment))
        if found is None:
            self.host.release_keys()
            return
        saved = await self._reviewed(found)
        if saved is None:
            self.say(f"{sentence}   {LEFT_OPEN}" if sentence else LEFT_OPEN)
            return
        self.refresh_data()
        now = await self.asked(lambda store: open_review(store, commitment))
        if now is not None:
            self.say(f"{self._said(now)}   {key('data.undo')} takes it back")

    async def _reviewed(self, found: "OpenReview") -> RecordId | None:
        from screens.miss_review import MissReviewForm

        return await self.app.push_screen_wait(MissReviewForm(found))

    def _said(self, now: "OpenReview") -> str:
        done = f"It still lacks {', '.join(now.missing)}." if now.missing else "It is complete."
        return f"Saved the review of {now.commitment.title}. {done}"
