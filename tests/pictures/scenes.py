"""What is to be seen: the screens, and the keys that lead to each."""

from dataclasses import dataclass
from enum import StrEnum


class Begin(StrEnum):
    """What the app begins on."""

    SAMPLE = "sample"
    EMPTY = "empty"
    """A database without a record."""
    COPY = "copy"
    """A working copy of the sample organization, in which something is to be decided."""
    APART = "apart"
    """A working copy in which a check no longer holds and clients were made on both sides."""
    NEW = "new"
    """No database yet."""


@dataclass(frozen=True)
class Scene:
    """A screen by the name of its class, and the keys that lead to it from the roster, blanks between.

    `=word` types the word, "=two words" several; `MEANWHILE` lets somebody else change what is being edited.
    """

    name: str
    screen: str
    keys: str = ""
    begin: Begin = Begin.SAMPLE
    widest: bool = False
    """Whether a third width is worth a picture."""


MEANWHILE = "MEANWHILE"
IMPORTED = "clients.csv"
"""A file that the imports of the scenes take, in the folder where the app runs."""

PLACES = (
    Scene("clients", "Clients", widest=True),
    Scene("clients-filter", "Clients", '/ "=segment:key is:late"'),
    Scene("clients-completing", "Clients", "/ =seg"),
    Scene("clients-wrong-filter", "Clients", "/ =segment:gold"),
    Scene("clients-filtered-to-nothing", "Clients", '/ "=nothing like this" enter'),
    Scene("clients-nobody", "Clients", "/ =owner:zzz"),
    Scene("clients-marked", "Clients", "space j V j j"),
    Scene("clients-reading", "Clients", "tab"),
    Scene("clients-sorted", "Clients", "s =late enter"),
    Scene("clients-message", "Clients", "e =-Sales enter"),
    Scene("clients-none", "Clients", begin=Begin.EMPTY),
    Scene("services", "Services", "3", widest=True),
    Scene("services-none", "Services", "3", begin=Begin.EMPTY),
    Scene("today", "Today", "1", widest=True),
    Scene("today-reading", "Today", "1 tab"),
    Scene("today-meter", "Today", "1 tab tab l"),
    Scene("today-none", "Today", "1", begin=Begin.EMPTY),
    Scene("commitments", "Commitments", "4", widest=True),
    Scene("commitments-closed", "Commitments", "4 G l l l l l"),
    Scene("commitments-meter", "Commitments", "4 tab l"),
    Scene("commitments-none", "Commitments", "4", begin=Begin.EMPTY),
    Scene("feedback", "FeedbackInbox", "5", widest=True),
    Scene("feedback-none", "FeedbackInbox", "5", begin=Begin.EMPTY),
)

RECORDS = (
    Scene("client", "RecordView", "enter", widest=True),
    Scene("client-people", "RecordView", "enter l", widest=True),
    Scene("client-reading", "RecordView", "enter tab", widest=True),
    Scene("client-promises", "RecordView", "enter l l l l"),
    Scene("client-bare", "RecordView", "a =New enter enter", Begin.EMPTY),
    Scene("service", "RecordView", "3 enter", widest=True),
    Scene("commitment", "RecordView", "4 enter", widest=True),
    Scene("feedback-item", "RecordView", "5 enter"),
    Scene("person", "RecordView", "f =emeka enter"),
    Scene("stakeholder", "RecordView", "enter l j enter"),
    Scene("week", "MeterWeek", "4 tab l enter"),
    Scene("by-team", "GroupedCommitments", "4 : =group enter =te enter"),
    Scene("history", "History", "H"),
    Scene("history-none", "History", "H", Begin.EMPTY),
    Scene("change-set", "ChangeSetView", "H enter"),
    Scene("duplicates", "Duplicates", ': "=find duplicates" enter'),
    Scene("merge", "Merge", "space space M"),
)

FORMS = (
    Scene("form-client", "RecordForm", "a", widest=True),
    Scene("form-commitment", "RecordForm", "4 enter e", widest=True),
    Scene("form-feedback", "RecordForm", "5 e", widest=True),
    Scene("form-long-text", "RecordForm", "5 e tab tab"),
    Scene("form-name-completes", "RecordForm", ': "=add stakeholder" enter =fi'),
    Scene("form-date", "RecordForm", f"4 enter e {'tab ' * 9} ctrl+u =+2w"),
    Scene("form-wrong", "RecordForm", "a enter"),
    Scene("settings", "RecordForm", ": =settings enter", widest=True),
    Scene("conflict", "Conflict", f'e "= and Control" {MEANWHILE} enter'),
    Scene("reply", "OneField", "1 j j j r"),
    Scene("snooze", "OneField", "1 z =fri"),
)

