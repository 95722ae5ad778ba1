"""The filters that a person has saved under names, kind by kind: a TOML file beside the configuration."""

from pathlib import Path
from typing import Any, NoReturn

from itcrm_tui import paths
from itcrm_tui.config import ConfigError
from itcrm_tui.text import safe

VERSION = 1
FILE = "filters.toml"
LONGEST_NAME = 60

Saved = dict[str, str]
"""Texts of filters by their names."""


def filters_file() -> Path:
    """Where they are kept."""
    return paths.config_file().with_name(FILE)


def saved(kind: str) -> Saved:
    """Return what is saved for a kind, in order of name. Raises ConfigError where the file cannot be used."""
    return dict(sorted(_read(filters_file()).get(kind, {}).items()))


def save(kind: str, name: str, text: str) -> None:
    """Keep a filter under a name; another one of that name makes room. Raises ConfigError."""
    words = " ".join(name.split())
    if len(words) > LONGEST_NAME or not _is_name(words):
        raise ConfigError(f"A filter's name is 1 to {LONGEST_NAME} letters in one line, without quotes.")
    _change(kind, lambda names: names | {words: text})


def forget(kind: str, name: str) -> None:
    """Keep a filter no longer. Raises ConfigError."""
    _change(kind, lambda names: {one: text for one, text in names.items() if one != name})


def _change(kind: str, change: Any) -> None:
    import tomli_w

    from itcrm_tui.whole_file import put_whole

    file = filters_file()
    found = _read(file)
    names = change(found.get(kind, {}))
    kinds = {one: names_of for one, names_of in {**found, kind: names}.items() if names_of}
    try:
        put_whole(file, tomli_w.dumps({"version": VERSION, **kinds}).encode("utf-8"))
    except OSError as error:
        _refuse(file, f"it cannot be written: {error.strerror}")


def _read(file: Path) -> dict[str, Saved]:
    import tomllib

    try:
        found = tomllib.loads(file.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        _refuse(file, f"it cannot be read: {error.strerror}")
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        _refuse(file, f"it is not TOML: {error}")
    if found.pop("version", VERSION) != VERSION:
        _refuse(file, f"it was written for another version of itcrm; this one knows version {VERSION}")
    for kind, names in found.items():
        if not isinstance(names, dict) or not all(isinstance(text, str) for text in names.values()):
            _refuse(file, f"[{kind}] has to hold names, each with a filter in quotes")
        for odd in (name for name in names if not _is_name(name)):
            _refuse(file, f"[{kind}] has the name “{safe(odd)}”; a name is letters in one line, without quotes")
    return found


def _is_name(name: str) -> bool:
    """Whether `@` can express it."""
    return bool(name) and name == " ".join(name.split()) and name.isprintable() and '"' not in name


def _refuse(file: Path, reason: str) -> NoReturn:
    raise ConfigError(f"The saved filters {file} cannot be used: {reason}.")
