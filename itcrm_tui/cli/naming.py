"""Kinds, records and fields as they are named among the arguments."""

from collections.abc import Sequence

from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.domain.field_words import field_called
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import Kind


def field_named(kind: Kind, words: str) -> Field:
    """Return the field that the words call; raises UsageError with those there are."""
    field = field_called(kind, words)
    if field is None:
        names = ", ".join(known.name for known in kind.fields)
        raise UsageError(f"{kind.one} has no field “{words}”. There are: {names}.")
    return field


def texts_by_field(kind: Kind, pairs: Sequence[str]) -> dict[str, str]:
    """Return what `field=value` arguments say, by field name; raises UsageError."""
    texts: dict[str, str] = {}
    for pair in pairs:
        words, equals, text = pair.partition("=")
        if not equals:
            raise UsageError(f"“{pair}” is not field=value; put quotes around a value with blanks.")
        name = field_named(kind, words).name
        if name in texts:
            raise UsageError(f"{name} is given twice.")
        texts[name] = text
    return texts


def name_and_pairs(kind: Kind, words: Sequence[str]) -> tuple[str, list[str]]:
    """Return the record's name, which may be several words, and the `field=value` arguments after it."""
    pairs = (at for at, word in enumerate(words) if "=" in word and (at or _is_pair(kind, word)))
    first = next(pairs, len(words))
    return " ".join(words[:first]), list(words[first:])


def record_name(kind: Kind, words: Sequence[str]) -> str:
    """Return the record's name; only the settings need none. Raises UsageError."""
    if not words and kind.name != "settings":
        raise UsageError(f"Which {kind.label}? Name it by id, code, or the beginning of its name.")
    return " ".join(words)


def _is_pair(kind: Kind, word: str) -> bool:
    return field_called(kind, word.partition("=")[0]) is not None
