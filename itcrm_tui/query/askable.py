"""What may be asked of each kind, and by which words: fields, instants of a record's life, figures of the lists."""

from collections.abc import Iterator
from functools import cache

from itcrm_tui.domain.field_words import bare, field_called
from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.query.asked import Asked, Figure, Measure, asked_field

_WAITING = "state:promised,in-delivery"
_FIGURES: dict[str, dict[str, tuple[str, Type, Figure]]] = {
    "client": {
        "promises": ("Promises", Type.INTEGER, Figure("commitment", "client", _WAITING, Measure.COUNT)),
        "late": ("Late promises", Type.INTEGER, Figure("commitment", "client", "is:late", Measure.COUNT)),
        "next_due": ("Next due", Type.DATE, Figure("commitment", "client", _WAITING, Measure.SMALLEST, "due")),
        "said": ("Open feedback", Type.INTEGER, Figure("feedback", "client", "-state:closed", Measure.COUNT)),
        "seen": ("Last seen", Type.INSTANT, Figure("touchpoint", "client", "", Measure.GREATEST, "held_at")),
        "uses": (
            "Services used",
            Type.INTEGER,
            Figure("subscription", "client", "is:current", Measure.DIFFERENT, "service"),
        ),
    },
    "service": {
        "clients": (
            "Clients",
            Type.INTEGER,
            Figure("subscription", "service", "is:current", Measure.DIFFERENT, "client"),
        ),
    },
    "commitment": {
        "hours": ("Hours", Type.MINUTES, Figure("requirement", "commitment", "kind:hours", Measure.SUM, "minutes")),
        "overrides": ("Overrides", Type.INTEGER, Figure("override", "commitment", "", Measure.COUNT)),
    },
}
"""What the lists show beside a record, by kind and by the word over its column."""

_COLUMN_WORDS = {
    ("client", "health"): "perceived_health",
    ("client", "services"): "uses",
    ("client", "last_seen"): "seen",
    ("client", "open_feedback"): "said",
    ("service", "lead"): "lead_time_days",
    ("feedback", "reply"): "reply_due",
}
"""Words over columns that are no names of fields."""

_AGE_FROM = {"feedback": ("received_at", "created_at")}


def asked_called(kind: Kind, words: str) -> Asked | None:
    """Return what the words ask of a kind; case, blanks, hyphens and underscores do not count."""
    return _by_words(kind.name).get(bare(words)) or _by_alias(kind, words)


def askable(kind: Kind) -> tuple[Asked, ...]:
    """Return all that may be asked of a kind: figures first, as lists show them, then fields, then its life."""
    return (*_figures(kind), *(asked_field(kind.name, field) for field in kind.fields), *_life(kind))


def names(kind: Kind) -> list[str]:
    """Return the words, of one piece each, by which the things that may be asked of a kind are called."""
    own = [asked.name for asked in askable(kind)]
    beside = [word for name, word in _COLUMN_WORDS if name == kind.name]
    aliases = [alias for field in kind.fields for alias in field.aliases if alias.isalpha()]
    return list(dict.fromkeys((*own, *beside, *aliases)))


def _by_alias(kind: Kind, words: str) -> Asked | None:
    field = field_called(kind, words)
    return asked_field(kind.name, field) if field else None


@cache
def _by_words(kind_name: str) -> dict[str, Asked]:
    kind = KINDS[kind_name]
    found = {bare(field.name): asked_field(kind.name, field) for field in kind.fields}
    for asked in askable(kind):
        found.setdefault(bare(asked.name), asked)
    for asked in askable(kind):
        if asked.holds is Type.TEXTS:
            found.setdefault(bare(_singular(asked.name)), asked)
    for (name, word), meant in _COLUMN_WORDS.items():
        if name == kind_name:
            found.setdefault(bare(word), found[bare(meant)])
    return found


def _singular(name: str) -> str:
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def _figures(kind: Kind) -> Iterator[Asked]:
    for name, (label, holds, figure) in _FIGURES.get(kind.name, {}).items():
        yield Asked(kind.name, name, label, holds, figure=figure, ahead=name.startswith("next"))


def _life(kind: Kind) -> Iterator[Asked]:
    yield Asked(kind.name, "id", "Id", Type.TEXT, ("id",))
    yield Asked(kind.name, "age", "Age", Type.INSTANT, _AGE_FROM.get(kind.name, ("created_at",)))
    yield Asked(kind.name, "created_at", "Created", Type.INSTANT, ("created_at",))
    yield Asked(kind.name, "updated_at", "Updated", Type.INSTANT, ("updated_at",))
