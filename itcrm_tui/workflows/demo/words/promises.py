"""What clients ask for with a date, what each takes, and how such wishes end."""

from typing import NamedTuple


class PromiseWords(NamedTuple):
    """A wish with its needs: hours by role, things as kind and description; and the clients it suits, if not all."""

    key: str
    service: str
    title: str
    text: str
    hours: tuple[tuple[str, float], ...]
    things: tuple[tuple[str, str], ...] = ()
    suits: tuple[str, ...] = ()


PROMISES = (
    PromiseWords(
        "vpn", "VPN", "VPN for {n} users",
        "{n} people can work from home with their own laptops.",
        (("Network", 18), ("Security", 5)),
    ),
    PromiseWords(
        "vpn2", "VPN", "VPN phase 2 for {line}",
        "The rest of {line} gets remote access, drawings included.",
        (("Network", 30),),
    ),
    PromiseWords(
        "payroll", "PAYH", "Payroll move",
        "Payroll runs on the new servers before the next run; the old ones stay for one month.",
        (("DBA", 20), ("Server", 12), ("ERP", 8)),
    ),
    PromiseWords(
        "laptops", "LAP", "Laptops {this_quarter} for {line}",
        "{n} laptops, set up and handed over at the desks of {line}.",
        (("Desktop", 12),), (("equipment", "{n} laptops"),),
    ),
    PromiseWords(
        "room", "DROOM", "Data room for {project}",
        "A room for {project} with guest accounts for both law firms and a record at the end.",
        (("Server", 8), ("Security", 6)),
    ),
    PromiseWords(
        "badges", "BADGE", "Badge readers at {place}",
        "{few} doors at {place} open by badge; the old keys are collected.",
        (("Network", 18), ("Security", 10)), (("equipment", "{few} readers"),),
        ("FAC", "PLN", "PLS", "PLE", "LOG", "GBO"),
    ),
    PromiseWords(
        "scanners", "SCAN", "Scanner refresh in {place}",
        "All scanners in {place} are replaced over two weekends, with spares on the shelf.",
        (("Desktop", 16), ("Network", 6)), (("equipment", "{n} scanners with cradles"),),
    ),
    PromiseWords(
        "archive", "MAILA", "Mail archive for {line}",
        "Mail of {line} older than a year is archived and can be searched.",
        (("Server", 14), ("DBA", 6)),
    ),
    PromiseWords(
        "wifi", "WIFI", "Wi-Fi in {place}",
        "Scanners keep their connection everywhere in {place}, the high racks included.",
        (("Network", 36),), (("equipment", "{n} access points"),),
        ("LOG", "PLN", "PLS", "PLE", "ASV", "QUA"),
    ),
    PromiseWords(
        "patching", "ERP", "ERP patching before the closing of {this_month}",
        "The patches are in and tested three days before closing starts.",
        (("ERP", 24), ("DBA", 8)),
    ),
    PromiseWords(
        "search", "INTRA", "Intranet search that finds {topic}",
        "Typing two words finds {topic}, the newest first.",
        (("Integration", 18),),
    ),
    PromiseWords(
        "printers", "PRINT", "Printer move to {floor}",
        "The printers stand on {floor} on Monday morning and know everybody's badge.",
        (("Desktop", 6),),
    ),
    PromiseWords(
        "site", "SITE", "Network for the new site in {city}",
        "The new site in {city} has two lines, Wi-Fi and phones on the first working day.",
        (("Network", 40), ("DBA", 8)), (("supplier", "line from the carrier"), ("budget", "rack and switches")),
        ("LOG", "OPS", "FSA", "ASV"),
    ),
    PromiseWords(
        "line2", "SITE", "Second line for {city}",
        "{city} stays connected when the first line fails.",
        (("Network", 16),), (("supplier", "line from another carrier"),),
        ("LOG", "OPS", "PLN", "PLS", "PLE", "ASV"),
    ),
    PromiseWords(
        "report", "REPO", "Monthly report on {topic}",
        "A report on {topic}, by line of business, ready on the third working day.",
        (("Reporting", 20),),
    ),
    PromiseWords(
        "interface", "INT", "Interface from the {system} to the ERP",
        "What is entered in the {system} is in the ERP within five minutes.",
        (("Integration", 40), ("ERP", 12)),
    ),
    PromiseWords(
        "phones", "TEL", "Phones on the laptop for {line}",
        "{line} is reached on the laptop under the number everybody knows.",
        (("Desktop", 10), ("Network", 8)), (("licence", "{n} telephony licences"),),
    ),
    PromiseWords(
        "factor", "MFA", "Second factor for {line}",
        "Everybody in {line} signs in with the app; key fobs for those without a phone.",
        (("Security", 16), ("Service desk", 8)),
    ),
    PromiseWords(
        "season", "ONB", "Accounts for {n} seasonal workers",
        "{n} people can book goods on their first morning, and no longer after their last day.",
        (("Service desk", 14), ("Desktop", 10)), (),
        ("LOG", "PLN", "PLS", "PLE", "ASV"),
    ),
    PromiseWords(
        "database", "DBH", "Database upgrade for the {system}",
        "The {system} runs on a version that still gets fixes; half a Saturday of standstill.",
        (("DBA", 28),),
    ),
    PromiseWords(
        "machines", "MES", "Machine data from {place}",
        "Standstills in {place} show with their reason on the screen of the shift.",
        (("Integration", 32), ("Network", 12)), (("supplier", "consent of the machine builder"),),
    ),
    PromiseWords(
        "labels", "LABEL", "New labels at {place}",
        "Labels at {place} carry the code that our biggest client demands from {next_month} on.",
        (("Desktop", 8), ("ERP", 10)),
    ),
    PromiseWords(
        "invoices", "EINV", "E-invoicing with {partner}",
        "Invoices from {partner} are in the ledger without anybody typing.",
        (("Integration", 24), ("ERP", 16)),
    ),
    PromiseWords(
        "folders", "FILE", "Shared folders for {project}",
        "One place for {project}, with a corner that only its core team sees.",
        (("Server", 6),),
    ),
    PromiseWords(
        "meeting", "VIDEO", "Video in {room}",
        "One button in {room}, and the other site is on the screen.",
        (("Desktop", 8),), (("equipment", "screen and camera"),),
    ),
    PromiseWords(
        "restore", "BACK", "Restore test for the {system}",
        "We restore the {system} on a Saturday and write down how long it took.",
        (("Server", 10), ("DBA", 6)),
    ),
    PromiseWords(
        "course", "TRAIN", "Course for {n} users of the {system}",
        "{n} people have had half a day on the {system} and a sheet to take home.",
        (("Service desk", 12),),
    ),
    PromiseWords(
        "portal", "PORT", "Supplier portal for {line}",
        "The thirty biggest suppliers of {line} confirm orders in the portal.",
        (("Integration", 48), ("Security", 8)),
    ),
    PromiseWords(
        "drivers", "MOB", "Phones for {n} drivers",
        "{n} drivers sign delivery notes on the phone.",
        (("Desktop", 14),), (("equipment", "{n} phones with covers"),),
        ("LOG", "FLT", "ASV", "FSA"),
    ),
    PromiseWords(
        "picking", "WMS", "Second picking route for {place}",
        "Pickers in {place} walk a third less on days with many small orders.",
        (("ERP", 20), ("Integration", 12)),
    ),
    PromiseWords(
        "guests", "WIFI", "Guest Wi-Fi for the {event}",
        "Visitors of the {event} are online within a minute, away from our own network.",
        (("Network", 10),), (),
        ("MKT", "GBO", "FAC", "FSA", "PLN"),
    ),
    PromiseWords(
        "servers", "HOST", "Test servers for {project}",
        "{project} has a place to try things, and it goes away at the end of {next_month}.",
        (("Server", 12),),
    ),
    PromiseWords(
        "drawings", "CAD", "Workstations for {line}",
        "{few} workstations on which the big assemblies turn without waiting.",
        (("Desktop", 18),), (("licence", "{few} CAD licences"), ("equipment", "{few} workstations")),
    ),
    PromiseWords(
        "offers", "SALES", "Offers on the tablet for {line}",
        "{line} writes an offer in front of the client, with the price of the day.",
        (("Integration", 26), ("Reporting", 6)),
    ),
)  # fmt: skip

