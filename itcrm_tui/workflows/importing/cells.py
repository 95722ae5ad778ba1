"""Texts of rows as values of fields; what has no place in the model is kept in the notes and remarked on."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from itcrm_tui.domain.checking import what_is_wrong
from itcrm_tui.domain.fields import LINES_LIMIT, Field, Type
from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import Notation, ParseError, TwoReadingsError
from itcrm_tui.domain.parsing import items, line, lines, parse
from itcrm_tui.domain.parsing_dates import instant
from itcrm_tui.domain.values import Json
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.importing.drafts import Draft, sound
from itcrm_tui.workflows.importing.identity import named_by_name_alone
from itcrm_tui.workflows.importing.reading import Exact, Own
from itcrm_tui.workflows.importing.remarks import Remarks
from itcrm_tui.workflows.importing.sayings import Saying, names_in
from itcrm_tui.workflows.importing.synonyms import meaning
from itcrm_tui.workflows.references import References

_WORDS = {Type.TEXT: line, Type.LINES: lines}
_SHORT = 40
_KNOWN_LIMIT = 50_000
_UNREAD = object()
_UNKNOWN = "none that we know, kept in the notes"
_SEVERAL = "the name of several, kept in the notes"
_WAYS_OUT = dict.fromkeys((Type.DATE, Type.INSTANT), " --dates dmy or mdy tells which.")
_PLACED_OR_KEPT = frozenset({Type.CHOICE, Type.REFERENCE, Type.REFERENCES})

Known = dict[type[str], dict[str, Any]]
"""What texts of one field say; a text that a program wrote exactly may say something else than one of a person."""


@dataclass
class Cells:
    """Reads the texts of one kind's rows, a column at a time; a text that comes again is read once.

    `lenient`: by field name, the headers of columns that were only guessed: a word or a name in them that is none of
    ours goes to the notes. `remarks` counts what was done so. `later`: kinds of which the file itself has records
    that cannot be named yet.
    """

    kind: Kind
    notation: Notation
    references: References
    lenient: Mapping[str, str]
    sayings: Mapping[str, Saying]
    later: frozenset[str] = frozenset()
    remarks: Remarks = field(default_factory=Remarks)
    _known: dict[str, Known] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))

    @cached_property
    def _exactly(self) -> Notation:
        return replace(self.notation, decimal_mark=".")

    @property
    def _naming(self) -> list[Saying]:
        return [saying for saying in self.sayings.values() if saying.names_records]

    def look_up(self, drafts: Sequence[Draft]) -> None:
        """Read from the database the records that the texts name."""
        words: dict[str, set[str]] = {}
        for saying in self._naming:
            for draft, text in saying.said(sound(drafts)):
                words.setdefault(self._target(saying.field, draft), set()).update(names_in(saying.field, text))
        for target, found in words.items():
            if target in KINDS:
                self.references.look_up(KINDS[target], found)

    def read(self, drafts: Sequence[Draft]) -> None:
        """Read all texts of rows but those that name records of the kinds that come later."""
        readable = sound(drafts)
        for saying in self.sayings.values():
            if saying.field.holds in _WORDS:
                self._read_words(saying, readable)
            elif saying.names_records:
                self._read_column(saying, [draft for draft in readable if not self._waits(saying.field, draft)])
            else:
                self._read_column(saying, readable)

    def read_later(self, drafts: Sequence[Draft]) -> None:
        """Read the texts that were left; what the file brings has been added to the references."""
        for saying in self._naming:
            self._read_column(saying, [draft for draft in sound(drafts) if self._waits(saying.field, draft)])

    def _waits(self, field_: Field, draft: Draft) -> bool:
        return self._target(field_, draft) in self.later

    def _target(self, field_: Field, draft: Draft) -> str:
        """Return the kind of the record that a field names; where any can be named, the row says which."""
        if field_.target:
            return field_.target
        kind = self.sayings.get("record_kind")
        return ((kind and kind.text(draft)) or "").strip()

    def _read_words(self, saying: Saying, drafts: Sequence[Draft]) -> None:
        """Read texts that cannot be misread."""
        name, read = saying.field.name, _WORDS[saying.field.holds]
        for draft, text in saying.said(drafts):
            if isinstance(text, Own):
                self._read(saying.field, text, draft)
            elif len(text) <= LINES_LIMIT:
                draft.values[name] = read(text) or None

    def _read_column(self, saying: Saying, drafts: Sequence[Draft]) -> None:
        name, known = saying.field.name, self._known[saying.field.name]
        for draft, text in saying.said(drafts):
            value = known[type(text)].get(text, _UNREAD)
            if value is _UNREAD:
                self._read(saying.field, text, draft)
            else:
                draft.values[name] = value

    def _read(self, field_: Field, text: str, draft: Draft) -> None:
        if len(text) > LINES_LIMIT:
            return
        if isinstance(text, Own) and (wrong := what_is_wrong(self.kind, field_, text.value)):
            draft.refuse(field_.name, f"{field_.label} {wrong}.")
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
            for words in names_in(field_, text) if self.sayings[field_.name].names_records else ():
                resolve("", words)
            return text.value
        value = parse(field_, text, self._exactly if isinstance(text, Exact) else self.notation, resolve)
        if field_.holds is not Type.ANY_REFERENCE and len(text) <= _SHORT:
            self._remember(self._known[field_.name][type(text)], text, value)
        return value

    def _remember(self, known: dict[str, Json], text: str, value: Json) -> None:
        """Remember what a text says, which is likely to come again."""
        if len(known) >= _KNOWN_LIMIT:
            known.clear()
        known[text] = value

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
        given = self.sayings[field_.name].given
        if field_.required and given is None:
            return False
        if field_.holds is Type.REFERENCES:
            return self._keep_some(field_, text, draft, header)
        draft.keep(header, text)
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
        draft.keep(header, "; ".join(rest))
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
            target = self._target(field_, draft)
            if target not in KINDS:
                raise ParseError(f"There is no kind “{target[:40]}”.")
            return self.references.resolve(KINDS[target], words)

        return resolve
