"""The records that may be meant, under a name that is being typed."""

from collections.abc import Awaitable, Callable, Sequence

from textual import work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input
from textual_autocomplete import AutoComplete, DropdownItem, TargetState

from itcrm_tui.domain.candidate import Candidate
from itcrm_tui.text import folded
from widgets.cells import safe_fit

Ask = Callable[[str], Awaitable[Sequence[Candidate]]]
"""`ask(typed)`: the records that may be meant; asked anew with every letter, the answer before is then dropped."""

_WIDTH = 46
_WORDS_WIDTH = 12


class CandidateItem(DropdownItem):
    """A line of the drop-down: code and name. What is put in are the words that find the record."""

    def __init__(self, candidate: Candidate) -> None:
        self.candidate = candidate
        super().__init__(Content(_line(candidate)))

    @property
    def value(self) -> str:
        """The words that find the record again."""
        return self.candidate.words


class NameDropdown(AutoComplete):
    """Opens while a name is typed; Enter or a click chooses, Tab too and goes on, Esc closes it.

    With `several`, the last of the names parted by `;` is completed; `ending` is put after it, as before a share.
    """

    DEFAULT_CSS = """
    NameDropdown {
        max-height: 8; constrain: inside inflect; margin: 1 0; offset-y: -1; background: $panel;
        & AutoCompleteList { max-height: 8; background: $panel; text-overflow: clip; }
        &:ansi .option-list--option-highlighted { color: ansi_default; background: ansi_default; text-style: reverse; }
    }
    """

    class Chosen(Message):
        """A record was chosen."""

    def __init__(self, target: Input, ask: Ask, *, several: bool = False, ending: str = "") -> None:
        super().__init__(target, prevent_default_tab=False)
        self._ask, self._several, self._ending = ask, several, ending
        self._asked_for, self._found_for, self._found = "", "", tuple[Candidate, ...]()

    def look_up(self) -> None:
        """Ask for the records that may be meant by what is typed now."""
        typed = self._part(self.target.value)
        if typed != self._asked_for:
            self._asked_for = typed
            self._look_up(typed)

    @work(exclusive=True, group="candidates")
    async def _look_up(self, typed: str) -> None:
        self._found = tuple(await self._ask(typed)) if typed else ()
        self._found_for = typed
        # The drop-down looks at its candidates when the input says that it has changed.
        self.target.post_message(Input.Changed(self.target, self.target.value))

    @property
    def named(self) -> Candidate | None:
        """The record that just these words name, as far as was asked."""
        typed = self._part(self.target.value)
        return next((one for one in self._found if one.words == typed), None)

    def get_candidates(self, target_state: TargetState) -> list[DropdownItem]:
        """Return what the latest answer has."""
        return [CandidateItem(one) for one in self._found]

    def get_search_string(self, target_state: TargetState) -> str:
        """Return the name that is being typed."""
        return self._part(target_state.text)

    def get_matches(
        self, target_state: TargetState, candidates: list[DropdownItem], search_string: str
    ) -> list[DropdownItem]:
        """Return the candidates; of an answer to fewer letters, those that still fit."""
        if search_string == self._found_for:
            return candidates
        wanted = folded(search_string)
        return [one for one in candidates if wanted in folded(one.main.plain)]

    def should_show_dropdown(self, search_string: str) -> bool:
        """Show it while there is something to choose: not when what is typed names one of them exactly."""
        return bool(search_string) and self.option_list.option_count > 0 and self.named is None

    def apply_completion(self, value: str, state: TargetState) -> None:
        """Put in the words of the chosen record, in place of the name that was being typed."""
        before = self._before(state.text)
        self._asked_for = value
        self.target.value = f"{before}{value}{self._ending}"
        self.target.cursor_position = len(self.target.value)
        self.target.post_message(self.Chosen())

    def _before(self, text: str) -> str:
        """Return what stands before the name that is being typed."""
        return text[: len(text) - len(self._part_and_blanks(text))] if self._several else ""

    def _part(self, text: str) -> str:
        part = self._part_and_blanks(text)
        return "" if self._ending and self._ending in part else part.strip()

    def _part_and_blanks(self, text: str) -> str:
        return text.rpartition(";")[2] if self._several else text


def _line(candidate: Candidate) -> str:
    """Return a candidate in one line of the drop-down; an id says nothing, so it is left out."""
    words = candidate.words
    if not candidate.about:
        return safe_fit(words, _WIDTH).rstrip()
    if len(words) > _WORDS_WIDTH:
        return safe_fit(candidate.about if len(words) == 36 else f"{words}  {candidate.about}", _WIDTH).rstrip()
    return safe_fit(f"{words:<8}  {candidate.about}", _WIDTH).rstrip()
