"""Writes docs/keys.md from the key registry. Run it from the repository: `python -m tools.key_page`."""

from collections.abc import Iterator
from pathlib import Path

from itcrm_tui.key_names import TAKEN, shown
from itcrm_tui.keys import ACTIONS, Action, Group

PAGE = Path("docs/keys.md")
_INTRODUCTION = """\
# Keys

One letter has one meaning, everywhere. `?` shows the keys that work where you are, `:` finds every action by name, and
`itcrm keys` prints this list with the keys you have chosen.

To change keys, name the actions in the configuration (`itcrm config path` says where it is):

```toml
[keys]
record.add = "ins"               # one key
find.filter = ["/", "ctrl+f"]    # several
record.delete = "none"           # no key; the palette still has it
```

A key is a character, or a name such as `enter`, `esc`, `space`, `pgdn`, `f5`, `ctrl+d`, `alt+x`. `itcrm config check`
tells of actions and keys that do not exist, and of keys that are asked to be two things at once; the app does not start
with such a table. A key you have chosen wins over what a later version gives it to: that action is then found by the
palette, and `itcrm config check` says which one. In a form, letters are typed, so only forms' own keys work there, and
Esc, tab and ctrl+p.

Beside these, as in any terminal:

| key | does |
|---|---|
{fixed}
"""


def page() -> str:
    """Return the page."""
    fixed = "\n".join(f"| `{key}` | {does} |" for key, does in TAKEN.items())
    return (
        "\n".join(
            [_INTRODUCTION.replace("{fixed}", fixed), *(line for group in Group for line in _section(group))]
        ).rstrip()
        + "\n"
    )


def _section(group: Group) -> Iterator[str]:
    actions = [action for action in ACTIONS if action.group is group]
    if actions:
        yield from (f"## {group.capitalize()}", "", "| key | does | id |", "|---|---|---|")
        yield from map(_row, actions)
        yield ""


def _row(action: Action) -> str:
    keys = " ".join(f"`{shown(key)}`".replace("|", "\\|") for key in action.keys) or f"`:` {action.hint}"
    return f"| {keys} | {action.help} | `{action.id}` |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
