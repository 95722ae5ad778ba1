"""The keys a person has chosen: checked against the registry, with a sentence for everything that cannot be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from itcrm_tui.key_names import NAMES, SENT_AS, TAKEN, key_written, shown, types_a_character
from itcrm_tui.keys import ACTIONS, DECLARED, Action, Scope

UNBOUND = "none"
_NEVER_WITHOUT = {"leave.back": "nothing else leads back", "list.open": "nothing else opens a row"}

Chosen = dict[str, tuple[str, ...]]
"""Keys as Textual names them, by the id of an action."""


@dataclass(frozen=True)
class Remapped:
    """What a table of keys comes to. The keys are of use only where there are no `problems`.

    `given_up`: what an action loses because its key was given to another one, a sentence each.
    """

    chosen: Chosen
    problems: list[str]
    given_up: list[str]


def remapped(wanted: Mapping[str, Any]) -> Remapped:
    """Return the keys that the table `[keys]` of a configuration gives to actions.

    A chosen key wins over a declared one: a later version may give it to an action that nobody could know of.
    """
    chosen: Chosen = {}
    problems: list[str] = []
    for action_id, value in _flat(wanted):
        keys, wrong = _keys(action_id, value)
        problems += wrong
        if not wrong:
            chosen[action_id] = keys
    lost = _lost(chosen)
    for action_id, gone in lost.items():
        left = tuple(key for key in DECLARED[action_id].keys if key not in gone)
        if not left and (without := _NEVER_WITHOUT.get(action_id)):
            problems.append(f"keys: {action_id} needs a key, as {without}")
        chosen[action_id] = left
    return Remapped(chosen, [*problems, *_clashes(chosen)], [said for gone in lost.values() for said in gone.values()])


def _flat(wanted: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Yield ids and what they are to be; TOML takes an id without quotes for tables within tables."""
    for name, value in wanted.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _keys(action_id: str, value: object) -> tuple[tuple[str, ...], list[str]]:
    if action_id not in DECLARED:
        return (), [f"keys: there is no action “{action_id}”{_meant(action_id, list(DECLARED))}"]
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
        return (), [f'keys: {action_id} has to be a key, a list of keys, or "{UNBOUND}"']
    if words == [UNBOUND]:
        without = _NEVER_WITHOUT.get(action_id)
        return (), [f"keys: {action_id} needs a key, as {without}"] if without else []
    problems = [said for word in words if (said := _problem(DECLARED[action_id], word))]
    return tuple(dict.fromkeys(key for word in words if (key := key_written(word)))), problems


def _problem(action: Action, word: str) -> str | None:
    key = key_written(word)
    if key is None:
        return f"keys: {action.id}: there is no key “{word}”{_meant(word.lower(), list(NAMES))}"
    if key in SENT_AS:
        return f"keys: {action.id}: a terminal sends {SENT_AS[key]} for {key}; write {SENT_AS[key]}, or another key"
    if key in TAKEN:
        return f"keys: {action.id} cannot be {key}, which stops a program everywhere"
    if action.scope is Scope.FORMS and types_a_character(key):
        return f"keys: {action.id} cannot be “{word}”, because it is typed in a form"
    return None


def _lost(chosen: Chosen) -> dict[str, dict[str, str]]:
    """Return the keys that actions have by declaration alone and that are chosen for others, with a sentence each."""
    lost: dict[str, dict[str, str]] = {}
    for action_id, keys in chosen.items():
        for other in ACTIONS:
            if other.id not in chosen and _meet(DECLARED[action_id].scope, other.scope):
                for key in set(keys) & set(other.keys):
                    said = f"keys: “{shown(key)}” is yours for {action_id}, so {other.id} is without it"
                    lost.setdefault(other.id, {})[key] = said
    return lost


def _clashes(chosen: Chosen) -> Iterator[str]:
    """Yield a sentence for every key that is chosen for two actions of one scope; the declared ones have no two."""
    for one, other in combinations([action for action in ACTIONS if action.id in chosen], 2):
        for key in chosen[one.id]:
            if key in chosen[other.id] and _meet(one.scope, other.scope):
                yield f"keys: “{shown(key)}” is asked to be {one.id} and {other.id}; give one of them another key"


def _meet(one: Scope, other: Scope) -> bool:
    return one is other or Scope.EVERYWHERE in (one, other)


def _meant(word: str, words: list[str]) -> str:
    import difflib

    like = difflib.get_close_matches(word, words, n=1)
    return f"; did you mean {like[0]}" if like else ""
