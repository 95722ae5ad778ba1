"""Kinds, records and fields as they are named among the arguments."""

from collections.abc import Sequence
from difflib import get_close_matches

from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.domain.field_words import field_called, typed_name
from itcrm_tui.domain.fields import Field
from itcrm_tui.domain.kinds import Kind


def field_named(kind: Kind, words: str) -> Field:
    """Return the field that the words call; raises UsageError with those that may be meant."""
    field = field_called(kind, words)
    if field is None:
        raise UsageError(f"{kind.one} has no field “{words}”. {_meant(kind, words)}")
    return field


def _meant(kind: Kind, words: str) -> str:
    """Return a sentence with the names that look like the words, or with all there are."""
    names = [typed_name(field) for field in kind.fields]
    if close := get_close_matches(words.lower(), names, n=1):
        return f"Did you mean {close[0]}? `itcrm add {kind.name} --help` lists them all."
    return f"There are: {', '.join(names)}."


def texts_by_field(kind: Kind, pairs: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return what `field=value` arguments say, by field name, and a sentence for each that says nothing."""
    texts: dict[str, str] = {}
    wrong: list[str] = []
    for pair in pairs:
        words, equals, text = pair.partition("=")
        try:
            name = field_named(kind, words).name if equals else ""
        except UsageError as error:
            wrong.append(str(error))
            continue
        if not name:
            wrong.append(f"“{pair}” is not field=value; put quotes around a value with blanks.")
        elif name in texts:
            wrong.append(f"{name} is given twice.")
        else:
            texts[name] = text
    return texts, wrong


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
