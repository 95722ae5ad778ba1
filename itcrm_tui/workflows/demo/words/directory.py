"""How services are got, measured and talked about among ourselves."""

from typing import NamedTuple


class LevelWords(NamedTuple):
    """A service level: what is measured, which way is good, and how far it usually strays."""

    metric: str
    direction: str
    target: str
    unit: str
    window: str
    stray: str


LEVELS: dict[str, tuple[LevelWords, ...]] = {
    "Workplace": (
        LevelWords("Broken device swapped", "at most", "8", "h", "month", "2.5"),
        LevelWords("Ready in the agreed lead time", "at least", "95", "%", "month", "3"),
    ),
    "Network": (
        LevelWords("Availability", "at least", "99.5", "%", "month", "0.4"),
        LevelWords("Time to restore", "at most", "4", "h", "month", "1.5"),
    ),
    "Working together": (LevelWords("Availability", "at least", "99.7", "%", "month", "0.2"),),
    "Business applications": (
        LevelWords("Availability in working hours", "at least", "99.5", "%", "month", "0.4"),
        LevelWords("Small change live", "at most", "10", "d", "quarter", "4"),
    ),
    "Data": (
        LevelWords("Ready by 7:30", "at least", "97", "%", "month", "2.5"),
        LevelWords("Restore on request", "at most", "4", "h", "quarter", "1"),
    ),
    "Plant and warehouse": (
        LevelWords("Availability in shifts", "at least", "99.8", "%", "month", "0.3"),
        LevelWords("Somebody on site", "at most", "2", "h", "month", "0.8"),
    ),
    "Hosting and security": (LevelWords("Availability", "at least", "99.9", "%", "month", "0.1"),),
    "Help and advice": (
        LevelWords("Solved at the first contact", "at least", "72", "%", "month", "5"),
        LevelWords("Phone answered within a minute", "at least", "85", "%", "month", "6"),
    ),
}

STEPS = (
    "1. Fill in the form “{service}” on the intranet.\n2. Your line manager approves.\n3. We confirm a date.",
    "1. Call the service desk.\n2. Tell them the cost centre.\n3. You get a mail with the date.",
    "1. Talk to your relationship owner.\n2. We look at it together.\n3. You get a date, or another way.",
)

CHANNELS = ("Intranet form", "Service desk", "Relationship owner", "Mail to the team")

NEXT_ROUTES = (
    "Ask your relationship owner; there is a list of firms we have worked with.",
    "A smaller version can be had within a week.",
    "Put it on the agenda of the next service review.",
    "Purchasing has a frame contract that covers it.",
)

SUPPORT_HOURS = ("Mon-Fri 7:00-18:00", "Mon-Fri 8:00-17:00", "Mon-Sat 6:00-22:00", "around the clock")

BLANKS = ("lead_time_days", "out_of_scope", "owner", "request_channel", "how_to_get_it", "whom_to_call", "outcome")
"""What a description may lack."""

INTERNAL_NOTES = (
    "The contract with the supplier ends in spring; do not promise beyond it before the new price is signed.",
    "Only two people know this in depth. Plan leave so that one of them is there.",
    "Costs us more than it brings below 40 {unit}s. Say so before giving a discount.",
    "The licence allows 15 % more than counted. No need to buy before summer.",
    "Was promised twice without asking the team. Ask first.",
    "Outside providers are about 10 % cheaper, without the spare on site.",
)

HAPPY = (
    "It just runs.",
    "The technician came the same morning and explained what had been wrong.",
    "Better than at my last company.",
    "Nobody has complained for half a year, and here people complain.",
    "We were asked before the change, for once.",
    "New colleagues can work on day one.",
)

UNHAPPY = (
    "Late three months in a row, and each time we heard of it from our own people.",
    "Works, until somebody updates something on a Thursday afternoon.",
    "We pay for it and nobody could tell us what is in the price.",
    "Two calls a week, and each time another person who starts from the beginning.",
    "Too slow at the shift change, when we need it most.",
    "What we ordered in spring came in autumn.",
)

USAGE_SOURCES = ("meter file", "licence server", "asset list", "count by the team")

PHASES: dict[str, tuple[str, str | None]] = {
    "FAX": ("retired", "MAIL"),
    "OREP": ("retired", "REPO"),
    "TERM": ("retiring", "VPN"),
    "SIGN": ("pipeline", None),
    "TAB": ("pipeline", None),
}
"""Phase and successor of the services that are not simply live."""

FLAT = frozenset({"SITE", "INTRA", "DROOM", "VIDEO", "CAD", "MFA", "BADGE", "ADV", "LABEL", "CHAT", "PORT"})
"""Services charged by the month; the others are metered."""

BY_HEAD = frozenset({"LAP", "MAIL", "VPN", "TEL", "MFA", "CHAT", "INTRA", "ERP", "MOB"})
"""Services of which a client needs about one a head."""

BY_THE_HUNDRED = frozenset({"page", "GB", "payslip", "invoice", "contact", "signature"})
"""Units that are counted in hundreds."""

SYSTEMS = (
    "toolroom stock", "canteen cards", "gas measurements", "weighbridge", "shift planning", "tender archive",
    "crane inspections", "spare parts catalogue", "travel costs", "pallet accounts", "drawing vault", "energy meters",
    "visitor list", "calibration records", "freight rates", "supplier ratings", "idea board", "works council votes",
)  # fmt: skip

HOMES = ("Application support", "Hosting", "Licences", "Data feed", "Archive", "Mobile access")
"""With SYSTEMS, names for as many further services as are asked for."""

FOR_SEGMENTS: dict[str, tuple[str, ...]] = {"DROOM": ("strategic", "key"), "ADV": ("strategic", "key")}
FOR_CLIENTS: dict[str, tuple[str, ...]] = {
    "PAYH": ("HR",),
    "CAD": ("RND", "PLN", "PLS", "PLE"),
    "MES": ("PLN", "PLS", "PLE", "OPS"),
    "WMS": ("LOG", "ASV", "ECO"),
    "SCAN": ("LOG", "PLN", "PLS", "PLE", "ASV", "QUA"),
    "LABEL": ("LOG", "PLN", "PLS", "PLE", "ASV"),
    "SALES": ("FSA", "ASV", "ECO", "MKT"),
    "PORT": ("PUR", "QUA", "LOG", "PLN", "PLS", "PLE"),
    "EINV": ("FIN", "PUR", "LOG", "ASV", "ECO", "CUS"),
    "BADGE": ("FAC", "FIN", "PLN", "PLS", "PLE", "LOG", "GBO", "RND"),
}
FOR_WHOM_IS_UNKNOWN = frozenset({"VIDEO", "CHAT", "TAB"})

SURE: dict[str, tuple[str, ...]] = {
    "FIN": ("ERP", "EINV", "LAP", "MAIL", "BADGE", "REPO", "INT"),
    "HR": ("PAYH", "LAP", "VPN", "ONB", "MAIL", "REPO"),
    "LOG": ("WIFI", "SCAN", "SITE", "WMS", "MAILA", "LAP", "LABEL"),
    "LEG": ("DROOM", "MAIL", "INTRA"),
    "PLN": ("MES", "WIFI", "SITE", "SCAN", "LAP"),
    "RND": ("CAD", "HOST", "LAP"),
    "CUS": ("FAX", "MAIL"),
    "AUD": ("OREP", "MAIL"),
    "Fonderie Delmas & Fils": ("MAIL",),
}
"""What these clients use for certain, by code, or by name where there is no code."""
