"""Writes docs/configuration.md from the declarations: `python -m tools.configuration_page`, in the repository."""

from collections.abc import Iterator
from pathlib import Path

import tomli_w

from itcrm_tui.config import SETTINGS, default_of

PAGE = Path("docs/configuration.md")
_INTRODUCTION = """\
# Configuration

A TOML file holds the taste of one person on one machine. It is optional, and nothing in it changes what is stored or
calculated; what holds for the whole organization (calendar, currency, thresholds, weights) is a record in the database:
`itcrm show settings`, `itcrm edit settings currency=CHF`, or "settings of the organization" in the app's palette.

| command | does |
|---|---|
| `itcrm config path` | says where the file is; the variable `ITCRM_CONFIG` names another |
| `itcrm config show` | prints every setting and where its value comes from: default, file, variable or option |
| `itcrm config check` | finds unknown settings, wrong values and keys that clash, and says what may be meant |

What the app remembers by itself (place, filters, sorting, columns) is not here but in the state folder, in
`remembered.json`, for each database apart. It is written for its owner alone, never for a database of which the role
may not read everything, never for a sample that is thrown away, and not at all with `remember = false`.
"""
_COLOURS = """\
## Themes

The app brings `itcrm-dark` and `itcrm-light`; `itcrm-safe-dark` and `itcrm-safe-light`, whose colours stay apart for
colour-blind eyes; and `ansi-dark` and `ansi-light`, which take the sixteen colours of the terminal and send less.
Those of Textual, such as `nord`, can be named too. The palette's "theme" shows each as the cursor moves and keeps the
one chosen. No state is told by colour alone, whatever the theme.

A theme of your own is a file `themes/NAME.toml` beside the configuration file. It needs `primary`; what is left out is
derived from that:

```toml
dark = true
primary = "#5F8FBF"
accent = "#7DB7E8"
foreground = "#D5D9DC"
background = "#14181B"
surface = "#1A1F23"
panel = "#222930"
warning = "#E39A4B"
error = "#EE7373"
success = "#82B97C"
```

With the variable `NO_COLOR` set to anything but nothing (see no-color.org), no colour is sent; weight, dimness and
words remain.

## Over SSH

Where `SSH_CONNECTION` is set nothing moves smoothly. `y` sends what it copies to the terminal (OSC 52); whether that
puts it on the clipboard is up to the terminal, and inside tmux up to `set -g set-clipboard on`.
"""


def page() -> str:
    """Return the page."""
    settings = (line for name in SETTINGS for line in _section(name))
    return "\n".join([_INTRODUCTION, "## Settings", "", *settings, _COLOURS])


def _section(name: str) -> Iterator[str]:
    facts = SETTINGS[name].metadata
    yield from (f"### {name}", "", facts["about"], "")
    if facts["choices"]:
        yield f"- one of {', '.join(f'`{word}`' for word in facts['choices'])}"
    default = tomli_w.dumps({name: default_of(name)}).strip() or "an empty table"
    yield f"- default: `{default}`"
    if facts["variable"]:
        yield f"- the variable `{facts['variable']}` goes first"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
