"""Whether the variables of a theme are such that Textual can use them; it would end the app over one that is not."""

from collections.abc import Iterator, Mapping

from textual.css.errors import StylesheetError
from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError
from textual.theme import Theme

from itcrm_tui.text import safe


def wrong_variables(variables: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong with each variable that cannot be used, without a full stop."""
    usual = Theme(name="", primary="#000000").to_color_system().generate()
    for name, value in variables.items():
        use = _use(name, usual.get(name, "auto"))
        if not _fits(use, value):
            meant = "a style such as bold" if use == "text-style" else "a colour such as #5F8FBF"
            yield f"{safe(name)} among its variables has to be {meant}"


def _use(name: str, usual: str) -> str:
    """Return the property that a variable is meant for; only where it is `auto` as a rule, it may be so."""
    if "style" in name.split("-"):
        return "text-style"
    return "background" if _fits("background", usual) else "color"


def _fits(use: str, value: str) -> bool:
    sheet = Stylesheet(variables={"it": value})
    sheet.add_source(f"* {{ {use}: $it; }}")
    try:
        sheet.parse()
    except (StylesheetParseError, StylesheetError, TokenError):
        return False
    return True
