"""What may stand at a place: the name that the help gives an argument says what its values are."""

import re
from collections.abc import Callable

from itcrm_tui.cli.completing.fields import header_pairs, pairs, sort_fields
from itcrm_tui.cli.completing.filters import filter_words
from itcrm_tui.cli.completing.kinds import kind_given, kind_names
from itcrm_tui.cli.completing.place import Place
from itcrm_tui.cli.completing.records import change_sets, clients, kind_to_decide, names_given, whoever
from itcrm_tui.domain.kinds import KINDS

_NAME_AND_SIGN = re.compile(r"(?P<name>[A-Z]+)(?P<sign>[=:])")
Offers = dict[str, str]
"""Words, each with a few more about it for shells that show them."""


class WantsFilesError(Exception):
    """The argument is a file, which the shell knows best."""


def offers(place: Place) -> Offers:
    """Return the words that the one under the cursor can become; raises WantsFilesError."""
    if place.action is None:
        return _beginning(place, _commands(place) if place.wants_command else _options(place))
    found = _values(place)
    return {f"{place.before}{word}": about for word, about in found.items()}


def _values(place: Place) -> Offers:
    assert place.action is not None
    if place.action.choices:
        return _beginning(place, dict.fromkeys(map(str, place.action.choices), ""))
    metavar = str(place.action.metavar)
    if metavar in ("FILE", "FOLDER"):
        raise WantsFilesError
    if metavar == "NAME" and place.action.option_strings:
        return {}
    find = _BY_METAVAR.get(metavar)
    return find(place) if find else _named_before_a_sign(place, metavar)


def _named_before_a_sign(place: Place, metavar: str) -> Offers:
    """Return names with the sign after them, for what is typed as a name, a sign and more, such as `ROLE=HOURS`."""
    shape = _NAME_AND_SIGN.match(metavar)
    find = _BY_METAVAR.get(shape["name"]) if shape else None
    if shape is None or find is None or shape["sign"] in place.prefix:
        return {}
    return {f"{name}{shape['sign']}": about for name, about in find(place).items()}


def _beginning(place: Place, words: Offers) -> Offers:
    return {word: about for word, about in words.items() if word.startswith(place.prefix)}


def _commands(place: Place) -> Offers:
    if place.prefix.startswith("-"):
        return _options(place)
    return {name: _first_line(parser.description) for name, parser in place.parser.commands.items()}


def _options(place: Place) -> Offers:
    """Return the options, but for those that are given already."""
    return {name: (action.help or "") for name, action in place.parser.options.items() if name.startswith("--")}


def _first_line(text: str | None) -> str:
    return (text or "").partition("\n")[0]


def _sections(place: Place) -> Offers:
    from itcrm_tui.domain.profile_tabs import TABS

    return _beginning(place, dict.fromkeys(TABS, ""))


def _name_or_pairs(place: Place) -> Offers:
    """Return names as long as the record may still be named, and fields once it may have been."""
    kind, words = kind_given(place), place.given["words"]
    if kind is None:
        return {}
    named = any("=" in word for word in words) or kind.name == "settings"
    names = {} if named or "=" in place.prefix else names_given(place, kind, words)
    return names | (pairs(place, kind, words) if named or words else {})


def _names(place: Place) -> Offers:
    kind = kind_given(place)
    return names_given(place, kind, place.given["name"]) if kind else {}


def _into(place: Place) -> Offers:
    kind = kind_given(place)
    return names_given(place, kind, ()) if kind else {}


def _pairs_of(dest: str) -> Callable[[Place], Offers]:
    def found(place: Place) -> Offers:
        kind = kind_given(place)
        return pairs(place, kind, place.given[dest]) if kind else {}

    return found


def _set_pairs(place: Place) -> Offers:
    """Return fields of the kind that is named, or of the record that is to be decided."""
    kind = kind_given(place) or kind_to_decide(place)
    return pairs(place, kind, place.given["set"]) if kind else {}


def _named(kind: str) -> Callable[[Place], Offers]:
    """Return what offers records of a kind, named by several words where these are the command's own."""

    def found(place: Place) -> Offers:
        own = place.action is not None and not place.action.option_strings
        return names_given(place, KINDS[kind], place.given["name"] if own else ())

    return found


_BY_METAVAR: dict[str, Callable[[Place], Offers]] = {
    "KIND": kind_names,
    "NAME": _names,
    "INTO": _into,
    "CLIENT": clients,
    "WHO": whoever,
    "NAME field=value": _name_or_pairs,
    "field=value": _pairs_of("fields"),
    "FIELD=VALUE": _set_pairs,
    "FIELD": sort_fields,
    "QUERY": filter_words,
    "HEADER=FIELD": header_pairs,
    "CHANGESET": change_sets,
    "SECTION": _sections,
    "COMMITMENT": _named("commitment"),
    "COMMITMENT|CLIENT": _named("commitment"),
    "REQUIREMENT": _named("commitment"),
    "PERSON": _named("person"),
    "STAKEHOLDER": _named("stakeholder"),
    "ROLE": _named("role"),
}
