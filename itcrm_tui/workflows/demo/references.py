"""What other systems call our clients, services and people."""

from datetime import date, timedelta

from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.reference import ExternalReference
from itcrm_tui.workflows.demo.clients import Book
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.names import DOMAIN, Unused
from itcrm_tui.workflows.demo.people import Staff
from itcrm_tui.workflows.demo.services import Directory

LINKED_DAYS_AGO = 90


def make(draw: Draw, today: date, staff: Staff, book: Book, directory: Directory) -> list[Record]:
    """Return references for most services (ServiceNow), clients (SAP) and all people (the personnel system)."""
    day, taken = today - timedelta(days=LINKED_DAYS_AGO), Unused()
    found = []
    for offer in directory.offers:
        if draw.chance(0.8):
            key = f"{draw.getrandbits(128):032x}"
            url = f"https://itsm.{DOMAIN}/cmdb_ci_service/{key}"
            found.append(_reference(draw, day, offer.service, "ServiceNow", key, url))
    for dossier in book.dossiers:
        if dossier.client.cost_centre and draw.chance(0.85):
            key = taken(f"1000/{dossier.client.cost_centre}", "/")
            found.append(_reference(draw, day, dossier.client, "SAP", key))
    for number, person in enumerate(staff.people):
        found.append(_reference(draw, day, person, "Personnel", f"{40_001 + 7 * number}"))
    return list(found)


def _reference(
    draw: Draw, day: date, record: Record, system: str, key: str, url: str | None = None
) -> ExternalReference:
    kind = kind_of(record).name
    return ExternalReference(id=draw.new_id(day), record_kind=kind, record=record.id, system=system, key=key, url=url)
