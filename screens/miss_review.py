"""The review of a miss: causes in how we work, what changes because of them, and what the client is told."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from itcrm_tui.domain.asking import Fielded
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import ParseError
from itcrm_tui.domain.parsing import items, parse
from itcrm_tui.domain.wording import day_words
from itcrm_tui.ids import RecordId
from itcrm_tui.text import safe
from screens.record_form import RecordForm
from widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from itcrm_tui.workflows.misses import OpenReview
    from storage.store import Store

KIND = KINDS["miss_review"]
NAMES = ("causes", "corrective_action", "owner", "due", "told_to_client", "done_on")
"""The causes come first, as the action follows from them and the words to the client from both."""


@dataclass(frozen=True)
class _Asked:
    """What a review asks for."""

    fields: tuple[Field, ...] = tuple(KIND.by_name[name] for name in NAMES)


class MissReviewForm(RecordForm):
    """Ends with the id of the review that was saved, or None.

    What the client is told is drafted from the other fields as long as nobody has changed the words.
    """

    CSS_PATH = ["record_form.tcss", "miss_review.tcss"]

    def __init__(self, found: "OpenReview") -> None:
        self.found = found
        self.draft = found.draft()
        told = found.texts.get("told_to_client", "")
        super().__init__(KIND, found.review, {**found.texts, "told_to_client": told})
        self._follows = told in ("", self.draft)

    @property
    def asks_for(self) -> Fielded:
        """What a review asks for."""
        return _Asked()

    @property
    def title_words(self) -> str:
        """Which miss is reviewed."""
        return f"MISS REVIEW: {self.found.commitment.title}"

    def compose_above(self) -> ComposeResult:
        """Return what was promised and what happened."""
        yield Static(Content(safe(self._facts())), classes="about")
        yield Static("", classes="warning", markup=False)

    def _facts(self) -> str:
        one, today = self.found.commitment, self.host.today
        due = f"promised for {one.due:%a} {day_words(one.due, today)}" if one.due else "promised"
        delivered = f"delivered {day_words(one.delivered_on, today)}" if one.delivered_on else "not delivered"
        facts = ", ".join(filter(None, (self.found.client, due, delivered)))
        return f"{facts}. {one.closing_reason}" if one.closing_reason else facts

    def on_mount(self) -> None:
        """Draft what the client is told."""
        super().on_mount()
        if self._follows:
            self.inputs["told_to_client"].put(self.draft)

    @property
    def told(self) -> str:
        """What the client is told, as it stands in the form."""
        return self.inputs["told_to_client"].text

    @property
    def may_be_lost(self) -> bool:
        """Whether anything was typed: a draft that nobody has touched is made again the next time."""
        untouched = "told_to_client" if self.told == self.draft else ""
        return any(one.changed for name, one in self.inputs.items() if name != untouched)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceList.Changed)
    def _follow(self) -> None:
        """Draft the words to the client anew as long as they are a draft; say whom they name."""
        if len(self.inputs) < len(NAMES):
            return
        if self._follows and self.told == self.draft:
            texts = {name: one.text for name, one in self.inputs.items()}
            due = self._typed_due(texts["due"])
            draft = self.found.drafted(items(texts["causes"]), texts["corrective_action"], due)
            if draft != self.draft:
                self.draft = draft
                self.inputs["told_to_client"].put(draft)
        self._warn()

    def _warn(self) -> None:
        words = self.found.warning(self.told)
        line = self.query_one(".warning", Static)
        line.update(Content(safe(words)))
        line.set_class(bool(words), "said")

    def _typed_due(self, text: str) -> date | None:
        how = self.inputs["due"].notation
        with suppress(ParseError):
            said = parse(KIND.by_name["due"], text, how) if how is not None else None
            return date.fromisoformat(str(said)) if said else None
        return None

    def writing(self, texts: Mapping[str, str]) -> "Callable[[Store], RecordId]":
        """Return what writes the review in a thread; one that there is none of yet is made for its commitment."""
        if self.seen is not None:
            return super().writing(texts)
        return super().writing({**texts, "commitment": self.found.commitment.id})
