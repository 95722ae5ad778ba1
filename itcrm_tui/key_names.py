"""The names of keys: as Textual has them, as a keyboard has them, and what of both a person may write."""

import string

_SHOWN = {
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "plus": "+",
    "comma": ",",
    "minus": "-",
    "full_stop": ".",
    "colon": ":",
    "semicolon": ";",
    "less_than_sign": "<",
    "equals_sign": "=",
    "greater_than_sign": ">",
    "at": "@",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "vertical_line": "|",
    "right_curly_bracket": "}",
    "tilde": "~",
    "escape": "Esc",
    "enter": "Enter",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
    "delete": "Del",
}
_NAMED = {symbol: name for name, symbol in _SHOWN.items()}
_WORDS = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert"}
_MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
_EDITING = ("enter", "escape", "tab", "space", "backspace", "delete", "insert")
_FUNCTION = tuple(f"f{number}" for number in range(1, 25))
_MODIFIED = (*_MOVING, "enter", "delete", "insert", "backspace", "tab", "space", *_FUNCTION)

NAMES = tuple(dict.fromkeys((*_SHOWN, *_WORDS, *_MOVING, *_EDITING, *_FUNCTION)))
"""The keys that have a word."""

SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter"}
"""What a terminal makes of some keys, so that they can never arrive."""

TAKEN = {
    "ctrl+c": "Copy what is marked in a text; else say how to quit",
    "ctrl+q": "Quit from anywhere",
    "ctrl+z": "Suspend; fg in the shell comes back. In a long text, take back what was typed",
}
"""Keys that end or stop any program, and are not ours to give, with what they do here."""

FRAGILE = frozenset({"ctrl+s", "ctrl+j", "ctrl+o", "ctrl+p", *_FUNCTION, *map(str, range(10))}) | {
    _NAMED[symbol] for symbol in "[]{}\\~@"
}
"""Keys that tmux, VS Code or a keyboard that is not American takes away."""


def shown(key: str) -> str:
    """Return a key as it is printed on the keyboard."""
    return _SHOWN.get(key, key)


def key_written(text: str) -> str | None:
    """Return the key that a person wrote, such as "/", "slash", "Esc" or "ctrl+d"; None when there is no such key."""
    if len(text) == 1:
        return _of_character(text)
    lower = text.lower()
    name = _WORDS.get(lower, lower)
    if "+" not in name:
        return name if name in _SHOWN or name in (*_MOVING, *_EDITING, *_FUNCTION) else None
    *modifiers, last = name.split("+")
    if set(modifiers) - {"ctrl", "shift", "alt"} or len(set(modifiers)) < len(modifiers):
        return None
    letter = len(last) == 1 and last in string.ascii_lowercase + string.digits and modifiers != ["shift"]
    ordered = [one for one in ("alt", "ctrl", "shift") if one in modifiers]
    return "+".join([*ordered, last]) if letter or last in _MODIFIED else None


def types_a_character(key: str) -> bool:
    """Whether a key writes something where text is typed."""
    return len(key) == 1 or key == "space" or len(_SHOWN.get(key, "long")) == 1


def _of_character(character: str) -> str | None:
    if character == " ":
        return "space"
    return _NAMED.get(character) or (character if character.isalnum() else None)
