"""What an answer is about in a view of rows: the row's record, or the one in view."""

from itcrm_tui.domain.kinds import KINDS
from screens.answering import ANSWERED, Answering, ToAnswer
from screens.record_verbs import RecordVerbs


class RecordAnswering(RecordVerbs, Answering):
    """Mixed into views."""

    def to_answer(self) -> ToAnswer | None:
        """Return the row's record where it can be answered, else the one in view; None where neither can be."""
        subject, viewed = self.subject_of(self.current), (self.kind.name, self.record_id)
        for name, record_id in filter(None, (subject, viewed)):
            if name in ANSWERED and record_id:
                in_view = self.viewed is not None and record_id == self.record_id
                title = self.viewed.title if self.viewed is not None and in_view else ""
                return ToAnswer(name, record_id, title or self._row_words() or KINDS[name].label)
        return None
