"""What the app remembers of its use on this machine, apart from configuration: a JSON file in the state folder.

Each database has its own: a filter of one says nothing in another. A database is known by a digest of its URL, so
the file names none; without a URL it is about the program itself. What is noted is written by `write`; a broken file
is passed over, and replaced at the next write.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

VERSION = 1
FILE = "remembered.json"
MOST_DATABASES = 20
MOST_BYTES = 1 << 20
_WHOLE = "app"
"""The place under which stands what belongs to no single place."""


class Remembered:
    """What was noted in earlier runs, and in this one."""

    def __init__(self, file: Path | None, database: str = "") -> None:
        self._file, self._database = file, _digest(database)
        self._noted: dict[tuple[str, str], Any] = {}
        found = _read(file).get("databases", {}).get(self._database) if file else None
        self._found: dict[str, Any] = found if isinstance(found, dict) else {}

    @classmethod
    def of(cls, folder: Path, database: str = "") -> "Remembered":
        """Return what the state folder remembers of a database, by its URL; nothing where the file is broken."""
        return cls(folder / FILE, database)

    @classmethod
    def nothing(cls) -> "Remembered":
        """Return a memory that ends with the app: for data that must leave no trace, and for tests."""
        return cls(None)

    @property
    def lasts(self) -> bool:
        """Whether what is noted outlives the app."""
        return self._file is not None

    def place(self, name: str = _WHOLE) -> "Noted":
        """Return what is remembered of a place, such as "clients"; without a name, of the app as a whole."""
        return Noted(self, name)

    def get(self, place: str, name: str, default: Any = None) -> Any:
        """Return what was noted last, as JSON has it; the default where nothing was, or something of another type."""
        found = self._found.get(place)
        earlier = found.get(name) if isinstance(found, dict) else None
        value = self._noted.get((place, name), earlier)
        return default if value is None or (default is not None and type(value) is not type(default)) else value

    def set(self, place: str, name: str, value: Any) -> None:
        """Note a value that JSON can hold; None forgets it."""
        self._noted[place, name] = value

    def forget(self) -> None:
        """Write nothing from now on, and take away what the file held of this database."""
        if self._file is not None and self._found:
            self._noted = {(place, name): None for place, names in self._found.items() for name in names}
            self.write()
        self._file = None

    def write(self) -> None:
        """Write what was noted, over what others have written meanwhile; a failure is noted in the log and is no more.

        The file is for its owner alone and whole at any moment.
        """
        if self._file is None or not self._noted:
            return
        import json

        whole = _read(self._file)
        databases: dict[str, Any] = whole.get("databases", {})
        mine = _merged(databases.pop(self._database, {}), self._noted)
        own = {name: one for name, one in databases.items() if name == _digest("")}
        kept = [*own.items(), *list(databases.items())[-MOST_DATABASES + 1 :]]
        whole = {"version": VERSION, "databases": dict(kept) | ({self._database: mine} if mine else {})}
        with _failures_noted("remembering failed"):
            _put(self._file, json.dumps(whole, ensure_ascii=False, indent=1))
        self._found, self._noted = mine, {}


class Noted(NamedTuple):
    """What is remembered of one place."""

    memory: Remembered
    name: str

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value; the default where none was noted, or one of another type than the default."""
        return self.memory.get(self.name, name, default)

    def set(self, name: str, value: Any) -> None:
        """Note a value that JSON can hold; None forgets it."""
        self.memory.set(self.name, name, value)


def forget_where(folder: Path, named: Callable[[str], bool]) -> bool:
    """Take away what the state folder remembers of any database in texts of which `named` is true; return if any was.

    Of a list only the entries that hold such a text go.
    """
    import json

    whole = _read(folder / FILE)
    databases = whole.get("databases", {})
    kept = {name: _without(one, named) for name, one in databases.items()}
    if kept == databases:
        return False
    with _failures_noted("forgetting failed"):
        _put(folder / FILE, json.dumps({**whole, "databases": kept}, ensure_ascii=False, indent=1))
    return True


def _without(found: Any, named: Callable[[str], bool]) -> Any:
    """Return what was found without the entries that hold such a text; a record's entry goes as a whole."""
    if isinstance(found, list):
        return [one for one in found if not _says(one, named)]
    if isinstance(found, dict):
        kept = {
            name: one for name, one in found.items() if not named(name) and not (_is_leaf(one) and _says(one, named))
        }
        return {name: _without(one, named) for name, one in kept.items()}
    return found


def _is_leaf(found: Any) -> bool:
    return not isinstance(found, list | dict)


def _says(found: Any, named: Callable[[str], bool]) -> bool:
    if isinstance(found, list | dict):
        parts = [*found, *found.values()] if isinstance(found, dict) else found
        return any(_says(one, named) for one in parts)
    return isinstance(found, str) and named(found)


def _digest(database: str) -> str:
    """Return a short word for a URL; to tell a few databases apart, and loaded before the first frame."""
    encoded = database.encode("utf-8", "surrogateescape")
    return f"{crc32(encoded):08x}{crc32(encoded[::-1]):08x}"


def _read(file: Path) -> dict[str, Any]:
    """Return what a file holds, checked as far as its databases; nothing when there is none, or none to be used."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise ValueError
        import json

        found = json.loads(file.read_bytes())
        if found["version"] != VERSION or not isinstance(found["databases"], dict):
            raise ValueError
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        from itcrm_tui.log import failed

        failed("remembered file passed over", error)
        return {}
    return dict(found)


def _merged(found: Any, noted: dict[tuple[str, str], Any]) -> dict[str, dict[str, Any]]:
    places = found.items() if isinstance(found, dict) else ()
    merged = {place: dict(names) for place, names in places if isinstance(names, dict)}
    for (place, name), value in noted.items():
        merged.setdefault(place, {})[name] = value
    kept = {place: {name: one for name, one in names.items() if one is not None} for place, names in merged.items()}
    return {place: names for place, names in kept.items() if names}


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{FILE}.{os.getpid()}")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as opened:
            opened.write(text)
        fresh.replace(file)
    finally:
        with suppress(OSError):
            fresh.unlink()


@contextmanager
def _failures_noted(event: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, TypeError, RecursionError) as error:  # what JSON cannot hold is as bad as a full disk
        from itcrm_tui.log import failed

        failed(event, error)
