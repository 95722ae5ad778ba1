"""The people at the clients: what they do there, and those whom everyone in IT knows by name."""

from typing import NamedTuple

DECISION, APPROVER, BUSINESS = "decision maker", "financial approver", "business influencer"
TECHNICAL, GATEKEEPER, USER = "technical influencer", "gatekeeper", "user"

TITLES: dict[str, tuple[str, ...]] = {
    DECISION: ("Head of {client}", "Director, {client}", "Managing Director, {client}"),
    APPROVER: ("Business Controller", "Head of Budget", "Finance Partner"),
    BUSINESS: ("Process Owner", "Shift Manager", "Project Lead", "Team Lead, {line}"),
    TECHNICAL: ("Application Coordinator", "Key User", "Systems Coordinator", "Data Steward"),
    GATEKEEPER: ("Assistant to the Head", "Office Manager"),
    USER: ("Clerk", "Planner", "Technician", "Specialist, {line}", "Apprentice"),
}

ORDER = (DECISION, USER, BUSINESS, TECHNICAL, APPROVER, USER, GATEKEEPER, BUSINESS, USER, TECHNICAL)
"""In which order we get to know them, once the decision maker is known."""


class PersonOfNote(NamedTuple):
    """A stakeholder whom everyone knows; `support` is how far they stand behind us, -2 to +2."""

    name: str
    role: str
    title: str
    influence: int
    support: int


OF_NOTE: dict[str, tuple[PersonOfNote, ...]] = {
    "FIN": (
        PersonOfNote("Gregor Aschenbrenner", DECISION, "Chief Accountant", 5, 1),
        PersonOfNote("Yasmine Bouchard", BUSINESS, "Closing Coordinator", 4, 2),
    ),
    "HR": (
        PersonOfNote("Maureen Okoye", APPROVER, "Head of Payroll and Budget", 5, -1),
        PersonOfNote("Till Brandt", TECHNICAL, "HR Systems Coordinator", 3, 1),
    ),
    "LOG": (
        PersonOfNote("Henrike van Aalst", DECISION, "Director, Logistics", 5, 1),
        PersonOfNote("João Ferreira", TECHNICAL, "Warehouse Systems Lead", 4, 0),
    ),
    "LEG": (PersonOfNote("Katharina Meyer", DECISION, "General Counsel", 4, 0),),
    "PLN": (PersonOfNote("Zbigniew Wróblewski", DECISION, "Plant Manager", 5, 2),),
}

NOTES = (
    "Writes short, means it kindly.",
    "Asks for the price before anything else.",
    "Came from a company that had bought everything outside.",
    "Knows the shop floor and says what people there think.",
    "Has the director's ear.",
    "Happy to try new things with one team first.",
    "Speaks for the night shift.",
)
