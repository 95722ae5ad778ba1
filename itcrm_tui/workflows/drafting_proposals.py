"""What a service is proposed to need while a promise about it is being drafted."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.drafting import QUANTITY, REQUIREMENT, TypedNeed
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.notation import Notation, ParseError
from itcrm_tui.domain.parsing import parse
from itcrm_tui.domain.proposing import Proposal
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.showing import shown
from itcrm_tui.ids import RecordId
from itcrm_tui.text import folded
from itcrm_tui.workflows import notation
from itcrm_tui.workflows.finding import AmbiguousNameError, NotFoundError, find
from itcrm_tui.workflows.promising.proposing import propose
from storage.reader import Reader
from storage.store import Store


@dataclass(frozen=True)
class Proposals:
    """What is proposed by role, and the lines that say so. `service`: what it is called."""

    service: str = ""
    by_role: Mapping[RecordId, Proposal] = field(default_factory=dict)
    needs: tuple[TypedNeed, ...] = ()

    def says_as(self, other: "Proposals") -> bool:
        """Whether the same is proposed; the lines are others each time."""
        return (self.service, self.by_role) == (other.service, other.by_role)


NOTHING = Proposals()


def proposals_for(store: Store, words: str, quantity: str, today: date, *, whole: bool) -> Proposals:
    """Return what a service, named by its words, is proposed to need; nothing where they name none.

    `whole`: the beginning of a name is not enough, as it is still being typed.
    """
    with store.read() as reader:
        service = _service(reader, words, whole=whole)
        if service is None:
            return NOTHING
        how = notation.typed(reader, today)
        about = Commitment(client=RecordId(""), title="", service=service.id)
        found = propose(reader, about, _read(quantity, how))
    hours = REQUIREMENT.by_name["minutes"]
    lines = (
        TypedNeed(what=found.names.get(one.role, one.role), hours=shown(hours, one.minutes, how))
        for one in found.proposals
        if one.minutes
    )
    return Proposals(service.name, {one.role: one for one in found.proposals}, tuple(lines))


def _service(reader: Reader, words: str, *, whole: bool) -> Service | None:
    if not words.strip():
        return None
    with suppress(NotFoundError, AmbiguousNameError):
        service = find(reader, KINDS["service"], words)
        if isinstance(service, Service) and (not whole or folded(words.strip()) in _called(service)):
            return service
    return None


def _called(service: Service) -> set[str]:
    return {folded(words) for words in (service.name, service.code or service.name, service.id)}


def _read(text: str, how: Notation) -> Decimal:
    """Return the quantity that is typed; one where none is."""
    with suppress(ParseError):
        value = parse(QUANTITY, text, how)
        if value is not None and Decimal(str(value)) >= 0:
            return Decimal(str(value))
    return Decimal(1)
