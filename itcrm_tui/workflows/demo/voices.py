"""What people say: a subject and a text for a kind of feedback about a service, hardly ever the same twice."""

from dataclasses import dataclass

from itcrm_tui.domain.feedback import FeedbackKind
from itcrm_tui.workflows.demo.draw import Draw, Slots
from itcrm_tui.workflows.demo.words import answers
from itcrm_tui.workflows.demo.words.complaints import COMPLAINTS, EFFECTS, FLOOR_EFFECTS, WISHES
from itcrm_tui.workflows.demo.words.praise import COMPLIMENTS, ENCOURAGEMENT, SUGGESTIONS, THANKS

Saying = tuple[str, str]
"""A subject and a text, with slots."""

REPEATED = 0.4
"""How many sayings are about the service itself, once all that can be said about it has been said."""


@dataclass(frozen=True)
class Spoken:
    """What somebody said, and what can be answered."""

    subject: str
    text: str | None
    replies: tuple[str, ...]


_SAYINGS = {
    FeedbackKind.COMPLAINT: COMPLAINTS,
    FeedbackKind.COMPLIMENT: COMPLIMENTS,
    FeedbackKind.SUGGESTION: SUGGESTIONS,
}
_ENDINGS = {
    FeedbackKind.COMPLAINT: (EFFECTS + FLOOR_EFFECTS, WISHES),
    FeedbackKind.COMPLIMENT: (THANKS,),
    FeedbackKind.SUGGESTION: (ENCOURAGEMENT,),
}
_OFFICE_ENDINGS = _ENDINGS | {FeedbackKind.COMPLAINT: (EFFECTS, WISHES)}
_SURVEYED = {1: answers.SURVEY_BAD, 2: answers.SURVEY_BAD, 3: answers.SURVEY_MIXED}


class Voices:
    """Deals sayings by kind and service; first each once, then now and then one again."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self._new: dict[tuple[FeedbackKind, str], list[Saying]] = {}
        self._general = {kind: draw.dealt(_about(kind, "")) for kind in _SAYINGS}

    def say(self, kind: FeedbackKind, code: str, slots: Slots, csat: int | None, *, on_the_floor: bool) -> Spoken:
        """Return a word about the service with a code; survey answers may lack the text."""
        if kind is FeedbackKind.SURVEY_ANSWER:
            return self._survey(csat or 3, slots)
        found = self._specific(kind, code)
        subject, text = found or next(self._general[kind])
        pools = (_ENDINGS if on_the_floor else _OFFICE_ENDINGS)[kind]
        sentences = [slots.fill(part) for part in (text, *map(self.draw.choice, pools)) if part]
        replies = answers.ANSWERS[kind] if found or kind is not FeedbackKind.COMPLAINT else answers.GENERAL_REPLIES
        return Spoken(slots.fill(subject), " ".join(sentences), replies)

    def _survey(self, csat: int, slots: Slots) -> Spoken:
        pool = _SURVEYED.get(csat, answers.SURVEY_GOOD)
        comment = " ".join(slots.fill(text) for text in self.draw.some(pool, 1, 2))
        subject = slots.fill(self.draw.choice(answers.SURVEY_SUBJECTS))
        replies = answers.SURVEY_THANKS if csat > 3 else answers.ANSWERS[FeedbackKind.SURVEY_ANSWER]
        return Spoken(subject, None if self.draw.chance(0.3) else comment, replies)

    def _specific(self, kind: FeedbackKind, code: str) -> Saying | None:
        """Return a saying about the service itself: a new one if there is any left, else sometimes an old one."""
        known = _about(kind, code)
        left = self._new.setdefault((kind, code), self.draw.sample(known, len(known)))
        if left:
            return left.pop()
        return self.draw.choice(known) if known and self.draw.chance(REPEATED) else None


def _about(kind: FeedbackKind, code: str) -> list[Saying]:
    return [(subject, text) for about, subject, text in _SAYINGS[kind] if about == code]