OPENING: dict[str, tuple[tuple[str, str, dict[str, str]], ...]] = {
    "draft": (("HR", "vpn2", {"line": "Recruiting"}), ("LOG", "site", {"city": "Lyon"}), ("LEG", "search", {})),
    "checked": (("HR", "payroll", {}), ("LOG", "wifi", {"place": "hall 3"}), ("FIN", "patching", {})),
    "promised": (
        ("HR", "vpn", {"n": "40"}),
        ("FIN", "badges", {"place": "the gatehouse", "few": "6"}),
        ("LOG", "line2", {"city": "Lyon"}),
        ("PLN", "wifi", {"place": "hall 5"}),
        ("FIN", "laptops", {"line": "Accounting", "n": "12"}),
    ),
    "in delivery": (
        ("LEG", "room", {"project": "the Delmas purchase"}),
        ("HR", "report", {"topic": "sick leave"}),
        ("LOG", "archive", {"line": "Dispatch"}),
        ("RND", "drawings", {}),
    ),
}
"""The wishes everybody in the house talks about, by state: client, key, and words for slots."""

REFUSALS = (
    ("No service of ours does this, and building one for a single client would cost more than it brings.",
     "{partner} offers it; Purchasing has the contract."),
    ("The team is full until the date and nothing smaller would help.", "Ask again for next quarter; we keep a place."),
    ("The data may not leave the building, and the wish needs that.", "A data room does most of it within a week."),
    ("The machine builder forbids changes while the warranty runs.", "The builder's own box, until the warranty ends."),
)  # fmt: skip

WITHDRAWALS = (
    "The project was stopped by the board office.",
    "Budget went to the new press.",
    "The team found that the old way is good enough for this year.",
    "They have bought it from {partner} in the meantime.",
)

GIVEN_UP = (
    "The supplier cancelled the order twice; the promise was given back.",
    "The season was over before it was ready, and nobody needed it any more.",
)

LATE = (
    "The equipment came a week late and we noticed on the last day.",
    "The estimate was half of what it took.",
    "The person who knows it was ill and nobody stood in.",
    "The wish grew after the promise and the date stayed.",
)

TEAM_SAYS_NO = (
    "Not before the closing: all of us are booked. From the week after it fits.",
    "The estimate leaves out the cabling. Please ask again with 12 hours more.",
    "The version they want is not supported any more.",
)

RENEGOTIATED = (
    "Moved once, agreed with {person}: the supplier was late.",
    "Moved by a few days at the wish of {person}; the people who were to test it were away.",
)
