"""The IT organization itself: its teams, its roles, and the people everyone in the house knows."""

from typing import NamedTuple

RELATIONS, DESK, WORKPLACE, NETWORKS = "Client Relations", "Service Desk", "Workplace", "Networks"
DATA, APPLICATIONS, INFRASTRUCTURE = "Data Platform", "Applications", "Infrastructure and Security"

TEAMS = (RELATIONS, DESK, WORKPLACE, NETWORKS, DATA, APPLICATIONS, INFRASTRUCTURE)


class RoleWords(NamedTuple):
    """A role, its team, and the hours a week it keeps for keeping things running."""

    name: str
    team: str
    reserve: int


ROLES = (
    RoleWords("Relationships", RELATIONS, 0),
    RoleWords("Service desk", DESK, 96),
    RoleWords("Desktop", WORKPLACE, 48),
    RoleWords("Network", NETWORKS, 60),
    RoleWords("DBA", DATA, 24),
    RoleWords("Reporting", DATA, 6),
    RoleWords("ERP", APPLICATIONS, 30),
    RoleWords("Integration", APPLICATIONS, 14),
    RoleWords("Server", INFRASTRUCTURE, 32),
    RoleWords("Security", INFRASTRUCTURE, 16),
)


class PersonWords(NamedTuple):
    """One of our people: team, parts of the week by role in tenths, weekly hours, what they know."""

    name: str
    team: str | None
    shares: tuple[tuple[str, int], ...]
    hours: float
    skills: tuple[str, ...]


CHIEF = PersonWords("Marguerite Delacroix-Fontaine", None, (), 38.5, ("Strategy", "Finance"))

PEOPLE = (
    PersonWords("Dana Kowalczyk", RELATIONS, (("Relationships", 8),), 38.5, ("Service design", "Negotiation")),
    PersonWords("Tomasz Zieliński", DESK, (("Service desk", 8),), 38.5, ("Incident management",)),
    PersonWords("Ingrid Østergaard", WORKPLACE, (("Desktop", 8),), 38.5, ("Device management", "Procurement")),
    PersonWords("Sofia Lind", NETWORKS, (("Network", 8),), 38.5, ("Routing", "Wi-Fi planning", "Firewalls")),
    PersonWords("Hannes Grünwald", DATA, (("DBA", 7), ("Reporting", 2)), 38.5, ("PostgreSQL", "Oracle")),
    PersonWords("Siobhán O'Sullivan", APPLICATIONS, (("ERP", 6), ("Integration", 3)), 38.5, ("SAP", "Payroll")),
    PersonWords("Olamide Adeyemi-Bankole", INFRASTRUCTURE, (("Server", 5), ("Security", 4)), 38.5, ("Linux", "Audit")),
    CHIEF,
    PersonWords("Ravi Subramanian", RELATIONS, (("Relationships", 10),), 38.5, ("Service reviews", "Cost models")),
    PersonWords("Ibrahim Traoré", NETWORKS, (("Network", 10),), 38.5, ("Switching", "Cabling")),
    PersonWords("Mei Tanaka", DATA, (("DBA", 6), ("Network", 4)), 38.5, ("PostgreSQL", "Load balancing")),
    PersonWords("Mateus Carvalho", WORKPLACE, (("Desktop", 10),), 38.5, ("macOS", "CAD workstations")),
    PersonWords("Aoife Byrne", DESK, (("Service desk", 9),), 38.5, ("Knowledge articles",)),
    PersonWords("Vikram Rao", APPLICATIONS, (("ERP", 9),), 38.5, ("SAP", "Closing")),
    PersonWords("Erik Sørensen", INFRASTRUCTURE, (("Server", 9),), 38.5, ("Virtualization", "Backup")),
    PersonWords("Léonie Marchetti", RELATIONS, (("Relationships", 10),), 30.0, ("Moderation", "Surveys")),
    PersonWords("Katarzyna Wiśniewska", NETWORKS, (("Network", 6), ("Security", 4)), 38.5, ("VPN", "Firewalls")),
    PersonWords("Joana Figueiredo", DATA, (("Reporting", 8), ("DBA", 2)), 32.0, ("Power BI", "Data quality")),
    PersonWords("Yusuf Demir", WORKPLACE, (("Desktop", 10),), 38.5, ("Handheld scanners", "Label printers")),
    PersonWords("Nadia Haddad", DESK, (("Service desk", 10),), 38.5, ("French", "Arabic", "Training")),
    PersonWords("Lucía Fernández de Córdoba", APPLICATIONS, (("Integration", 9),), 38.5, ("EDI", "APIs")),
    PersonWords("Nguyễn Thị Mai", INFRASTRUCTURE, (("Security", 10),), 38.5, ("Identity", "Awareness")),
    PersonWords("Emeka Nwosu", RELATIONS, (("Relationships", 10),), 38.5, ("Logistics", "Contracts")),
    PersonWords("Andrei Popescu", NETWORKS, (("Network", 10),), 38.5, ("Telephony", "Site surveys")),
    PersonWords("Chloé Garnier", WORKPLACE, (("Desktop", 10),), 24.0, ("Meeting rooms", "Accessibility")),
    PersonWords("Jakub Dvořák", DESK, (("Service desk", 10),), 38.5, ("Czech", "German")),
    PersonWords("Björn Þórsson", APPLICATIONS, (("Integration", 7), ("ERP", 3)), 38.5, ("Warehouse system", "Java")),
    PersonWords("Marek Horváth", INFRASTRUCTURE, (("Server", 10),), 38.5, ("Windows Server", "Mail")),
    PersonWords("Fatou Diallo", DESK, (("Service desk", 10),), 20.0, ("Training", "French")),
    PersonWords("Pieter van den Heuvel", WORKPLACE, (("Desktop", 8), ("Network", 2)), 38.5, ("Printing", "Imaging")),
)
