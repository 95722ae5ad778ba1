"""The sample organization as lists of records, in the order in which people would have entered them."""

from collections.abc import Sequence
from datetime import date

from itcrm_tui.domain.record import Record
from itcrm_tui.workflows.demo import (
    clients,
    commitments,
    feedback,
    kept,
    levels,
    people,
    references,
    services,
    subscriptions,
    touchpoints,
    usage,
)
from itcrm_tui.workflows.demo.draw import Draw
from itcrm_tui.workflows.demo.sizes import Sizes

Chapter = tuple[str, Sequence[Record]]
"""A title, and the records to write under it."""


def compose(today: date, *, seed: int, sizes: Sizes) -> list[Chapter]:
    """Return the whole sample. It depends on nothing but the arguments; no record points at a later chapter."""

    def draw(part: str) -> Draw:
        return Draw(f"{seed}/{part}")

    staff = people.make(draw("people"), today, max(1, sizes.people))
    book = clients.make(draw("clients"), today, staff, sizes.clients)
    directory = services.make(draw("services"), today, staff, book, max(1, sizes.services))
    measured = levels.make(draw("levels"), today, directory, sizes.months)
    uses = subscriptions.make(draw("subscriptions"), today, book, directory)
    used = usage.make(draw("usage"), today, uses, sizes.months)
    promises = commitments.make(draw("commitments"), today, staff, book, directory, uses, sizes.commitments)
    remembered = kept.make(draw("kept"), today, staff, promises)
    met = touchpoints.make(draw("touchpoints"), today, staff, book, sizes.months, sizes.touchpoints)
    house = feedback.House(staff, book, directory, uses, promises)
    told = feedback.make(draw("feedback"), today, house, sizes.months, sizes.feedback)
    linked = references.make(draw("references"), today, staff, book, directory)
    return [
        ("Set up teams and people", staff.records),
        ("Enter the clients and the people there", book.records),
        ("Write the service directory", [*directory.records, *measured]),
        ("Record who uses what", [*uses.records, *book.facets]),
        (f"Load usage of {sizes.months} months", used),
        ("Enter what clients asked for and what we promised", [*promises.records, *remembered]),
        ("Enter visits, calls and what followed", met),
        ("Take in feedback", told),
        ("Link to ServiceNow, SAP and the personnel system", linked),
    ]
