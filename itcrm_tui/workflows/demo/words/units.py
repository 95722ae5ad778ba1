"""The business units of the sample group, and the places where more of them can stand."""

from typing import NamedTuple

STRATEGIC, KEY, STANDARD = "strategic", "key", "standard"


class UnitWords(NamedTuple):
    """A client as its relationship owner would describe it."""

    code: str | None
    name: str
    parent: str | None
    segment: str | None
    lines: tuple[tuple[str, int], ...]
    priorities: tuple[str, ...]
    competitors: tuple[str, ...]


UNITS = (
    UnitWords(
        "FIN",
        "Finance",
        None,
        STRATEGIC,
        (("Accounting", 34), ("Treasury", 9), ("Controlling", 21)),
        ("Closing in four working days", "One chart of accounts for all sites", "Fewer manual journal entries"),
        ("Ledgerhaus shared services",),
    ),
    UnitWords(
        "HR",
        "Human Resources",
        None,
        KEY,
        (("Payroll", 12), ("Recruiting", 8), ("Learning", 6)),
        ("Payslips right and on time", "Hire forty technicians before summer"),
        ("PayCo payroll services", "Talentbruk"),
    ),
    UnitWords(
        "LOG",
        "Logistics",
        None,
        STRATEGIC,
        (("Hub Lyon", 140), ("Dispatch", 46), ("Returns", 18)),
        ("Open the new site in Lyon", "Same-day dispatch for spare parts", "No scanner downtime in hall 3"),
        ("Hollandse Logistiek IT", "the warehouse system's own cloud"),
    ),
    UnitWords(
        "LEG",
        "Legal",
        None,
        KEY,
        (("Contracts", 7), ("Compliance", 5)),
        ("Close the Delmas purchase", "Contracts found in minutes, not days"),
        ("Paragraf data rooms",),
    ),
    UnitWords(
        "PLN",
        "Plant North Gdańsk",
        "OPS",
        STRATEGIC,
        (("Casting", 120), ("Assembly", 210), ("Maintenance", 38)),
        ("Stoppages under two hours a month", "Machine data for every line", "Paperless shift handover"),
        ("the machine builder's remote service",),
    ),
    UnitWords(
        "RND",
        "Research and Development",
        None,
        STRATEGIC,
        (("Hydraulics lab", 41), ("Simulation", 26), ("Prototypes", 19)),
        ("Halve the time of a simulation run", "Share drawings with suppliers safely"),
        ("Rechenwerk cloud computing", "own servers under the desk"),
    ),
    UnitWords(
        "FSA",
        "Field Sales",
        None,
        KEY,
        (("Region West", 44), ("Region East", 31), ("Key Accounts", 12)),
        ("Offers from the client's own yard", "One view of what a client has bought"),
        ("Salesgarden subscriptions on the team's card",),
    ),
    UnitWords(
        "PLS",
        "Plant South Zaragoza",
        "OPS",
        KEY,
        (("Machining", 96), ("Surface", 40)),
        ("Second shift from spring on", "Labels that pass the client's audit"),
        ("a local systems house",),
    ),
    UnitWords(
        "OPS",
        "Operations",
        None,
        STRATEGIC,
        (("Planning", 22), ("Industrial Engineering", 30)),
        ("One production plan for three plants", "Energy use down by eight percent"),
        ("Werkstrom consulting",),
    ),
    UnitWords(
        "PUR",
        "Purchasing",
        None,
        KEY,
        (("Direct Material", 17), ("Indirect Material", 9)),
        ("Suppliers answer in the portal, not by mail", "Know the price risk of steel"),
        ("Einkaufsring portals",),
    ),
    UnitWords(
        "ASV",
        "After-Sales Service",
        None,
        KEY,
        (("Repair Shop", 33), ("Spare Parts", 27), ("Hotline", 16)),
        ("First visit solves it, nine times of ten", "Spare parts history on the phone"),
        ("Servisto field app",),
    ),
    UnitWords(
        "QUA",
        "Quality",
        "OPS",
        KEY,
        (("Incoming Inspection", 14), ("Audits", 6)),
        ("Certificate renewed without findings", "Measurements entered once"),
        ("Messwert databases",),
    ),
    UnitWords(
        "MKT",
        "Marketing and Communications",
        None,
        STANDARD,
        (("Brand", 7), ("Events", 5)),
        ("Spring trade fair", "Web pages in seven languages"),
        ("their agency",),
    ),
    UnitWords(
        "FAC",
        "Facilities",
        None,
        STANDARD,
        (("Buildings", 19), ("Gatehouse", 11)),
        ("New badge readers before the audit", "Meeting rooms that are really free"),
        ("Türwächter access systems",),
    ),
    UnitWords(
        "EHS",
        "Environment, Health and Safety",
        "OPS",
        STANDARD,
        (("Occupational Safety", 8),),
        ("Near misses reported within a day",),
        ("Saferly reporting app",),
    ),
    UnitWords(
        "PLE",
        "Plant East Brno",
        "OPS",
        KEY,
        (("Welding", 72), ("Final Test", 34)),
        ("Move to the group's ERP", "A line without paper"),
        ("a local systems house", "the machine builder's remote service"),
    ),
    UnitWords(
        "ECO",
        "E-Commerce",
        "FSA",
        KEY,
        (("Shop", 13), ("Content", 6)),
        ("Orders to the warehouse within five minutes", "No surprises on the busiest day"),
        ("Warenkorb hosting",),
    ),
    UnitWords(
        "FLT",
        "Fleet Management",
        "LOG",
        STANDARD,
        (("Trucks", 58), ("Company Cars", 4)),
        ("Delivery notes signed on the phone",),
        ("the leasing company's portal",),
    ),
    UnitWords(
        "CUS",
        "Customs and Trade Compliance",
        "LOG",
        STANDARD,
        (("Export", 7), ("Import", 6)),
        ("No container waits for a code",),
        ("Zollwerk online",),
    ),
    UnitWords(
        "AUD",
        "Internal Audit",
        "FIN",
        STANDARD,
        (),
        ("Evidence without asking five teams",),
        (),
    ),
    UnitWords(
        "ACA",
        "Corvane Academy",
        "HR",
        STANDARD,
        (("Apprentices", 62),),
        ("A laptop for each apprentice in September",),
        ("Lernhof platform",),
    ),
    UnitWords(
        "GBO",
        "Group Board Office",
        None,
        STRATEGIC,
        (),
        ("Board papers on every device, safely", "Figures of the month by the third"),
        ("Boardroom Direct",),
    ),
    UnitWords(
        "VAL",
        "Société coopérative des transporteurs de la vallée du Rhône",
        None,
        STANDARD,
        (("Affrètement", 15),),
        ("Transport orders without a fax",),
        ("their current provider in Valence",),
    ),
    UnitWords(
        "TXT",
        "Corvane Textiles (sold)",
        None,
        STANDARD,
        (("Weaving", 0),),
        (),
        (),
    ),
    UnitWords(None, "Fonderie Delmas & Fils", None, None, (), (), ()),
)

PROSPECTS = frozenset({"VAL"})
FORMER = frozenset({"TXT"})
DORMANT = frozenset({"EHS"})
HARDLY_KNOWN = frozenset({"Fonderie Delmas & Fils"})
LITTLE_KNOWN = frozenset({"LEG", "VAL", "CUS"})
ON_THE_FLOOR = frozenset({"LOG", "PLN", "PLS", "PLE", "ASV", "QUA", "FLT", "FAC", "OPS"})
"""Clients with halls, yards and shifts; the others sit in offices."""

UNEASY = frozenset({"HR"})
OWNED_BY_THE_LEAD = frozenset({"HR"})
WELL_KNOWN = frozenset({"FIN", "HR", "LOG", "PLN"})
