"""The words after `is:`, kind by kind, each said in the language itself."""

from collections.abc import Iterator, Mapping

from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import Kind

_LATE_PROMISE = "state:promised,in-delivery due<today"
_LATE_NEED = "needed_by<today commitment.is:open"
_LATE_REPLY = "reply_due<today -state:answered,closed"
_LATE_VISIT = "planned_at<today -has:held_at"
_OPEN_REVIEW = "-has:causes or -has:told_to_client or -has:corrective_action or -has:owner or -has:due or -has:done_on"
_LATE_ACTION = "due<today -has:done_on"
_LATE_FOLLOW_UP = "due<today -has:done_on"

_BEING: dict[str, dict[str, str]] = {
    "client": {"mine": "relationship_owner:me or deputy:me", "late": "late>0", "overdue": "late>0"},
    "stakeholder": {"left": "left_on<=today"},
    "service": {"mine": "owner:me"},
    "team": {"mine": "lead:me or deputy:me"},
    "time_off": {"mine": "person:me"},
    "commitment": {
        "open": "-state:kept,missed,declined,withdrawn",
        "closed": "state:kept,missed,declined,withdrawn",
        "late": _LATE_PROMISE,
        "overdue": _LATE_PROMISE,
        "overridden": "overrides>0",
        "mine": "owner:me",
    },
    "requirement": {"open": "commitment.is:open", "late": _LATE_NEED, "overdue": _LATE_NEED},
    "feedback": {
        "open": "-state:closed",
        "late": _LATE_REPLY,
        "overdue": _LATE_REPLY,
        "mine": "assignee:me",
    },
    "miss_review": {
        "open": _OPEN_REVIEW,
        "done": "has:done_on",
        "late": _LATE_ACTION,
        "overdue": _LATE_ACTION,
        "mine": "owner:me",
    },
    "touchpoint": {
        "planned": "has:planned_at -has:held_at",
        "held": "has:held_at",
        "late": _LATE_VISIT,
        "overdue": _LATE_VISIT,
        "mine": "held_by:me",
    },
    "follow_up": {
        "open": "-has:done_on",
        "done": "has:done_on",
        "late": _LATE_FOLLOW_UP,
        "overdue": _LATE_FOLLOW_UP,
        "mine": "owner:me",
    },
}

_PERIOD = {"current": "-starts_on>today -ends_on<today", "ended": "ends_on<today"}
"""Of what holds from a day to a day."""


def being(kind: Kind) -> Mapping[str, str]:
    """Return the words after `is:`, in lower case, each with the filter it stands for; the first of two counts."""
    found: dict[str, str] = {}
    for word, text in _words(kind):
        found.setdefault(word.lower(), text)
    return found


def _words(kind: Kind) -> Iterator[tuple[str, str]]:
    yield from _BEING.get(kind.name, {}).items()
    if {"starts_on", "ends_on"} <= set(kind.by_name):
        yield from _PERIOD.items()
    for field in kind.fields:
        if field.choices:
            yield from ((str(word), f'{field.name}:"{word}"') for word in field.choices)
        elif field.holds is Type.FLAG:
            yield field.name.replace("_", " "), f"{field.name}:yes"
