"""`itcrm accept`, `decline` and `progress`: a team's answers."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE, said
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import done, print_json, print_text

if TYPE_CHECKING:
    from itcrm_tui.domain.commitment import Requirement
    from itcrm_tui.ids import RecordId
    from itcrm_tui.workflows.promising.answerable import Part
    from storage.reader import Reader
    from storage.store import Store

Answer = Callable[["Store", "Part"], str]


def accept(arguments: Namespace) -> int:
    """Accept a part, or confirm a thing."""
    from itcrm_tui.workflows.promising.answering import accept

    def answer(store: "Store", part: "Part") -> str:
        with store.read() as reader:
            there = said.day(reader, arguments.available_from) if arguments.available_from else None
            by = _who(reader, arguments)
        return accept(store, part, by, there)

    return _answered(arguments, answer)


def decline(arguments: Namespace) -> int:
    """Decline a part."""
    from itcrm_tui.workflows.promising.answering import decline

    def answer(store: "Store", part: "Part") -> str:
        with store.read() as reader:
            by = _who(reader, arguments)
        return decline(store, part, by, arguments.why)

    return _answered(arguments, answer)


def progress(arguments: Namespace) -> int:
    """Report hours left."""
    from itcrm_tui.workflows.promising.answering import report

    def answer(store: "Store", part: "Part") -> str:
        with store.read() as reader:
            left, on = said.minutes(reader, arguments.left), said.day(reader, arguments.on)
            today = said.today(reader)
        return report(store, part, left, on, today)

    return _answered(arguments, answer)


def _answered(arguments: Namespace, answer: Answer) -> int:
    from itcrm_tui.domain.values import as_json
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.promising.answerable import part
    from itcrm_tui.workflows.promising.answering import WhoseError, was_said

    with opened(arguments.db) as store:
        with store.read() as reader:
            found = part(reader, _requirement(reader, " ".join(arguments.name), arguments.role))
        try:
            sentence = answer(store, found)
        except WhoseError as error:
            raise UsageError(f"{error} --by names them.") from None
        with store.read() as reader:
            now = part(reader, found.requirement)
            kept = was_said(reader, found.requirement)
    with done(sentence):
        if arguments.json:
            records = {"requirement": now.requirement, "commitment": now.commitment, **kept}
            print_json(item={name: as_json(record) for name, record in records.items()})
        else:
            print_text(sentence)
    return DONE


def _requirement(reader: "Reader", words: str, role: str | None) -> "Requirement":
    """Return the requirement of that id; or that of a role, or the only one, of the commitment that is named."""
    from itcrm_tui.domain.commitment import Commitment, Requirement
    from itcrm_tui.domain.people import Role
    from itcrm_tui.workflows.finding import NotFoundError, is_id
    from itcrm_tui.workflows.promising.reading import those

    if is_id(words):
        try:
            return said.named(reader, Requirement, words)
        except NotFoundError:
            pass
    commitment = said.named(reader, Commitment, words)
    wanted = said.named(reader, Role, role).id if role else None
    needs = those(reader, Requirement, "commitment", [commitment.id])
    found = [need for need in needs if wanted is None or need.role == wanted]
    if len(found) == 1:
        return found[0]
    raise UsageError(f"{commitment.title} {_how_many(len(found), role)}")


def _how_many(count: int, role: str | None) -> str:
    if count == 0:
        return f"needs nothing of {role}." if role else "has no requirement yet. Add one with its hours."
    several = f"has {count} requirements" + (f" of {role}" if role else "")
    return f"{several}. Name one by --role or its id; `itcrm list requirements` has them."


def _who(reader: "Reader", arguments: Namespace) -> "RecordId | None":
    """Return the person who is named; whose answer it is without a name, the workflow knows."""
    from itcrm_tui.domain.people import Person

    return said.named(reader, Person, arguments.by).id if arguments.by else None
