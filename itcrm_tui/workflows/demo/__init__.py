"""A believable sample organization: the IT of a group that makes pumps and moves goods, with all it knows."""

from dataclasses import replace
from datetime import date

from itcrm_tui.workflows.demo.sample import compose
from itcrm_tui.workflows.demo.sizes import Sizes
from storage.store import Store

__all__ = ["USUAL", "Sizes", "fill"]

USUAL = Sizes()


def fill(store: Store, today: date, *, seed: int = 1, sizes: Sizes = USUAL) -> None:
    """Write the sample into an empty database, a few change sets in all.

    The same day, seed and sizes give the same records, identifiers included; all dates are relative to `today`.
    """
    _settle(store)
    for title, records in compose(today, seed=seed, sizes=sizes):
        with store.write(title) as unit:
            for record in records:
                unit.add(record)


def _settle(store: Store) -> None:
    with store.read() as reader:
        seen = reader.settings()
    with store.write("Set time zone and holidays") as unit:
        unit.save(seen, replace(seen, time_zone="Europe/Paris", holiday_country="FR"))
