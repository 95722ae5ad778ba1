"""What can go wrong with a store, each in one sentence that says the way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from itcrm_tui.ids import RecordId

if TYPE_CHECKING:
    from itcrm_tui.domain.kinds import Kind


_NOTHING_SAVED = " Nothing was saved."
NOT_YOURS = f"Your role on the shared database may not do that.{_NOTHING_SAVED}"


class StoreError(Exception):
    """The database could not do what was asked; the message is meant for people."""


def to_a_reader(error: StoreError) -> StoreError:
    """Return an error in the words for somebody who did not want to save anything."""
    return type(error)(str(error).replace(_NOTHING_SAVED, ""))


class UrlError(StoreError):
    """The database URL is malformed or names an engine that does not exist here."""


class OpenError(StoreError):
    """There is no usable database at the URL: no server, wrong password, another program's file, corrupt."""


class LostError(OpenError):
    """The connection to the shared database broke, or cannot be made."""


class SchemaError(StoreError):
    """The database is older or newer than the program, or not set up yet."""


class ReadOnlyError(StoreError):
    """The database can be read but not written: a read-only file or folder, or a role without the right."""


class BusyError(StoreError):
    """Somebody else is writing and did not finish in time."""


class MistypedError(StoreError):
    """What was typed makes no sense as it stands, or may mean several things; the message says what would."""


class RefusedError(StoreError):
    """The change breaks a rule that the data has to keep; nothing was written."""


class DeletedError(RefusedError):
    """A record would point at one that was deleted: `key` is its kind and id, `called` what it is called."""

    def __init__(self, key: tuple[str, RecordId], called: str) -> None:
        super().__init__(f"The {called} was deleted.")
        self.key, self.called = key, called


@dataclass(frozen=True)
class Clash:
    """One place where the row no longer holds what the writer saw. Values are in JSON form.

    `at`: when that was, by the clock that it is told in.
    """

    kind: str
    record_id: RecordId
    title: str
    field: str | None
    seen: Any
    mine: Any
    theirs: Any
    by: str | None = None
    at: datetime | None = None

    def __str__(self) -> str:
        who = f" by {self.by}" if self.by else ""
        when = f" at {self.at:%Y-%m-%d %H:%M}" if self.at else ""
        if self.field is None:
            return f"{self.title} was {self.theirs}{who}{when}"
        label = _kind(self.kind).by_name[self.field].label.lower()
        return f"{self.title}: {label} was changed to “{shown(self.theirs)}”{who}{when}"


class ConflictError(StoreError):
    """Rows have moved since the writer saw them; nothing was written."""

    def __init__(self, clashes: list[Clash]) -> None:
        self.clashes = clashes
        more = f" (and {len(clashes) - 1} more)" if len(clashes) > 1 else ""
        super().__init__(f"{clashes[0]}{more}.{_NOTHING_SAVED}")


def shown(value: Any) -> str:
    """Return a JSON value as a person reads it in a sentence, at most 60 characters."""
    match value:
        case None:
            text = "nothing"
        case list():
            text = "; ".join(map(str, value))
        case _:
            text = str(value)
    return shortened(text, 60)


def shortened(text: str, length: int) -> str:
    """Return a text of at most `length` characters; what was left out is marked."""
    return text if len(text) <= length else text[: length - 3] + "..."


def named(kind: str, state: Mapping[str, Any]) -> str:
    """Return what to call a record in a sentence; a restricted one is named by its kind alone."""
    described = _kind(kind)
    name = state.get(described.name_field.name) if described.name_field and not described.restricted else None
    return f"{described.label} {shown(name)}" if name else described.label


def _kind(name: str) -> "Kind":
    """The kinds are loaded only for a sentence that names one: the start of the app knows the errors too."""
    from itcrm_tui.domain.kinds import KINDS

    return KINDS[name]
