"""The small forms of the sandbox: what is supposed, and what the client has said before it becomes real."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.widgets import Input

from itcrm_tui.domain.asking import Fielded
from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.what_if.forms import WhatIfForm
from itcrm_tui.domain.what_if.suppositions import Dropped, DueMoved, Supposition
from itcrm_tui.ids import RecordId
from screens.record_form import RecordForm
from widgets.field_input import FieldInput

if TYPE_CHECKING:
    from itcrm_tui.workflows.what_if.making_real import Word
    from storage.store import Store


class WhatIfFormScreen(RecordForm):
    """A form whose fields belong to no record; nothing is written. Ends with what it is about, or None."""

    CSS_PATH = "what_if_form.tcss"
    small = True

    def __init__(self, form: WhatIfForm, texts: Mapping[str, str]) -> None:
        super().__init__(KINDS["commitment"], None, texts)
        self.form = form

    @property
    def asks_for(self) -> Fielded:
        """What is typed."""
        return self.form

    @property
    def title_words(self) -> str:
        """What the form is for."""
        return self.form.heading

    @property
    def may_be_lost(self) -> bool:
        """Whether anything was typed: what stood there at first is no loss."""
        return any(one.changed for one in self.inputs.values())

    async def _complete(self, field: Field, typed: str) -> Sequence[Candidate]:
        from itcrm_tui.workflows.candidates import candidates
        from storage.errors import StoreError

        kind = field.target or ""
        with suppress(StoreError):
            return await self.host.ask(lambda store: candidates(store, kind, typed))
        return ()


class SupposingForm(WhatIfFormScreen):
    """What is supposed; `supposition` is what was made of it, `said` the texts.

    `there`: the commitments that something can be supposed of; `again`: it was supposed before.
    """

    supposition: Supposition | None = None
    said: Mapping[str, str] = {}

    def __init__(
        self, form: WhatIfForm, texts: Mapping[str, str], there: Sequence[Commitment], *, again: bool = False
    ) -> None:
        super().__init__(form, texts)
        self.there, self.again = there, again

    async def _complete(self, field: Field, typed: str) -> Sequence[Candidate]:
        from itcrm_tui.workflows.what_if.offering import open_commitments
        from storage.errors import StoreError

        if field.target != "commitment":
            return await super()._complete(field, typed)
        with suppress(StoreError):
            return await self.host.ask(lambda store: open_commitments(store, self.there, typed))
        return ()

    def _begin(self) -> None:
        """Let typing start in the first field that is empty; where it is edited, or none is, replace the first text."""
        if self.again or all(one.text for one in self.query(FieldInput)):
            self.query(FieldInput).first().begin()
            self.call_after_refresh(self._select_first)
        else:
            super()._begin()

    def _select_first(self) -> None:
        self.query(FieldInput).first().query_one(Input).select_all()

    def writing(self, texts: Mapping[str, str]) -> "Callable[[Store], RecordId]":
        """Return what understands the texts in a thread."""
        form, today = self.form, self.host.today

        def read(store: "Store") -> RecordId:
            from itcrm_tui.workflows.what_if.typed import supposition

            with store.read() as reader:
                self.supposition = supposition(reader, form.name, texts, today)
            self.said = texts
            return self.supposition.about

        return read


class WordForm(WhatIfFormScreen):
    """What the client has said; `word` is what was made of it."""

    word: "Word | None" = None

    def __init__(self, form: WhatIfForm, supposition: DueMoved | Dropped) -> None:
        super().__init__(form, {})
        self.about = supposition

    @property
    def title_words(self) -> str:
        """What the form is for, and of which commitment."""
        return f"{self.form.heading}: {self.about.seen.title}"

    async def _complete(self, field: Field, typed: str) -> Sequence[Candidate]:
        from itcrm_tui.workflows.candidates import candidates
        from storage.errors import StoreError

        client = self.about.seen.client
        with suppress(StoreError):
            return await self.host.ask(lambda store: candidates(store, "stakeholder", typed, of=client, no_other=True))
        return ()

    def writing(self, texts: Mapping[str, str]) -> "Callable[[Store], RecordId]":
        """Return what understands the texts in a thread."""
        about, today = self.about, self.host.today

        def read(store: "Store") -> RecordId:
            from itcrm_tui.workflows.what_if.making_real import word

            with store.read() as reader:
                self.word = word(reader, about, texts, today)
            return about.about

        return read
