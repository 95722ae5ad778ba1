"""What one field is typed or chosen in: one line, many lines, or one of a few words."""

from contextlib import suppress

from textual.widgets import Input, Select
from textual.widgets.select import InvalidSelectValueError

from itcrm_tui.domain.asking import choices
from itcrm_tui.domain.fields import Field, Type
from itcrm_tui.domain.parsing import items
from widgets.choice_list import ChoiceList
from widgets.date_input import DateInput
from widgets.safe_input import SafeInput
from widgets.safe_text_area import SafeTextArea

Control = SafeInput | SafeTextArea | Select[str] | ChoiceList

_EXAMPLES: dict[Type, str] = {
    Type.DATE: "fri, +2w, 12 dec",
    Type.INSTANT: "fri 9:30, 2026-12-31 14:00",
    Type.MONTH: "2026-12",
    Type.MINUTES: "hours: 40, 7.5, 90m",
    Type.MONEY: "1100.04",
    Type.TEXTS: "several, separated by ;",
    Type.REFERENCES: "names, separated by ;",
    Type.SHARES: "DBA:0.6;Network:0.4",
    Type.REFERENCE: "name or code",
    Type.ANY_REFERENCE: "name or code",
}


def control_for(field: Field, text: str) -> Control:
    """Return what fits a field, holding a text. No rating is ever chosen beforehand."""
    match field.holds:
        case Type.LINES:
            return SafeTextArea(text)
        case Type.DATE:
            return DateInput(text, placeholder=_example(field), compact=True, select_on_focus=False)
        case Type.CHOICE | Type.FLAG:
            return _select(choices(field), text)
        case Type.TEXTS if field.items:
            return ChoiceList([str(word) for word in field.items], items(text))
    return SafeInput(text, placeholder=_example(field), compact=True, select_on_focus=False)


def _example(field: Field) -> str:
    if field.holds in (Type.INTEGER, Type.DECIMAL) and field.minimum is not None and field.maximum is not None:
        return f"{field.minimum:,} to {field.maximum:,}"
    return _EXAMPLES.get(field.holds, "")


def text_in(control: Control) -> str:
    """Return what a control holds, as typed; nothing chosen is nothing."""
    match control:
        case SafeTextArea():
            return control.text
        case Input():
            return control.value
        case ChoiceList():
            return ";".join(control.chosen)
    return "" if control.value is Select.NULL else str(control.value)


def put_in(control: Control, text: str) -> None:
    """Let a control hold another text; a word that is none of a few changes nothing."""
    match control:
        case SafeTextArea():
            control.replace(text, (0, 0), control.document.end)
            control.move_cursor(control.document.end)
        case Input():
            control.value = text
            control.cursor_position = len(control.value)
        case ChoiceList():
            control.chosen = items(text)
        case Select():
            with suppress(InvalidSelectValueError):
                control.value = text or Select.NULL


def _select(words: list[str], text: str) -> Select[str]:
    chosen = text if text in words else Select.NULL
    return Select([(word, word) for word in words], value=chosen, allow_blank=True, compact=True, prompt="-")
