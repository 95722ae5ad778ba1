"""What is wrong with a filter, and where."""


class FilterError(ValueError):
    """The filter cannot be understood. `said` is what is wrong, without a full stop; `at` counts from 0."""

    def __init__(self, said: str, at: int) -> None:
        super().__init__(
            f"The filter is not understood at character {at + 1}: {said}{'' if said.endswith('?') else '.'}"
        )
        self.said = said
        self.at = at

    @property
    def short(self) -> str:
        """The problem in a few words, for a line beside what is typed."""
        return f"at {self.at + 1}: {self.said}"

    @property
    def sentence_end(self) -> str:
        """The problem as the end of a sentence."""
        return self.short if self.short.endswith("?") else f"{self.short}."


def quoted(text: str, most: int = 40) -> str:
    """Return what was typed as it may be repeated in a sentence."""
    return f"“{text if len(text) <= most else text[:most] + '...'}”"
