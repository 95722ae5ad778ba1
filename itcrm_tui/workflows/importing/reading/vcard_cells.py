"""The properties of a contact card as cells, in the words of our stakeholders and further readable columns."""

import re
from collections.abc import Iterator, Sequence

from itcrm_tui.domain.client import StakeholderRole
from itcrm_tui.workflows.importing.reading.sheet import Exact
from itcrm_tui.workflows.importing.reading.vcard_lines import CardError, Property

_SILENT = {"BEGIN", "END", "VERSION", "PRODID", "PROFILE", "N", "FN", "X-ABADR", "SORT-STRING"}
_SILENT_BEGINNING = "X-MS-OL-"
"""How Outlook draws its card, which is no data."""

_COLUMNS = {
    "TITLE": "Title",
    "ROLE": "Function",
    "NOTE": "Notes",
    "UID": "External key",
    "NICKNAME": "Nickname",
    "CATEGORIES": "Categories",
    "BDAY": "Birthday",
    "ANNIVERSARY": "Anniversary",
    "URL": "Website",
    "ADR": "Address",
    "LABEL": "Address label",
    "TEL": "Phone",
    "EMAIL": "Email",
    "IMPP": "Messenger",
    "X-SOCIALPROFILE": "Social profile",
    "X-ABDATE": "Date",
    "X-ABRELATEDNAMES": "Related",
    "REV": "Revised",
    "TZ": "Time zone",
    "LANG": "Language",
    "GEO": "Coordinates",
}
_ONE_LINE = {"NOTE", "LABEL", "CATEGORIES"}
_SORTS = ("home", "work", "cell", "mobile", "fax", "pager", "main", "iphone", "other")
_PLAIN_SORTS = {"voice", "internet", "x400", "msg", "text", "postal", "parcel", "intl", "dom"}
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(T.*)?", re.ASCII)


def cells_of(properties: Sequence[Property]) -> dict[str, str]:
    """Return the cells of a contact by the names of their columns; raises CardError for a group, or without a name."""
    if any(one.name.endswith("KIND") and one.text.lower() == "group" for one in properties):
        raise CardError("it is a group of contacts, not a person")
    cells = {"Name": ""}
    for name, text in _cells(sorted(properties, key=_rank)):
        _put(cells, name, text)
    cells["Name"] = _name(properties) or cells.get("Client") or cells.get("Email", "")
    if not cells["Name"]:
        raise CardError("it has no name")
    if "Function" in cells and "Title" not in cells:
        cells["Title"] = cells.pop("Function")
    return cells


def _rank(one: Property) -> tuple[bool, int, bool, bool]:
    """Order properties so that the preferred e-mail and phone come first, a fax last, the rest as they are."""
    if one.name not in ("EMAIL", "TEL"):
        return one.name != "ORG", 0, False, False
    return True, one.preference, "fax" in one.types, "pager" in one.types


def _put(cells: dict[str, str], name: str, text: str) -> None:
    base = name.partition(" (")[0]
    if not text.strip() or text in (value for column, value in cells.items() if column.startswith(base)):
        return
    if name in cells and name in ("Notes", "Categories"):
        cells[name] += ("\n" if name == "Notes" else "; ") + text
        return
    free, count = name, 1
    while cells.get(free):
        count += 1
        free = f"{name} {count}"
    cells[free] = text


def _cells(properties: Sequence[Property]) -> Iterator[tuple[str, str]]:
    first = set()
    for one in properties:
        if one.name == "ORG":
            yield from zip(("Client", "Line of business"), one.parts(), strict=False)
            yield "Organization unit", ", ".join(filter(None, one.parts()[2:]))
        elif one.name in ("EMAIL", "TEL") and one.name not in first and "fax" not in one.types:
            first.add(one.name)
            yield _COLUMNS[one.name], _text(one)
        elif one.name == "ROLE" and one.text.casefold() in set(StakeholderRole):
            yield "Role", one.text
        elif one.name == "N":
            yield "Name parts", _unsaid_parts(one, properties)
        elif one.name == "KIND" and one.text.lower() == "individual":
            continue
        elif one.name not in _SILENT and not one.name.startswith(_SILENT_BEGINNING):
            yield _column(one), _text(one)


def _column(one: Property) -> str:
    base = _COLUMNS.get(one.name) or one.name.removeprefix("X-").replace("-", " ").capitalize()
    if one.name == "TEL" and "fax" in one.types:
        base = "Fax"
    sort = one.label or next((word for word in _SORTS if word in one.types and word != base.lower()), "")
    sort = sort or next((word for word in one.types if word not in {*_PLAIN_SORTS, *_SORTS}), "")
    return f"{base} ({sort.lower() if sort.isupper() else sort})" if sort else base


def _text(one: Property) -> str:
    match one.name:
        case "ADR":
            return _address(one)
        case "TEL":
            return re.sub("^tel:", "", one.text, flags=re.IGNORECASE)
        case "EMAIL":
            return re.sub("^mailto:", "", one.text, flags=re.IGNORECASE)
        case "CATEGORIES" | "NICKNAME":
            return "; ".join(part for part in one.parts(",") if part)
        case "BDAY" | "ANNIVERSARY" | "X-ABDATE":
            found = _DAY.fullmatch(one.text)
            return Exact(f"{found[1]}-{found[2]}-{found[3]}") if found else one.text
        case "UID":
            return re.sub("^urn:uuid:", "", one.text)
    return one.text


def _address(one: Property) -> str:
    """Return an address as one line: street, postal code and city, region, country."""
    parts = [re.sub(r"\s*\n\s*", ", ", part) for part in (*one.parts(), *[""] * 7)]
    box, extended, street, city, region, code, country = parts[:7]
    town = " ".join(filter(None, (code, city)))
    return ", ".join(filter(None, (box, extended, street, town, region, country, *filter(None, parts[7:]))))


def _name(properties: Sequence[Property]) -> str:
    given = next((one.text for one in properties if one.name == "FN" and one.text), "")
    return given or next((_spoken(one) for one in properties if one.name == "N" and _spoken(one)), "")


def _spoken(name: Property) -> str:
    """Return the parts of a name in the order in which people say them."""
    family, given, middle, before, after = (*name.parts(), *[""] * 5)[:5]
    return " ".join(filter(None, (before, given, middle, family, after))).replace(",", " ").strip()


def _unsaid_parts(name: Property, properties: Sequence[Property]) -> str:
    """Return the parts of a name if the full name leaves one of them out."""
    said = _name(properties).casefold()
    return "" if all(part.casefold() in said for part in name.parts()) else ", ".join(filter(None, name.parts()))
