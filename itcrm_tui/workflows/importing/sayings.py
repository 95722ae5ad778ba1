"""What the rows of a file say about each field: a column's text, or what is given for rows that leave it blank."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.parsing import items
from itcrm_tui.workflows.importing.columns import Column
from itcrm_tui.workflows.importing.drafts import Draft
from itcrm_tui.workflows.importing.reading import Own

_NAMES = frozenset({Type.REFERENCE, Type.ANY_REFERENCE, Type.REFERENCES, Type.SHARES})


@dataclass(frozen=True)
class Saying:
    """Where the texts of a field come from."""

    field: Field
    column: Column | None
    given: str | None

    @property
    def names_records(self) -> bool:
        """Whether the texts name records."""
        return self.field.holds in _NAMES

    def said(self, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, str]]:
        """Yield the drafts whose rows say something, with what they say; no row may have a fault."""
        for draft, text in zip(drafts, self._texts(drafts), strict=True):
            if text is not None:
                yield draft, text

    def text(self, draft: Draft) -> str | None:
        """Return what one row says."""
        return self._texts([draft])[0]

    def _texts(self, drafts: Sequence[Draft]) -> list[str | None]:
        given = self.given
        if self.column is None:
            return [given] * len(drafts)
        texts = self.column.texts([draft.row for draft in drafts])
        return [text if text and not text.isspace() else given for text in texts]


def sayings_of(kind: Kind, columns: Iterable[Column], given: Mapping[str, str]) -> dict[str, Saying]:
    """Return by field name what the rows say about it; what is given first, then the columns in their order."""
    by_name = {column.field.name: column for column in columns if column.field}
    return {
        name: Saying(kind.by_name[name], by_name.get(name), given.get(name))
        for name in dict.fromkeys([*given, *by_name])
    }


def names_in(field_: Field, text: str) -> Iterator[str]:
    """Yield the words in a text that name records, as the field has one, a list, or shares."""
    if isinstance(text, Own):
        yield from _ids_in(text.value)
    elif field_.holds is Type.REFERENCES:
        yield from items(text)
    elif field_.holds is Type.SHARES:
        yield from (part.rpartition(":")[0].strip() for part in items(text))
    else:
        yield text


def _ids_in(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list() | dict():
            yield from map(str, value)