_WHAT_IF = ": =what enter"
_AWAY = f"{_WHAT_IF} a =away enter =mtanaka tab =wed tab"
_PROMISED = "4 l l"

PROMISES = (
    Scene("promise", "PromiseDraft", "4 P =Lyon", widest=True),
    Scene("promise-again", "PromiseDraft", "4 e"),
    Scene("what-if", "WhatIf", _WHAT_IF),
    Scene("what-if-possible", "WhatIf", f"{_WHAT_IF} a =more enter =DBA tab =40 enter", widest=True),
    Scene("what-if-wrong", "SupposingForm", f"{_AWAY} =someday enter"),
    Scene("what-if-risk", "WhatIf", f"{_AWAY} =2026-12-18 enter"),
    Scene("what-if-word", "WordForm", f"4 l l {_WHAT_IF} a =due enter =2026-12-18 enter m"),
    Scene("answer", "Question", "4 l j r"),
    Scene("answer-parts", "Choose", "4 l j j r"),
    Scene("answer-why", "OneField", "4 l j r d"),
    Scene("steps", "Question", f"{_PROMISED} x"),
    Scene("step-renegotiate", "StepScreen", f"{_PROMISED} x r =fri"),
    Scene("step-wrong", "StepScreen", f"{_PROMISED} x r enter"),
    Scene("miss-review", "MissReviewForm", f"{_PROMISED} x g enter"),
    Scene("misses", "MissCauses", ': "=causes of misses" enter'),
    Scene("misses-behind", "MissRows", ": =caus enter j j enter"),
)

OVER = (
    Scene("actions", "Question", "space space x"),
    Scene("unsaved", "Question", "a =x escape"),
    Scene("take-back", "Question", "H T"),
    Scene("copy", "Question", "y"),
    Scene("sort", "Choose", "s"),
    Scene("edit-which-field", "Choose", "space space x e"),
    Scene("saved-filters", "Choose", "/ =tier:1 enter F down enter =top enter F"),
    Scene("saved-filters-none", "Choose", "F"),
    Scene("columns", "ColumnChoice", ": =columns enter"),
    Scene("find", "Finder", "f =fin"),
    Scene("find-nothing", "Finder", "f =qqq"),
    Scene("who", "Who", "w"),
    Scene("help", "Help", "?"),
    Scene("help-end", "Help", "? G"),
    Scene("help-in-record", "Help", "enter ?"),
    Scene("palette", "Palette", ": =im"),
    Scene("palette-nothing", "Palette", ": =qqqq"),
    Scene("themes", "ThemeChooser", ": =theme enter"),
    Scene("export", "ExportFile", "o"),
    Scene("first-run", "FirstRun", begin=Begin.NEW),
)

TOUR = tuple(Scene(f"tour-{1 + at}", "TourStep", f": =tour enter{' enter' * at}") for at in range(5))

IMPORT = (
    Scene("import", "ImportFile", ": =import enter"),
    Scene("import-looked", "ImportFile", f": =import enter ={IMPORTED} enter"),
    Scene("import-column", "Choose", f": =import enter ={IMPORTED} enter {'tab ' * 5} enter"),
    Scene("import-rejects", "OneField", f": =import enter ={IMPORTED} enter {'tab ' * 7} enter"),
    Scene("import-no-file", "ImportFile", ": =import enter =nowhere.csv enter"),
)

OFFLINE = (
    Scene("copy-standing", "Clients", "", Begin.COPY),
    Scene("copy-today", "Today", "1", Begin.COPY),
    Scene("conflicts", "Conflicts", ": =conflicts enter", Begin.COPY),
    Scene("conflicts-marked", "Conflicts", ": =conflicts enter * space", Begin.APART),
    Scene("conflicts-side", "Question", ": =conflicts enter * x", Begin.APART),
    Scene("deciding", "Deciding", ": =conflicts enter enter", Begin.COPY),
    Scene("apart-today", "Today", f"1 {'j ' * 18}", Begin.APART),
    Scene("apart-conflicts", "Conflicts", ": =conflicts enter", Begin.APART),
    Scene("apart-check", "Question", ": =conflicts enter enter", Begin.APART),
    Scene("apart-code", "Question", ": =conflicts enter j enter", Begin.APART),
    Scene("apart-same", "Question", "1 j j j enter", Begin.APART),
    Scene("apart-merge", "Merge", ": =conflicts enter j enter M", Begin.APART),
    Scene("copy-draft", "PromiseDraft", "4 e", Begin.COPY),
    Scene("copy-record", "RecordView", "4 enter", Begin.COPY),
    Scene("conflicts-none", "Conflicts", ": =conflicts enter enter ctrl+s", Begin.COPY),
)

SCENES = (*PLACES, *RECORDS, *FORMS, *PROMISES, *OVER, *TOUR, *IMPORT, *OFFLINE)
