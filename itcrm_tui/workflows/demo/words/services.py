"""The service directory of the sample organization, the most used services first."""

from typing import NamedTuple

WORKPLACE, NETWORK, TOGETHER = "Workplace", "Network", "Working together"
BUSINESS, DATA, PLANT = "Business applications", "Data", "Plant and warehouse"
SAFETY, HELP = "Hosting and security", "Help and advice"


class ServiceWords(NamedTuple):
    """A service as its owner describes it; price in minor units for one `unit` a month, effort in hours a request."""

    code: str
    name: str
    category: str
    efforts: tuple[tuple[str, float], ...]
    lead_time: int
    unit: str | None
    price: int | None
    outcome: str
    in_scope: str
    out_of_scope: str
    prerequisites: str | None = None


SERVICES = (
    ServiceWords(
        "LAP", "Laptop workplace", WORKPLACE, (("Desktop", 1.5),), 5, "laptop", 4_150,
        "You open the lid and work, in the office and at home.",
        "Laptop, dock, standard software, repair or swap within a day.",
        "Software only one team needs; private devices.",
        "Cost centre and approval of the line manager.",
    ),
    ServiceWords(
        "MAIL", "Mail and calendar", TOGETHER, (("Server", 0.25),), 1, "mailbox", 420,
        "You reach everybody in the group and find a free hour with them.",
        "Mailbox of 50 GB, shared calendars, spam filter, mail on the phone.",
        "Newsletters to more than 500 addresses.",
    ),
    ServiceWords(
        "DESK", "Service desk", HELP, (("Service desk", 0.4),), 0, "contact", 1_180,
        "One number, a person who listens, and the next step before you hang up.",
        "Questions and faults of every service in this directory.",
        "Questions on how to book in the ERP: ask your key user first.",
    ),
    ServiceWords(
        "SITE", "Site network", NETWORK, (("Network", 36.0),), 30, "site", 96_000,
        "Every desk, machine and scanner on your site is connected, by two lines.",
        "Lines, switches, firewalls, watched around the clock.",
        "Cabling inside rented buildings; the landlord does that.",
        "Floor plan and a room that can be locked.",
    ),
    ServiceWords(
        "ERP", "ERP support", BUSINESS, (("ERP", 6.0), ("DBA", 1.0)), 10, "user", 3_650,
        "Orders, stock and ledger agree, and closing takes days, not weeks.",
        "Running, patching and small changes up to five days of work.",
        "New modules and new legal entities: those are projects.",
    ),
    ServiceWords(
        "WIFI", "Wi-Fi", NETWORK, (("Network", 12.0),), 15, "access point", 1_450,
        "Laptops and scanners stay connected while you walk.",
        "Planning, access points, replacement, survey after rebuilding.",
        "Outdoor areas further than 50 m from a building.",
        "Ladder access and power where the access points go.",
    ),
    ServiceWords(
        "PAYH", "Payroll hosting", BUSINESS, (("ERP", 4.0), ("DBA", 2.0)), 20, "payslip", 980,
        "Everybody is paid right and on time.",
        "Running payroll, legal changes, the transfer file to the bank.",
        "Checking single payslips; your payroll team does that.",
    ),
    ServiceWords(
        "VPN", "Remote access", NETWORK, (("Network", 0.5), ("Security", 0.25)), 3, "user", 610,
        "You work from home or on the road as if you were here.",
        "Client software, second factor, help with the router at home.",
        "Access for outside firms: see Supplier portal.",
        "A laptop of ours; a phone for the second factor.",
    ),
    ServiceWords(
        "TEL", "Telephony", NETWORK, (("Network", 0.5),), 5, "extension", 740,
        "You are reached under one number, at the desk, on the laptop, on the road.",
        "Extension, voicemail, groups, recorded announcements.",
        "Call centre statistics.",
    ),
    ServiceWords(
        "SCAN", "Handheld scanners", PLANT, (("Desktop", 1.0), ("Network", 0.5)), 10, "scanner", 1_890,
        "Goods are booked where they stand.",
        "Device, battery, cradle, swap on the same day from the shelf on site.",
        "Scanners bought without us.",
    ),
    ServiceWords(
        "PRINT", "Printing", WORKPLACE, (("Desktop", 0.75),), 5, "page", 4,
        "Paper comes out where you are, with your badge.",
        "Printers on each floor, toner, repair.",
        "Plotters; label printers have a service of their own.",
    ),
    ServiceWords(
        "FILE", "Shared folders", TOGETHER, (("Server", 0.5),), 2, "GB", 9,
        "Your team's files are in one place, and yesterday's version can be had back.",
        "Folders by team, access by your data owner, versions of 30 days.",
        "Archiving for the law: see Mail archive and Data room.",
    ),
    ServiceWords(
        "REPO", "Reporting", DATA, (("Reporting", 9.0), ("DBA", 1.0)), 15, "report", 2_900,
        "You see your figures the day they are made.",
        "Reports, daily refresh, one place where each figure is explained.",
        "Correcting the figures at their source.",
        "Somebody on your side who says what each figure means.",
    ),
    ServiceWords(
        "MOB", "Mobile phone", WORKPLACE, (("Desktop", 0.75),), 5, "phone", 1_720,
        "You are reachable, and your mail is with you.",
        "Phone, contract, roaming in Europe, swap when broken.",
        "Private contracts; roaming outside Europe is billed as it comes.",
    ),
    ServiceWords(
        "ONB", "Joining and leaving", HELP, (("Service desk", 0.75), ("Desktop", 0.5)), 7, "person", 3_400,
        "A new colleague can work on the first morning; who has left can no longer get in.",
        "Accounts, devices, access by role, and taking all of it back.",
        "Badges for doors: see Badge readers.",
        "The form from Human Resources, seven days before.",
    ),
    ServiceWords(
        "WMS", "Warehouse system", PLANT, (("ERP", 5.0), ("Integration", 3.0)), 20, "user", 4_480,
        "Picking follows the shortest way and stock is right to the piece.",
        "Running, changes to picking routes, link to the ERP.",
        "Stocktaking itself.",
    ),
    ServiceWords(
        "DBH", "Database hosting", DATA, (("DBA", 8.0),), 10, "database", 21_500,
        "Your application's data is there, quick, and never lost for more than an hour.",
        "PostgreSQL and Oracle, backup, patching, tuning twice a year.",
        "Writing the queries of your application.",
    ),
    ServiceWords(
        "INT", "Interfaces", BUSINESS, (("Integration", 24.0), ("ERP", 4.0)), 30, "interface", 6_900,
        "What is typed in once arrives everywhere it is needed.",
        "Building and watching interfaces between two systems.",
        "Cleaning the data that goes through them.",
        "A description of both sides, or somebody who can tell.",
    ),
    ServiceWords(
        "HOST", "Server hosting", SAFETY, (("Server", 3.0),), 5, "server", 14_800,
        "Your application runs on machines you never have to think about.",
        "Virtual servers, patching each month, watching, backup.",
        "The application on top.",
    ),
    ServiceWords(
        "MFA", "Sign-in with second factor", SAFETY, (("Security", 0.25),), 2, "user", 130,
        "A stolen password is not enough to be you.",
        "App or key fob, help when the phone is lost.",
        "Applications that know no second factor.",
    ),
    ServiceWords(
        "FAX", "Fax gateway", TOGETHER, (), 5, "page", 11,
        "Faxes arrive as mail.",
        "Numbers, delivery by mail.",
        "Fax machines.",
    ),
    ServiceWords(
        "BADGE", "Badge readers", PLANT, (("Network", 2.0), ("Security", 1.0)), 20, "reader", 880,
        "The right people come in, and the audit sees that they do.",
        "Readers, doors by role, logs for ninety days.",
        "The mechanics of doors and gates.",
    ),
    ServiceWords(
        "DROOM", "Data room", DATA, (("Server", 4.0), ("Security", 3.0)), 5, "room", 38_000,
        "Outside parties read what they may, and you see what they read.",
        "Room, watermarks, guest accounts, a record at the end.",
        "Sorting the documents.",
    ),
    ServiceWords(
        "EINV", "E-invoicing", BUSINESS, (("Integration", 12.0),), 25, "invoice", 29,
        "Invoices come and go without anybody typing.",
        "Receiving, checking the form, handing over to the ledger.",
        "Disputes with suppliers.",
    ),
    ServiceWords(
        "VIDEO", "Meeting room equipment", WORKPLACE, (("Desktop", 3.0),), 20, None, None,
        "You press one button and the others see and hear you.",
        "Screen, camera, microphone, a check each quarter.",
        "Furniture; booking of rooms.",
    ),
    ServiceWords(
        "MES", "Machine data", PLANT, (("Integration", 16.0), ("Network", 4.0)), 40, "machine", 5_200,
        "You see what each line does now and why it stood still.",
        "Connecting machines, storing signals for two years, a view by line.",
        "Changing the control of a machine.",
        "The machine builder's consent.",
    ),
    ServiceWords(
        "LABEL", "Label printing", PLANT, (("Desktop", 2.0), ("ERP", 1.5)), 10, "printer", 2_350,
        "Each pallet leaves with the label its receiver demands.",
        "Printers, layouts, a spare on site.",
        "Labels and ribbon: order them in the shop.",
    ),
    ServiceWords(
        "TERM", "Terminal server", WORKPLACE, (("Server", 1.0),), 5, "user", 1_950,
        "Old applications run from any screen.",
        "Desktop on the server, printing, help.",
        "New applications: they get another home.",
    ),
    ServiceWords(
        "BACK", "Backup and restore", SAFETY, (("Server", 2.0),), 3, "GB", 6,
        "What was lost since yesterday can be had back.",
        "Daily backup, restore on request, a test twice a year.",
        "Files that were only on a laptop's desktop.",
    ),
    ServiceWords(
        "CAD", "Engineering workstation", WORKPLACE, (("Desktop", 4.0),), 15, "workstation", 16_900,
        "Big drawings turn without waiting.",
        "Workstation, graphics driver tested with your CAD, swap in two days.",
        "The CAD licence itself.",
    ),
    ServiceWords(
        "TRAIN", "User training", HELP, (("Service desk", 6.0),), 15, "seat", 8_500,
        "People use what they have, and ask less.",
        "Courses on site or by video, short films, a sheet to take home.",
        "Training on machines.",
    ),
    ServiceWords(
        "CHAT", "Chat and video calls", TOGETHER, (("Server", 0.25),), 1, "user", 560,
        "You ask a colleague and have the answer before the coffee is cold.",
        "Chat, video calls up to 300 people, recordings for 60 days.",
        "Broadcasts to the whole group.",
    ),
    ServiceWords(
        "INTRA", "Intranet", TOGETHER, (("Integration", 3.0),), 10, "user", 90,
        "Everybody finds the form, the news and the right person.",
        "Pages, search, access by team.",
        "Writing the pages.",
    ),
    ServiceWords(
        "MAILA", "Mail archive", TOGETHER, (("Server", 2.0), ("DBA", 1.0)), 10, "GB", 14,
        "Mail the law wants kept is kept, and found.",
        "Archive of ten years, search for those who may.",
        "Deciding what has to be kept.",
    ),
    ServiceWords(
        "PORT", "Supplier portal", BUSINESS, (("Integration", 20.0), ("Security", 4.0)), 40, "supplier", 650,
        "Suppliers confirm, ask and send papers without a mail.",
        "Accounts, order confirmation, drawings, certificates.",
        "Chasing suppliers who do not answer.",
    ),
    ServiceWords(
        "ADV", "Project advice", HELP, (("Relationships", 8.0),), 10, "hour", 11_200,
        "You know what a plan takes before you promise it to others.",
        "Estimate, choice of a way, somebody who stays until it runs.",
        "Leading the project on your side.",
    ),
    ServiceWords(
        "SALES", "Field sales app", BUSINESS, (("Integration", 8.0),), 20, "user", 2_450,
        "An offer is written in the client's yard, with today's price.",
        "App, prices and stock twice a day, offline for a day.",
        "Phones and tablets themselves.",
    ),
    ServiceWords(
        "SIGN", "Digital signature", SAFETY, (("Security", 2.0),), 10, "signature", 95,
        "Contracts are signed the day they are agreed.",
        "Signing by two factors, a record that stands in court.",
        "Contracts that need a notary.",
    ),
    ServiceWords(
        "OREP", "Old report server", DATA, (), 10, "report", 1_900,
        "Lists by mail each morning.",
        "The lists as they were.",
        "New lists.",
    ),
    ServiceWords(
        "TAB", "Shop-floor tablets", PLANT, (("Desktop", 1.5),), 15, "tablet", 2_750,
        "Instructions and drawings are at the machine, always the latest.",
        "Tablet, holder, swap on the same day.",
        "Writing the instructions.",
    ),
)  # fmt: skip
