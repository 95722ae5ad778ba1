"""From what is written to what it means for one kind of record."""

import difflib
from dataclasses import replace

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.notation import ParseError
from itcrm_tui.query import tree, written
from itcrm_tui.query.askable import asked_called, names
from itcrm_tui.query.asked import Asked
from itcrm_tui.query.asker import Asker
from itcrm_tui.query.being import being
from itcrm_tui.query.comparing import is_said
from itcrm_tui.query.errors import FilterError, quoted
from itcrm_tui.query.parser import parse
from itcrm_tui.query.tree import Tree, all_of, some_of
from itcrm_tui.text import folded

NONE = frozenset({"none", "unknown"})
ANY = "any"
FURTHEST = 3
"""So many references may be followed, as in `client.parent.segment`."""


def meaning(found: written.Written, kind: Kind, asker: Asker) -> Tree:
    """Return what is meant; raises FilterError with the place of what is not understood."""
    match found:
        case written.Word():
            word = folded(found.text).strip()
            return tree.Holds(word) if word else tree.EVERYTHING
        case written.Term():
            return _term(found, kind, asker)
        case written.Saved():
            return _saved(found, kind, asker)
        case written.Not():
            return tree.Not(meaning(found.part, kind, asker))
        case written.All():
            return all_of([meaning(part, kind, asker) for part in found.parts])
        case written.Some():
            return some_of([meaning(part, kind, asker) for part in found.parts])


def _saved(found: written.Saved, kind: Kind, asker: Asker) -> Tree:
    """Return what was saved; a filter that was saved may name others, but not itself."""
    if found.name not in asker.saved:
        raise FilterError(f"no filter is saved as {quoted(found.name)}{_near(found.name, list(asker.saved))}", found.at)
    others = {name: text for name, text in asker.saved.items() if name != found.name}
    try:
        return meaning(parse(asker.saved[found.name]), kind, replace(asker, saved=others))
    except FilterError as error:
        raise FilterError(f"the filter saved as {quoted(found.name)} is wrong {error.short}", found.at) from None


def _term(term: written.Term, kind: Kind, asker: Asker) -> Tree:
    head, dot, rest = term.name.partition(".")
    if dot:
        return _through(head, rest, term, kind, asker)
    if head.lower() in ("is", "has") and term.operator in ("!=", *"<>", "<=", ">="):
        raise FilterError(f"{head.lower()} takes :", term.at)
    match head.lower():
        case "is":
            return some_of([_is(value, kind, asker) for value in term.values])
        case "has":
            return all_of([tree.Known(_asked(kind, value.text, value.at, asker)) for value in term.values])
    asked = _asked(kind, head, term.at, asker)
    if term.operator == "!=":
        return tree.Not(some_of([_says(asked, "=", value, asker) for value in term.values]))
    return some_of([_says(asked, term.operator, value, asker) for value in term.values])


def _through(head: str, rest: str, term: written.Term, kind: Kind, asker: Asker) -> Tree:
    asked = _asked(kind, head, term.at, asker)
    if not asked.points:
        raise FilterError(f"{asked.name} refers to no other record, so nothing can stand after its dot", term.at)
    if rest.count(".") >= FURTHEST:
        raise FilterError(f"more than {FURTHEST} dots are too many", term.at)
    further = replace(term, name=rest, at=term.at + len(head) + 1)
    return tree.Through(asked, _term(further, KINDS[asked.target or ""], asker))


def _is(value: written.Value, kind: Kind, asker: Asker) -> Tree:
    words = being(kind)
    word = " ".join(folded(value.text).replace("-", " ").replace("_", " ").split())
    if word not in words:
        known = ", ".join(one.replace(" ", "-") for one in words)
        raise FilterError(f"a {kind.label} is never {quoted(value.text)}; it is {known}", value.at)
    return meaning(parse(words[word]), kind, asker)


def _asked(kind: Kind, name: str, at: int, asker: Asker) -> Asked:
    asked = asked_called(kind, name)
    if asked is None:
        near = _near(name, names(kind))
        raise FilterError(f"{kind.one.lower()} has no {quoted(name)}{near or '; text with a sign goes in quotes'}", at)
    if asked.figure is None:
        return asked
    behind = meaning(parse(asked.figure.only), KINDS[asked.figure.kind], asker)
    return replace(asked, figure=replace(asked.figure, tree=behind))


def _near(name: str, known: list[str]) -> str:
    found = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    return f"; did you mean {found[0]}?" if found else ""


def _says(asked: Asked, operator: str, value: written.Value, asker: Asker) -> Tree:
    if not value.exact and (about := _knowing(asked, operator, value.text.lower())):
        return about
    try:
        return is_said(asked, operator, value, asker)
    except ParseError as error:
        said = str(error).rstrip(".")
        raise FilterError(said[:1].lower() + said[1:], value.at) from None


def _knowing(asked: Asked, operator: str, word: str) -> Tree | None:
    """Return what `none` and `any` mean, unless the word is one of the field's own."""
    if operator not in (":", "=") or (asked.choices and word in list(asked.choices)):
        return None
    if word in NONE:
        return tree.Not(tree.Known(asked))
    return tree.Known(asked) if word == ANY else None
