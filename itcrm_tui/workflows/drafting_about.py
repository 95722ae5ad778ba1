"""What is to be known while a promise is drafted: what the client has been promised, and the service's terms."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.service import Service
from itcrm_tui.domain.wording import Section, due_words, first_line, joined, named
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.finding import AmbiguousNameError, NotFoundError, find
from itcrm_tui.workflows.promising.reading import those
from storage.reader import Reader
from storage.store import Store

OPEN = frozenset(
    {CommitmentState.DRAFT, CommitmentState.CHECKED, CommitmentState.PROMISED, CommitmentState.IN_DELIVERY}
)
SHOWN = 8


def about(store: Store, client: str, service: str, today: date, without: RecordId | None = None) -> tuple[Section, ...]:
    """Return what there is to say of the client and the service that are typed, as far as words name one.

    `without`: the promise that is drafted itself.
    """
    with store.read() as reader:
        return tuple(_about(reader, client, service, today, without))


def _about(reader: Reader, client: str, service: str, today: date, without: RecordId | None) -> Iterator[Section]:
    with suppress(NotFoundError, AmbiguousNameError):
        found = find(reader, KINDS["client"], client) if client.strip() else None
        if isinstance(found, Client):
            yield _promised(reader, found, today, without)
    with suppress(NotFoundError, AmbiguousNameError):
        offered = find(reader, KINDS["service"], service) if service.strip() else None
        if isinstance(offered, Service) and (lines := tuple(_terms(offered))):
            yield Section(offered.name.upper(), lines)


def _promised(reader: Reader, client: Client, today: date, without: RecordId | None) -> Section:
    every = [one for one in those(reader, Commitment, "client", [client.id]) if one.state in OPEN and one.id != without]
    every.sort(key=lambda one: (one.due or date.max, one.id))
    lines = [joined(one.title, due_words(one.due, today), str(one.state)) for one in every[:SHOWN]]
    more = [f"and {len(every) - SHOWN:,} more"] if len(every) > SHOWN else []
    counted = named(len(every), "open commitment") if every else "no open commitments"
    return Section(f"{client.name.upper()} has {counted}", (*lines, *more))


def _terms(service: Service) -> Iterator[str]:
    if service.lead_time_days is not None:
        yield f"lead time {named(service.lead_time_days, 'day')}"
    for label, text in (("prerequisites", service.prerequisites), ("out of scope", service.out_of_scope)):
        if words := first_line(text):
            yield f"{label}: {words}"
