"""`itcrm promise`, `begin`, `deliver`, `keep`, `miss`, `renegotiate`, `withdraw` and `refuse`."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE, said
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import done, print_json, print_text

if TYPE_CHECKING:
    from itcrm_tui.domain.client import Stakeholder
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.workflows.promising.stepping import Taken
    from storage.store import Store


@dataclass(frozen=True)
class Subject:
    """A commitment that is named, in its database, and the day it is."""

    store: "Store"
    commitment: "Commitment"
    today: date

    def day(self, text: str) -> date:
        """Return a typed day."""
        with self.store.read() as reader:
            return said.day(reader, text)

    def stakeholder(self, words: str | None) -> "Stakeholder | None":
        """Return who is named, if anybody is: somebody at the client before all others."""
        from itcrm_tui.workflows.promising.stakeholders import stakeholder_named

        with self.store.read() as reader:
            return stakeholder_named(reader, self.commitment.client, words) if words else None

    def called(self, words: str | None) -> str | None:
        """Return the full name of somebody at the client, or the words where they are nobody's."""
        from itcrm_tui.workflows.promising.stakeholders import called_at_client

        with self.store.read() as reader:
            return called_at_client(reader, self.commitment.client, words) if words else None


def promise(arguments: Namespace) -> int:
    """Promise what was checked."""
    from itcrm_tui.domain.people import Person
    from itcrm_tui.workflows.promising.promise import LetPass, promise

    if arguments.why and not arguments.override_by:
        raise UsageError("--why says why a check is overridden; say by whom with --override-by.")
    with _subject(arguments) as subject:
        let_pass = None
        if arguments.override_by:
            with subject.store.read() as reader:
                approver = said.named(reader, Person, arguments.override_by)
            let_pass = LetPass(approver.id, arguments.why or "")
        taken = promise(subject.store, subject.commitment, subject.today, let_pass)
    return _told(taken, arguments)


def begin(arguments: Namespace) -> int:
    """Say that work has begun."""
    from itcrm_tui.workflows.promising.delivering import begin

    with _subject(arguments) as subject:
        taken = begin(subject.store, subject.commitment, subject.today)
    return _told(taken, arguments)


def deliver(arguments: Namespace) -> int:
    """Say on which day it was delivered."""
    from itcrm_tui.workflows.promising.delivering import deliver

    with _subject(arguments) as subject:
        taken = deliver(subject.store, subject.commitment, subject.day(arguments.on), subject.today)
    return _told(taken, arguments)


def keep(arguments: Namespace) -> int:
    """Close it as kept."""
    from itcrm_tui.workflows.promising.delivering import keep

    with _subject(arguments) as subject:
        who, on = subject.stakeholder(arguments.accepted_by), subject.day(arguments.on)
        taken = keep(subject.store, subject.commitment, who, on, subject.today)
    return _told(taken, arguments)


def miss(arguments: Namespace) -> int:
    """Close it as missed."""
    from itcrm_tui.workflows.promising.missing import miss

    with _subject(arguments) as subject:
        taken = miss(
            subject.store, subject.commitment, subject.today, given_up=arguments.given_up, reason=arguments.why
        )
    return _told(taken, arguments, f"Its review is open: `itcrm misses {taken.commitment.id}` shows what it lacks.")


def renegotiate(arguments: Namespace) -> int:
    """Move its due date."""
    from itcrm_tui.workflows.promising.renegotiating import renegotiate

    with _subject(arguments) as subject:
        due, who = subject.day(arguments.due), subject.stakeholder(arguments.agreed_by)
        taken = renegotiate(subject.store, subject.commitment, due, who, arguments.why, subject.today)
    return _told(taken, arguments)


def withdraw(arguments: Namespace) -> int:
    """Close it as taken back by the client."""
    from itcrm_tui.workflows.promising.ending import withdraw

    with _subject(arguments) as subject:
        on = subject.day(arguments.on)
        taken = withdraw(
            subject.store, subject.commitment, subject.called(arguments.by), on, arguments.why, subject.today
        )
    return _told(taken, arguments)


def refuse(arguments: Namespace) -> int:
    """Close it as not promised."""
    from itcrm_tui.workflows.promising.ending import refuse

    with _subject(arguments) as subject:
        taken = refuse(subject.store, subject.commitment, arguments.why, arguments.route, subject.today)
    return _told(taken, arguments)


@contextmanager
def _subject(arguments: Namespace) -> "Iterator[Subject]":
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        with store.read() as reader:
            commitment = said.named(reader, Commitment, " ".join(arguments.name))
            subject = Subject(store, commitment, said.today(reader))
        yield subject


def _told(taken: "Taken", arguments: Namespace, *more: str) -> int:
    """Print the commitment as it is now, what the check said that was kept with the step, and what else is to do."""
    words = [f"{taken.commitment.title}: now {taken.commitment.state}."]
    if taken.check and taken.check.findings:
        words.append(taken.check.findings)
    words.extend(more)
    with done(words[0]):
        if arguments.json:
            print_json(item=as_item(taken))
        else:
            print_text("\n".join(words))
    return DONE


def as_item(taken: "Taken") -> dict[str, Any]:
    """Return a commitment after a step, with the check that was kept, as JSON has it."""
    from itcrm_tui.domain.values import as_json

    return {**as_json(taken.commitment), "check": as_json(taken.check) if taken.check else None}
