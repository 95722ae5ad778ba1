"""What can be done from anywhere and changes no record: palette, help, look, copy; and the shared settings."""

from typing import TYPE_CHECKING

from textual import on, work
from textual.theme import Theme

from screens.calls import run_call
from screens.host import Host
from screens.leaving_once import LeavingOnce
from widgets.hint_bar import HintChosen

if TYPE_CHECKING:
    from screens.commands import Command


class Anywhere(Host):
    """Mixed into the app."""

    @on(HintChosen)
    async def _choose_hint(self, event: HintChosen) -> None:
        """Do what a clicked hint says, on whatever screen it stands."""
        await run_call(self, self.screen, event.action)

    def action_command_palette(self) -> None:
        """Find an action by name; what is typed while the palette opens is for it."""
        from screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.hold_keys()
            self._offer_commands()

    @work(exclusive=True, group="palette")
    async def _offer_commands(self) -> None:
        """Open the palette, once it is known which steps the commitment under the cursor can take."""
        from screens.commands import commands_on
        from screens.palette import Palette
        from screens.steps import Stepping

        below = self.screen
        if isinstance(below, Stepping) and self.ready.is_set():
            await below.look_at_steps()
        if self.screen is below:
            recent = self.opening.own_memory.place("palette").get("recent", [])
            self.push_screen(Palette(commands_on(self, below), recent), self._do_command)

    async def _do_command(self, command: "Command | None") -> None:
        if command is not None:
            from screens.palette import with_recent

            noted = self.opening.own_memory.place("palette")
            noted.set("recent", with_recent(noted.get("recent", []), command.word))
            done = command.do()
            if done is not None:
                await done

    def action_miss_causes(self) -> None:
        """Show why promises were missed."""
        from screens.misses import MissCauses

        self.push_screen(MissCauses())

    def action_show_help(self) -> None:
        """Show the keys that work here."""
        from screens.commands import active_ids
        from screens.help import Help

        below = self.screen

        async def chosen(call: str | None) -> None:
            if call:
                await run_call(self, below, call)

        own = below.own_help if isinstance(below, LeavingOnce) else {}
        self.push_screen(Help(active_ids(below), own), chosen)

    @work(group="question")
    async def action_theme(self) -> None:
        """Choose the look."""
        from screens.looks import choose_look

        await choose_look(self)

    def wear(self, theme: Theme) -> None:
        """Change the look at once."""
        self.register_theme(theme)
        self.ansi_color = theme.ansi
        self.theme = theme.name

    def action_edit_settings(self) -> None:
        """Edit what holds for the whole organization."""
        from itcrm_tui.domain.kinds import KINDS
        from itcrm_tui.domain.settings import SETTINGS_ID
        from screens.editing import Editing

        below = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, Editing))
        below.edit_record(KINDS["settings"], SETTINGS_ID)

    def action_what_if(self) -> None:
        """Suppose other dates, people or leave, and see what becomes possible or comes at risk."""
        from screens.what_if import WhatIf
        from screens.what_if_subject import subject_of

        def told(sentence: str | None) -> None:
            if sentence:
                self.tell(sentence)

        if any(isinstance(one, WhatIf) for one in self.screen_stack):
            self.tell("Something is being supposed already: Esc goes back to it.")
        else:
            self.push_screen(WhatIf(subject_of(self.screen)), told)

    @work(exclusive=True, group="question")
    async def action_copy(self) -> None:
        """Copy the name, the row or the id of a record, by way of the terminal."""
        from screens.copying import NOTHING, copyable, sent
        from screens.question import Question

        found = copyable(self.screen)
        if found is None:
            self.tell(NOTHING)
            return
        answers = [("y", "the name"), ("r", "the row"), ("i", "the id")]
        answer = await self.push_screen_wait(Question(f"Copy {found.name}", answers))
        text = {"y": found.name, "r": found.row, "i": found.id}.get(answer)
        if text is not None:
            self.copy_to_clipboard(text)
            self.tell(sent(text))
