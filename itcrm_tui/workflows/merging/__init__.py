"""Merging two records for the same thing: look at it first, then do it as one change set."""

from itcrm_tui.workflows.merging.planning import Merge, check_mergeable, plan
from itcrm_tui.workflows.merging.telling import SideBySide, belongs_to, choice_words, moves_words
from itcrm_tui.workflows.merging.whose import whose
from itcrm_tui.workflows.merging.writing import merge

__all__ = [
    "Merge",
    "SideBySide",
    "belongs_to",
    "check_mergeable",
    "choice_words",
    "merge",
    "moves_words",
    "plan",
    "whose",
]
