"""How a record declares its fields: type, words, limits. Tables, forms, import and JSON follow from it."""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, dataclass
from enum import StrEnum
from typing import Any

TEXT_LIMIT = 10_000
LINES_LIMIT = 100_000
INTEGER_LIMIT = 2**53 - 1


EMAIL_WORDS = (
    *("e-mail", "mail", "email address", "e-mail address", "e-mail 1 value", "primary email", "work email"),
    *("business email", "email 1", "user principal name", "email work"),
)
PHONE_WORDS = (
    *("telephone", "phone number", "business phone", "work phone", "phone 1 value", "telephone number", "office phone"),
    *("primary phone", "phone 1", "mobile", "mobile phone", "cell phone", "cell", "phone work"),
)
"""What other programs call the address and the number by which a person is reached first."""


_AHEAD = frozenset({"due", "earliest_start", "available_from", "starts_on", "ends_on", "until"})


class Type(StrEnum):
    """What a field holds; `values.py` says how each is written as JSON and as text."""

    TEXT = "text"
    LINES = "lines"
    INTEGER = "integer"
    MONEY = "money"
    MINUTES = "minutes"
    DECIMAL = "decimal"
    DATE = "date"
    INSTANT = "instant"
    MONTH = "month"
    FLAG = "flag"
    CHOICE = "choice"
    REFERENCE = "reference"
    ANY_REFERENCE = "any reference"
    TEXTS = "texts"
    REFERENCES = "references"
    SHARES = "shares"


LINK_TYPES = frozenset({Type.REFERENCES, Type.SHARES})


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a kind.

    `group`: fields read and written together, so that nobody changes half of what another saw.
    `target`: the kind a reference points at; `owned`: deleting that record takes this one along.
    `settable`: may be set by form, `edit` and import; a state, for instance, moves by its own commands.
    `personal`: by its nature it says who a person is, how to reach them, or what is thought of them.
    """

    holds: Type
    name: str = ""
    label: str = ""
    required: bool = False
    unique: bool = False
    searched: bool = False
    settable: bool = True
    choices: type[StrEnum] | None = None
    items: type[StrEnum] | None = None  # of a list: what its texts may be
    target: str | None = None
    owned: bool = False
    group: str | None = None
    personal: bool = False
    minimum: int | None = None  # of a number
    maximum: int | None = None  # of a number, or of a text's length in characters
    aliases: tuple[str, ...] = ()

    @property
    def lies_ahead(self) -> bool:
        """Whether its day is one to come by nature, so that `fri` is the next Friday and not the last."""
        words = self.name.split("_")
        return self.name in _AHEAD or "due" in words or words[-1] == "by" or words[0] in ("planned", "next")


def declare(holds: Type, default: Any = None, **words: Any) -> Any:
    """Return a dataclass field that carries a `Field`; its default is "unknown" unless one is given."""
    metadata = {"field": Field(holds=holds, **words)}
    if isinstance(default, Callable):  # type: ignore[arg-type]
        return dataclasses.field(default_factory=default, metadata=metadata)
    if words.get("required") and default is None:
        default = MISSING
    return dataclasses.field(default=default, metadata=metadata)


def text(**words: Any) -> Any:
    """One line of text."""
    return declare(Type.TEXT, **words)


def lines(**words: Any) -> Any:
    """Text of many lines; a search looks through it."""
    return declare(Type.LINES, **{"searched": True, **words})


def integer(**words: Any) -> Any:
    """A whole number."""
    return declare(Type.INTEGER, **words)


def money(**words: Any) -> Any:
    """An amount in minor units of the organization's currency."""
    return declare(Type.MONEY, **words)


def minutes(**words: Any) -> Any:
    """A working time in whole minutes; people read and type hours."""
    return declare(Type.MINUTES, minimum=0, **words)


def decimal(**words: Any) -> Any:
    """An exact decimal number."""
    return declare(Type.DECIMAL, **words)


def date(**words: Any) -> Any:
    """A plain date in the organization's time zone."""
    return declare(Type.DATE, **words)


def instant(**words: Any) -> Any:
    """A moment in UTC."""
    return declare(Type.INSTANT, **words)


def month(**words: Any) -> Any:
    """A month as `YYYY-MM`."""
    return declare(Type.MONTH, **words)


def flag(**words: Any) -> Any:
    """Yes or no."""
    return declare(Type.FLAG, words.pop("default", False), **words)


def choice(choices: type[StrEnum], **words: Any) -> Any:
    """One of a few words."""
    return declare(Type.CHOICE, choices=choices, **words)


def reference(target: str, **words: Any) -> Any:
    """The identifier of a record of kind `target`."""
    return declare(Type.REFERENCE, target=target, **words)


def texts(**words: Any) -> Any:
    """A list of short texts."""
    return declare(Type.TEXTS, words.pop("default", ()), **words)


def references(target: str, **words: Any) -> Any:
    """A list of identifiers of records of kind `target`."""
    return declare(Type.REFERENCES, (), target=target, **words)


def shares(target: str, **words: Any) -> Any:
    """Parts of a whole by record of kind `target`: pairs of identifier and decimal."""
    return declare(Type.SHARES, (), target=target, **words)


def fields_of(record_type: Any) -> tuple[Field, ...]:
    """Return the declared fields of a record class, its own first and the shared `notes` last."""
    declared = [
        dataclasses.replace(
            found.metadata["field"],
            name=found.name,
            label=found.metadata["field"].label or found.name.replace("_", " ").capitalize(),
        )
        for found in dataclasses.fields(record_type)
        if "field" in found.metadata
    ]
    return tuple(sorted(declared, key=lambda field: field.name == "notes"))
