"""Taste of one person on one machine, in a TOML file. Nothing here changes what is stored or calculated."""

import dataclasses
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

VERSION = 1
DATE_ORDERS = ("iso", "dmy", "mdy")
DECIMAL_MARKS = (".", ",")


class ConfigError(Exception):
    """The file cannot be used; the message is a sentence that names the file and the way out."""


def setting(default: Any, about: str, choices: tuple[str, ...] = ()) -> Any:
    """Declare a setting with its default, what it is for, and the words it may be."""
    return dataclasses.field(default=default, metadata={"about": about, "choices": choices})


@dataclass(frozen=True, kw_only=True)
class Config:
    """What may be set."""

    database: str = setting("", "The database to open, as a URL without a password; empty: the file of this person.")
    theme: str = setting("", "The look of the app, by the name of a theme; empty: the app's own.")
    dates: str = setting("iso", "How typed dates like 12/05/2026 are read: iso refuses them.", DATE_ORDERS)
    decimal_mark: str = setting(".", "What stands before the decimals in typed numbers.", DECIMAL_MARKS)


SETTINGS = {field.name: field for field in dataclasses.fields(Config)}


def load(path: Path) -> Config:
    """Return what a file says; the defaults when there is none. Raises ConfigError with the first thing wrong."""
    found = _read(path)
    for problem in _problems(found):
        _refuse(path, problem)
    found.pop("version", None)
    return Config(**found)


def problems(path: Path) -> list[str]:
    """Return everything that is wrong with a file, a sentence each; nothing when all is well or there is none."""
    try:
        return [f"{path.name}: {said}." for said in _problems(_read(path))]
    except ConfigError as error:
        return [str(error)]


def _read(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        _refuse(path, f"it cannot be read: {error.strerror}")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        _refuse(path, f"it is not TOML: {error}")


def _problems(found: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the settings of a file, without a full stop."""
    if found.get("version", VERSION) != VERSION:
        yield f"it was written for another version of itcrm; this one knows version {VERSION}"
        return
    for name, value in found.items():
        if name != "version" and (problem := _problem(name, value)):
            yield problem


def save(path: Path, config: Config) -> None:
    """Write what differs from the defaults, all at once or not at all. Raises OSError."""
    import tempfile

    import tomli_w

    changed = {name: getattr(config, name) for name in SETTINGS if getattr(config, name) != SETTINGS[name].default}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        tomli_w.dump({"version": VERSION, **changed}, file)
    Path(name).replace(path)


def _problem(name: str, value: object) -> str | None:
    if name not in SETTINGS:
        import difflib

        like = difflib.get_close_matches(name, SETTINGS, n=1)
        meant = f"did you mean {like[0]}" if like else f"there are {', '.join(SETTINGS)}"
        return f"there is no setting “{name}”; {meant}"
    choices = SETTINGS[name].metadata["choices"]
    if not isinstance(value, str):
        return f"{name} has to be text in quotes"
    if choices and value not in choices:
        return f"{name} has to be {' or '.join(choices)}"
    if name == "database" and _has_password(value):
        return "database must not hold a password; put it into PGPASSWORD or ~/.pgpass"
    return None


def _has_password(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).password is not None or "password=" in url
    except ValueError:
        return False


def _refuse(path: Path, reason: str) -> NoReturn:
    raise ConfigError(f"The configuration {path} cannot be used: {reason}.")
