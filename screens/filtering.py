"""The filter of a place: understood as it is typed, offered what it can become, kept under names."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType

from itcrm_tui.config import ConfigError
from screens.bindings import bindings
from screens.marking import Marking
from widgets.filter_bar import FilterBar, FilterChanged
from widgets.place_bar import PlaceBar
from widgets.reading_pane import ReadingPane, Section

if TYPE_CHECKING:
    from itcrm_tui.query.asker import Asker
    from itcrm_tui.query.completion import Offer
    from itcrm_tui.query.errors import FilterError
    from itcrm_tui.query.filter import Filter
    from itcrm_tui.remembered import Noted


class Filtering(Marking):
    """Mixed into places. `words` is the filter that the list is under: a `Filter`, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("find.filter", "find.saved")

    _asker: "Asker | None" = None

    @property
    def memory(self) -> "Noted":
        """What is remembered of the place."""
        raise NotImplementedError

    def refresh_data(self) -> None:
        """Read list, preview and counts anew."""
        raise NotImplementedError

    async def understand_remembered(self) -> None:
        """Give the filter of last time its meaning; one that is not understood any more is told and given up."""
        if self.words:
            await self._learn_who_asks()
            problem = self._problem(self.words)
            if problem or self._asker is None:
                wrong = f" {problem.sentence_end}" if problem else "."
                self.say(f"The filter “{self.words}” of last time is wrong{wrong}")
            self.words = "" if problem or self._asker is None else self._meaning(self.words)
            self.query_one(PlaceBar).filter_text = self.words

    async def action_filter(self) -> None:
        """Open the filter; the first time it is made, for the first frame has no use for it."""
        self.hush()
        self.host.hold_keys()
        self._learn()
        is_new = not self.query(FilterBar)
        if is_new:
            await self.mount(FilterBar(self._problem, self._complete), after=self.query_one(PlaceBar))
        self.query_one(FilterBar).open(str(self.words) if is_new else None)
        self.call_after_refresh(self.host.release_keys)

    @work(exclusive=True, group="asker")
    async def _learn(self) -> None:
        """Learn what filters mean; what was typed before that is looked at anew."""
        await self._learn_who_asks()
        for bar in self.query(FilterBar):
            bar.look_again()

    @on(FilterChanged)
    def _filter(self, event: FilterChanged) -> None:
        self.show_only(event.text)

    def show_only(self, text: str) -> None:
        """Put the list under another filter; without a text it shows everything. One that is wrong is told instead."""
        if problem := self._problem(text):
            self.say(f"The filter “{text}” is wrong {problem.sentence_end}")
            return
        self.filter_is_another()
        self.words = self._meaning(text)
        self.memory.set("filter", text.strip() or None)
        self.query_one(PlaceBar).filter_text = text
        self.refresh_data()

    @work(exclusive=True, group="unknown")
    async def tell_unknown(self) -> None:
        """Say below an empty list which names of its filter nothing has."""
        from itcrm_tui.query.filter import Filter

        words = self.words
        if not isinstance(words, Filter):
            return
        from itcrm_tui.workflows.unknown_names import unknown_names

        unknown = await self.asked(lambda store: unknown_names(store, words))
        if unknown and self.words == words:
            self.query_one(ReadingPane).sections = [Section(None, (unknown,))]
            self.refresh_bindings()

    async def _learn_who_asks(self) -> None:
        """Read what a filter's meaning depends on; saved filters that cannot be read are told and left out."""
        from itcrm_tui.saved_filters import saved
        from itcrm_tui.workflows.filters import asker

        names: dict[str, str] = {}
        try:
            names = saved(self.kind.name)
        except ConfigError as error:
            self.say(str(error))
        self._asker = await self.asked(lambda store: asker(store, names))

    def _meaning(self, text: str) -> "Filter | str":
        from itcrm_tui.query.understanding import understood

        if not text.strip() or self._asker is None:
            return ""
        today = replace(self._asker.notation, today=self.host.today)
        return understood(text, self.kind, replace(self._asker, notation=today))

    def _problem(self, text: str) -> "FilterError | None":
        """Return what is wrong with a filter, and where; None where it is understood."""
        from itcrm_tui.query.errors import FilterError

        try:
            self._meaning(text)
        except FilterError as error:
            return error
        return None

    async def _complete(self, text: str, cursor: int) -> "Sequence[Offer]":
        """Return what the word at the cursor can become."""
        from itcrm_tui.query.completion import offers
        from itcrm_tui.workflows.filters import known_words

        saved = self._asker.saved if self._asker else {}
        found = await self.asked(lambda store: offers(text, cursor, self.kind, saved, partial(known_words, store)))
        return found or ()

    @work(group="question")
    async def action_saved_filters(self) -> None:
        """Put the list under a filter that is saved, save the present one, or give one up."""
        from screens.choose import Choose

        await self._learn_who_asks()
        plural = self.kind.plural.replace("_", " ")
        chosen = await self.app.push_screen_wait(Choose(f"Filters of {plural}", self._choices()))
        match (chosen or "").partition(" "):
            case "use", _, name:
                self._use(f"@{_named(name)}")
            case "save", *_:
                await self._save_present()
            case "forget", _, name:
                if await self._may_forget(name):
                    self._forget(name)

    def _use(self, text: str) -> None:
        """Put the list under a saved filter; it is the one that is edited or cleared from now on."""
        self.show_only(text)
        if self.words == text:
            for bar in self.query(FilterBar):
                bar.hold(text)

    def _choices(self) -> list[tuple[str, str]]:
        saved = self._asker.saved if self._asker else {}
        choices = [(f"{name}   {text}", f"use {name}") for name, text in saved.items()]
        if self.words:
            choices.append((f"Save this one: {self.words}", "save "))
        choices += [(f"Delete {name}", f"forget {name}") for name in saved]
        return choices or [("None yet. Filter the list with / and save it here.", "")]

    async def _save_present(self) -> None:
        from itcrm_tui import saved_filters
        from itcrm_tui.domain.fields import Field, Type
        from screens.one_field import OneField

        name = await self.app.push_screen_wait(OneField("Save this filter", Field(holds=Type.TEXT, label="Name")))
        if not name:
            return
        try:
            saved_filters.save(self.kind.name, name, self._spelled_out())
            self.say(f"Saved. @{_named(name)} in a filter stands for it, here and on the command line.")
        except ConfigError as error:
            self.say(str(error))

    def _spelled_out(self) -> str:
        """Return the present filter; one that is nothing but a saved one as that was written."""
        saved = self._asker.saved if self._asker else {}
        return next((text for name, text in saved.items() if self.words == f"@{_named(name)}"), str(self.words))

    async def _may_forget(self, name: str) -> bool:
        """Ask first where other filters name this one."""
        from itcrm_tui.query.understanding import names_in
        from screens.question import Question

        saved = self._asker.saved if self._asker else {}
        others = [f"“{other}”" for other, text in saved.items() if other != name and name in names_in(text)]
        if not others:
            return True
        words = f"Without “{name}”, {' and '.join(others)} cannot be used any more."
        return await self.app.push_screen_wait(Question(words, [("d", "delete it"), ("n", "leave it")])) == "d"

    def _forget(self, name: str) -> None:
        from itcrm_tui import saved_filters

        text = self._asker.saved.get(name, "") if self._asker else ""
        try:
            saved_filters.forget(self.kind.name, name)
            self.say(f"Deleted “{name}”, which was: {text}")
        except ConfigError as error:
            self.say(str(error))


def _named(name: str) -> str:
    return f'"{name}"' if not name.replace("-", "").replace("_", "").isalnum() else name
