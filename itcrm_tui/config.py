"""Taste of one person on one machine, in a TOML file. Nothing here changes what is stored or calculated."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

VERSION = 1
DATE_ORDERS = ("iso", "dmy", "mdy")
DECIMAL_MARKS = (".", ",")
START_PLACES = ("last", "today", "clients", "services", "commitments", "feedback")
ANIMATIONS = ("auto", "full", "none")
_KINDS = {str: "text in quotes", bool: "true or false", dict: "a table"}


class ConfigError(Exception):
    """The file cannot be used; the message is a sentence that names the file and the way out."""


def setting(default: Any, about: str, choices: tuple[str, ...] = (), variable: str = "") -> Any:
    """Declare a setting: its default, what it is for, the words it may be, the environment variable that goes first."""
    return dataclasses.field(default=default, metadata={"about": about, "choices": choices, "variable": variable})


def table(about: str) -> Any:
    """Declare a setting that is a table of its own."""
    return dataclasses.field(default_factory=dict, metadata={"about": about, "choices": (), "variable": ""})


@dataclass(frozen=True, kw_only=True)
class Config:
    """What may be set."""

    database: str = setting(
        "",
        "The database to open, as a URL without a password; offline: the working copy; empty: the file of this person.",
        variable="ITCRM_DB",
    )
    theme: str = setting(
        "", "The colours of the app, by the name of a theme; empty: itcrm-dark. The palette's theme chooses one."
    )
    start_place: str = setting("last", "Where the app begins; last: where it was left, at first Today.", START_PLACES)
    remember: bool = setting(
        True, "Whether place, filters, sorting and columns are kept for the next start, in the state folder."
    )
    sync_by_itself: bool = setting(
        False, "Whether a working copy syncs by itself while the app is open, as soon as the shared database answers."
    )
    animation: str = setting("auto", "Whether anything moves smoothly; auto: not over SSH.", ANIMATIONS)
    dates: str = setting("iso", "How typed dates like 12/05/2026 are read: iso refuses them.", DATE_ORDERS)
    decimal_mark: str = setting(".", "What stands before the decimals in typed numbers.", DECIMAL_MARKS)
    keys: dict[str, Any] = table(
        'Other keys: the id of an action = a key, a list of keys, or "none". `itcrm keys --json` has the ids.'
    )


SETTINGS = {field.name: field for field in dataclasses.fields(Config)}
_DEFAULTS = Config()


def default_of(name: str) -> Any:
    """Return what holds for a setting when nobody says anything."""
    return getattr(_DEFAULTS, name)


def load(path: Path) -> Config:
    """Return what a file says; the defaults when there is none. Raises ConfigError with the first thing wrong."""
    found = _read(path)
    for problem in _problems(found):
        _refuse(path, problem)
    return Config(**{name: value for name, value in found.items() if name != "version"})


def problems(path: Path) -> list[str]:
    """Return everything that is wrong with a file, a sentence each; nothing when all is well or there is none."""
    try:
        return [f"{path.name}: {said}." for said in _problems(_read(path))]
    except ConfigError as error:
        return [str(error)]


def sound(path: Path) -> Config:
    """Return what a file says as far as it can be used, with defaults for the rest; for looking at what is wrong."""
    try:
        found = _read(path)
    except ConfigError:
        return Config()
    right = {name: value for name, value in found.items() if name != "version" and not list(_wrong(name, value))}
    return Config(**right)


def sources(path: Path, environment: Mapping[str, str]) -> dict[str, str]:
    """Return where the value of each setting comes from: a variable, the file, or the default. Raises ConfigError."""
    found = _read(path)
    said: dict[str, str] = {}
    for name, field in SETTINGS.items():
        variable = field.metadata["variable"]
        known = "file" if name in found else "default"
        said[name] = f"variable {variable}" if variable and environment.get(variable) else known
    return said


def put(path: Path, name: str, value: Any) -> None:
    """Write one setting into the file, and leave everything else in it as it stands; a default is taken out.

    Raises ConfigError where the file cannot be changed so, OSError where it cannot be written.
    """
    from itcrm_tui.config_file import NotTomlError, replaced
    from itcrm_tui.whole_file import put_whole

    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else f"version = {VERSION}\n"
        changed = replaced(text, name, None if value == default_of(name) else value)
    except (NotTomlError, UnicodeDecodeError):
        _refuse(path, f"{name} cannot be changed in it; write it there by hand")
    put_whole(path, changed.encode("utf-8"))


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        _refuse(path, f"it cannot be read: {error.strerror}")
    import tomllib

    try:
        return tomllib.loads(text.decode("utf-8-sig"))  # some editors begin a file with a mark
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is a plain ValueError
        _refuse(path, f"it is not TOML: {error}")


def _problems(found: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the settings of a file, without a full stop."""
    if found.get("version", VERSION) != VERSION:
        yield f"it was written for another version of itcrm; this one knows version {VERSION}"
        return
    for name, value in found.items():
        if name != "version":
            yield from _wrong(name, value)


def _wrong(name: str, value: object) -> Iterator[str]:
    if name not in SETTINGS:
        yield f"there is no setting “{name}”; {_meant(name)}"
        return
    choices, kind = SETTINGS[name].metadata["choices"], type(default_of(name))
    if not isinstance(value, kind):
        yield f"{name} has to be {_KINDS[kind]}"
    elif choices and value not in choices:
        yield f"{name} has to be {' or '.join(choices)}"
    elif name == "database" and has_password(str(value)):
        yield "database must not hold a password; put it into PGPASSWORD or ~/.pgpass"


def _meant(name: str) -> str:
    import difflib

    like = difflib.get_close_matches(name, SETTINGS, n=1)
    return f"did you mean {like[0]}" if like else f"there are {', '.join(SETTINGS)}"


def has_password(url: str) -> bool:
    from urllib.parse import urlsplit

    try:
        return urlsplit(url).password is not None or "password=" in url
    except ValueError:
        return False


def _refuse(path: Path, reason: str) -> NoReturn:
    raise ConfigError(f"The configuration {path} cannot be used: {reason}.")
