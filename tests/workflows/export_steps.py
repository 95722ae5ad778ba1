"""Steps of the tests of exports: a record of every kind, and an export as text or as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.exporting import Account, Everything, Format, Wanted, export_to, exported
from itcrm_tui.workflows.records import create, save_texts
from storage.store import Store
from tests.workflows.import_steps import records

TYPED = (
    ("team", {"name": "Infrastructure"}),
    ("role", {"name": "DBA: Oracle", "team": "Infrastructure"}),
    ("role", {"name": "Network"}),
    ("person", {"name": "Dana", "login": "dana", "weekly_minutes": "38h30", "role_shares": "Network:0.333"}),
    ("person", {"name": "Ravi", "reports_to": "dana", "skills": "sql;bash", "manager": "yes"}),
    ("time_off", {"person": "Dana", "starts_on": "2026-12-24", "ends_on": "2026-12-31"}),
    ("run_reserve", {"role": "Network", "minutes_a_week": "7.5"}),
    ("client", {"name": "Finance", "code": "FIN", "notes": 'one\ntwo, "three"', "tags": "a;b"}),
    ("client", {"name": "=SUM(A1)", "parent": "FIN", "segment": "key", "relationship_owner": "Dana"}),
    ("client", {"name": "Finance", "parent": "=SUM(A1)"}),
    ("line_of_business", {"client": "FIN", "name": "Payroll", "headcount": "1,200"}),
    ("stakeholder", {"client": "FIN", "name": "M. Okoye", "support": "-2", "line_of_business": "Payroll"}),
    ("facet_confirmation", {"client": "FIN", "facet": "billings", "confirmed_on": "2026-11-01"}),
    ("service", {"name": "Mail", "code": "MAIL", "open_to_clients": "FIN;=SUM(A1)", "owner": "Dana"}),
    ("internal_note", {"service": "MAIL", "body": "@home"}),
    ("service_level", {"service": "MAIL", "metric": "uptime", "target": "99.995"}),
    ("measurement", {"service_level": "uptime", "measured_on": "2026-10-31", "value": "1.234"}),
    ("rate", {"service": "MAIL", "price": "83.21", "unit": "box"}),
    ("effort", {"service": "MAIL", "role": "Network", "minutes": "90m"}),
    ("subscription", {"client": "FIN", "service": "MAIL", "quantity": "1.5", "satisfaction": "4"}),
    ("usage", {"client": "FIN", "service": "MAIL", "month": "2026-10", "quantity": "12.345"}),
    ("commitment", {"client": "FIN", "title": "VPN", "due": "2026-12-12", "asked_by": "M. Okoye"}),
    ("requirement", {"commitment": "VPN", "role": "Network", "minutes": "30h"}),
    ("miss_review", {"commitment": "VPN", "causes": "supplier;estimate wrong", "told_to_client": "It came late."}),
    ("feedback", {"kind": "complaint", "subject": "Slow", "client": "FIN", "received_at": "2026-11-20 14:05:07"}),
    ("touchpoint", {"kind": "visit", "client": "FIN", "held_by": "Dana;Ravi", "purpose": "Review"}),
    ("follow_up", {"touchpoint": "Review", "text": "Send minutes", "due": "2026-12-01"}),
)
"""Records as they are typed, in an order in which each finds those that it names."""


def export(store: Store, kind: str, form: Format = Format.CSV, **wanted: object) -> str:
    return "".join(exported(store, Wanted(KINDS[kind], **wanted), form))  # type: ignore[arg-type]


def export_file(store: Store, path: Path, kind: str | None = None, **wanted: object) -> Account:
    """Export a kind, or everything, to a file; what has to be said of it."""
    account = Account()
    what = Wanted(KINDS[kind], **wanted) if kind else Everything()  # type: ignore[arg-type]
    export_to(store, what, path, account)
    return account


def fill(store: Store) -> None:
    """One record of every kind, and some that are named alike."""
    for kind, texts in TYPED:
        save_texts(store, KINDS[kind], None, texts)
    save_texts(store, KINDS["team"], records(store, "team")[0], {"lead": "Dana"})
    for kind, values in named_by_id(store):
        create(store, KINDS[kind], values)


def named_by_id(store: Store) -> Iterator[tuple[str, dict[str, object]]]:
    """What points at records that have no name; with the kind of each."""
    requirement = records(store, "requirement")[0].id
    client, subscription = records(store, "client")[0].id, records(store, "subscription")[0].id
    yield "external_reference", {"record_kind": "client", "record": client, "system": "CMDB", "key": "-1"}
    yield "negotiated_price", {"subscription": subscription, "price": 95}
    yield "answer", {"requirement": requirement, "answer": "accepted"}
    yield "progress", {"requirement": requirement, "minutes_left": 61, "reported_on": "2026-11-20"}
