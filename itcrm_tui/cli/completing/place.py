"""Where the cursor stands among the arguments: which of them the word under it belongs to."""

from argparse import Action
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from itcrm_tui.cli.arguments.parser import Parser

MANY = ("*", "+")


@dataclass
class Place:
    """The word under the cursor as far as it is typed, the argument it is part of, and what was given before it.

    `action` is None where the word names an option or a command, or where nothing more can stand.
    `before` is the part of the word that belongs to the option: `--sort=` of `--sort=na`.
    """

    parser: Parser
    prefix: str
    action: Action | None = None
    before: str = ""
    given: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    options_end: bool = False

    @property
    def wants_command(self) -> bool:
        """Whether a command is still to be named."""
        return bool(self.parser.commands)


def place_in(parser: Parser, words: Sequence[str], prefix: str) -> Place:
    """Return the place of a word after others."""
    place = Place(parser, prefix)
    waiting: Action | None = None
    for word in words:
        if waiting is not None:
            place.given[waiting.dest].append(word)
            waiting = None
        else:
            waiting = _take(place, word)
    place.action = waiting or _at_cursor(place)
    return place


def _take(place: Place, word: str) -> Action | None:
    """Add a word to what is given; return the option that waits for its value, if the word is one."""
    if word == "--" and not place.options_end:
        place.options_end = True
    elif _is_option(place, word):
        name, equals, value = word.partition("=")
        option = place.parser.options.get(name)
        if option is not None and option.nargs is None:
            if not equals:
                return option
            place.given[option.dest].append(value)
    elif place.wants_command:
        place.parser = place.parser.commands.get(word) or Parser(add_help=False)
    elif positional := _next(place.parser.positionals, place.given):
        place.given[positional.dest].append(word)
    return None


def _at_cursor(place: Place) -> Action | None:
    if _is_option(place, place.prefix):
        name, equals, value = place.prefix.partition("=")
        if not equals:
            return None
        place.before, place.prefix = f"{name}=", value
        return place.parser.options.get(name)
    return None if place.wants_command else _next(place.parser.positionals, place.given)


def _is_option(place: Place, word: str) -> bool:
    return word.startswith("-") and not place.options_end


def _next(positionals: Sequence[Action], given: Mapping[str, Sequence[str]]) -> Action | None:
    return next((one for one in positionals if one.nargs in MANY or not given.get(one.dest)), None)
