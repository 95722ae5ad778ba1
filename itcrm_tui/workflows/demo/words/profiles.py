"""What fills a client's profile, and where further branches of the group can stand."""

from itcrm_tui.workflows.demo.words.units import KEY, STANDARD

BRANCHES = (
    ("DEP", "Depot", STANDARD, ("Goods In", "Dispatch")),
    ("SAL", "Sales Office", STANDARD, ("Inside Sales", "Field")),
    ("WKS", "Workshop", STANDARD, ("Repair", "Parts Counter")),
    ("PLT", "Plant", KEY, ("Machining", "Assembly", "Maintenance")),
    ("LAB", "Test Laboratory", STANDARD, ("Measurement",)),
    ("HUB", "Logistics Hub", KEY, ("Dispatch", "Returns", "Fleet")),
)

PRIORITIES = (
    "Fewer late deliveries",
    "New staff productive in a week",
    "Stock figures we can trust",
    "No paper on the shop floor",
    "Move into the new building",
    "Costs flat for another year",
    "Answer every client the same day",
    "Pass the audit in autumn",
    "A second shift from spring on",
    "One phone number for all questions",
)

COMPETITORS = (
    "a local systems house",
    "the landlord's network",
    "a subscription on the manager's card",
    "Hollandse Logistiek IT",
    "the parent site's own technician",
)

CITIES = (
    "Aarhus", "Angers", "Bari", "Bergen", "Bilbao", "Bordeaux", "Braga", "Bratislava", "Brest", "Bristol",
    "Burgos", "Cádiz", "Catania", "Cork", "Debrecen", "Dijon", "Dortmund", "Düsseldorf", "Exeter", "Gävle",
    "Genève", "Girona", "Göteborg", "Graz", "Győr", "Heerlen", "Izmir", "Kassel", "Kaunas", "Košice",
    "Kraków", "Leeds", "Leuven", "Liège", "Linz", "Łódź", "Malmö", "Metz", "Münster", "Nantes",
    "Odense", "Oulu", "Pécs", "Plzeň", "Poznań", "Québec", "Rennes", "Rijeka", "Rouen", "Salerno",
    "Sibiu", "Szeged", "Tampere", "Tarragona", "Timișoara", "Trento", "Tromsø", "Udine", "Vigo", "Würzburg",
)  # fmt: skip

ROLE_IN_SUCCESS = (
    "We run what they work with every day and fix it when it breaks.",
    "We keep their main application up; they decide alone what it should do.",
    "We deliver what they order, mostly in time.",
    "We sit in their monthly planning and say what is possible.",
    "We help them measure what their changes bring.",
)

ROLE_IN_SUCCESS_AGREED = (
    "We advise before they decide, and answer for what we advised.",
    "We plan the year with them and share the target for their most important measure.",
    "We run it, report on it every month, and bring two ideas a quarter.",
    "We own the result of the first project together with them.",
)

ROLE_IN_RISK = (
    "We hold their data and the keys to it.",
    "If our network stops, they stop within the hour.",
    "We know one of their two single points of failure; they know the other.",
    "We restore what is lost; how fast was never agreed.",
    "We keep their suppliers out of what is not theirs.",
)

ROLE_IN_RISK_AGREED = (
    "We test the restore twice a year and tell them the result.",
    "We warn within fifteen minutes and stay on the line until it is over.",
    "We hold a second way in for the days when the first fails.",
)

CLIENT_NOTES = (
    "Prefers a call to a mail. Never on the last two days of a month.",
    "Budget is decided in October; after that only with the board office.",
    "The assistant knows the calendar better than anybody.",
    "Wants figures first, reasons after.",
    "Was let down by a migration three years ago and still mentions it.",
    "Likes to be shown things on site; bring safety shoes.",
)
