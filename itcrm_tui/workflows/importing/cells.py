"""Texts of rows as values of fields; what has no place in the model is kept in the notes and remarked on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from itcrm_tui.domain.fields import LINES_LIMIT, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import Notation, ParseError, TwoReadingsError
from itcrm_tui.domain.parsing import items, parse
from itcrm_tui.domain.parsing_dates import instant
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.importing.drafts import Draft
from itcrm_tui.workflows.importing.reading import Exact, Own
from itcrm_tui.workflows.importing.remarks import Remarks
from itcrm_tui.workflows.importing.synonyms import meaning
from itcrm_tui.workflows.references import References

_NAMES = frozenset({Type.REFERENCE, Type.ANY_REFERENCE, Type.REFERENCES, Type.SHARES})
_REPEATED = frozenset(
    {Type.CHOICE, Type.FLAG, Type.INTEGER, Type.MONEY, Type.MINUTES, Type.DECIMAL, Type.DATE, Type.MONTH}
)
_SHORT = 40
_KNOWN_LIMIT = 50_000
_UNKNOWN = "none that we know, kept in the notes"
_SEVERAL = "the name of several, kept in the notes"
_WAYS_OUT = dict.fromkeys((Type.DATE, Type.INSTANT), " --dates dmy or mdy tells which.")
_PLACED_OR_KEPT = frozenset({Type.CHOICE, Type.REFERENCE, Type.REFERENCES})


@dataclass
class Cells:
    """Reads the texts of one kind's rows.

    `lenient`: by field name, the headers of columns that were only guessed: a word or a name in them that is none of
    ours goes to the notes. `remarks` counts what was done so.
    """

    kind: Kind
    notation: Notation
    references: References
    lenient: Mapping[str, str]
    given: Mapping[str, str]
    remarks: Remarks = field(default_factory=Remarks)
    _known: dict[tuple[str, str, type], Json] = field(default_factory=dict)

    @cached_property
    def _exactly(self) -> Notation:
        return replace(self.notation, decimal_mark=".")

    def look_up(self, drafts: Iterable[Draft]) -> None:
        """Read from the database the records that the texts name."""
        named = [field for field in self.kind.fields if field.holds in _NAMES]
        words: dict[str, set[str]] = {}
        for draft in drafts:
            for field_ in named:
                if text := draft.texts.get(field_.name):
                    words.setdefault(_target(field_, draft), set()).update(names_in(field_, text))
        for target, found in words.items():
            if target in KINDS:
                self.references.look_up(KINDS[target], found)

    def read(self, draft: Draft, later: frozenset[str]) -> None:
        """Read all texts of a row but those that name records of the kinds that come `later`."""
        for name, text in draft.texts.items():
            field_ = self.kind.by_name[name]
            if field_.holds in _NAMES and _target(field_, draft) in later:
                draft.later[name] = text
            else:
                self._read(field_, text, draft)

    def read_later(self, draft: Draft) -> None:
        """Read the texts that were left; what the file brings has been added to the references."""
        for name, text in draft.later.items():
            self._read(self.kind.by_name[name], text, draft)

    def _read(self, field_: Field, text: str, draft: Draft) -> None:
        if len(text) > LINES_LIMIT:
            return
        try:
            draft.values[field_.name] = self._value(field_, text, draft)
        except TwoReadingsError as error:
            if field_.holds is Type.REFERENCES and field_.name in self.lenient and not field_.required:
                self._keep_some(field_, text, draft, self.lenient[field_.name])
                return
            draft.refuse(field_.name, f"{error}{_WAYS_OUT.get(field_.holds, '')}")
        except ParseError as error:
            self._place(field_, text, draft, error)

    def _value(self, field_: Field, text: str, draft: Draft) -> Json:
        resolve = self._resolver(field_, draft)
        if isinstance(text, Own):
            for words in names_in(field_, text) if field_.holds in _NAMES else ():
                resolve("", words)
            return text.value
        how = self._exactly if isinstance(text, Exact) else self.notation
        if field_.holds not in _REPEATED or len(text) > _SHORT:
            return parse(field_, text, how, resolve)
        return self._parsed_once(field_, text, how)

    def _parsed_once(self, field_: Field, text: str, how: Notation) -> Json:
        """Return what a text says that is likely to come again."""
        place = (field_.name, text, type(text))
        if place not in self._known:
            if len(self._known) >= _KNOWN_LIMIT:
                self._known.clear()
            self._known[place] = parse(field_, text, how)
        return self._known[place]

    def _place(self, field_: Field, text: str, draft: Draft, error: ParseError) -> None:
        """Find a place for a text that is no value of its field, or refuse the row."""
        header = self.lenient.get(field_.name)
        ours = meaning(self.kind.name, field_.name, text)
        if ours and not isinstance(text, Own):
            draft.values[field_.name] = ours
            self.remarks.note(header or field_.label, f"taken as {ours}", text)
        elif field_.holds is Type.DATE and (day := self._day_of_moment(text)):
            draft.values[field_.name] = day
            self.remarks.note(header or field_.label, "the time of day is left out")
        elif header is None or field_.holds not in _PLACED_OR_KEPT or not self._keep(field_, text, draft, header):
            draft.refuse(field_.name, self._way_out(field_, str(error), header))

    def _keep(self, field_: Field, text: str, draft: Draft, header: str) -> bool:
        """Keep a text in the notes, unless the record needs the field; what can be read of a list is read."""
        given = self.given.get(field_.name)
        if field_.required and given is None:
            return False
        if field_.holds is Type.REFERENCES:
            return self._keep_some(field_, text, draft, header)
        draft.kept.append((header, text))
        self.remarks.note(header, _UNKNOWN, text)
        if given is not None and given is not text:
            self._read(field_, given, draft)
        return True

    def _keep_some(self, field_: Field, text: str, draft: Draft, header: str) -> bool:
        resolve, found, rest = self._resolver(field_, draft), [], []
        for words in items(text):
            try:
                found.append(resolve(field_.target or "", words))
            except ParseError as error:
                rest.append(words)
                several = isinstance(error, TwoReadingsError)
                self.remarks.note(header, _SEVERAL if several else _UNKNOWN, words)
        draft.values[field_.name] = list(dict.fromkeys(found)) or None
        draft.kept.append((header, "; ".join(rest)))
        return True

    def _day_of_moment(self, text: str) -> str | None:
        try:
            moment = instant(text, self.notation)
        except ParseError:
            return None
        return moment.astimezone(self.notation.time_zone).date().isoformat()

    def _way_out(self, field_: Field, reason: str, header: str | None) -> str:
        if header and field_.holds is Type.CHOICE:
            return f"{reason} --set {field_.name}=... gives such rows one."
        if header and field_.target and named_by_name_alone(KINDS[field_.target]):
            return f"{reason} --add-missing adds what rows name."
        return reason

    def _resolver(self, field_: Field, draft: Draft) -> Callable[[str, str], RecordId]:
        def resolve(_kind: str, words: str) -> RecordId:
            target = _target(field_, draft)
            if target not in KINDS:
                raise ParseError(f"There is no kind “{target[:40]}”.")
            return self.references.resolve(KINDS[target], words)

        return resolve


def named_by_name_alone(kind: Kind) -> bool:
    """Whether a name is enough to make a record of the kind."""
    return kind.name_field is not None and {field.name for field in kind.fields if field.required} == {"name"}


def _target(field_: Field, draft: Draft) -> str:
    return field_.target or draft.texts.get("record_kind", "").strip()


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
