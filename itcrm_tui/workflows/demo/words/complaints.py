"""What clients complain about: service code ("" fits any), subject and text with slots."""

from typing import NamedTuple

COMPLAINTS: tuple[tuple[str, str, str], ...] = (
    ("LAP", "Laptop takes ten minutes to start", "Since the update my laptop needs {n} minutes until I can work."),
    ("LAP", "New laptop without our software", "The laptop came on {weekday}, but {system} is not on it."),
    ("LAP", "Battery empty before noon", "{n} of our laptops do not get through a meeting any more."),
    ("LAP", "Dock loses the second screen", "In {place} the second screen goes black {daypart}."),
    ("MAIL", "Mail from a supplier never arrives", "Mails from {partner} are gone; they say they sent {n} of them."),
    ("MAIL", "Calendar shows the wrong hour", "Meetings with {city} are an hour off {since}."),
    ("MAIL", "Shared mailbox vanished", "The mailbox of {line} is not there any more {since}."),
    ("DESK", "Twenty minutes in the queue", "I waited {n} minutes, then the line went dead."),
    ("DESK", "Told the same story three times", "Three calls, three people, and each started from the beginning."),
    ("DESK", "Ticket closed without an answer", "It says solved. Nobody has called, and nothing has changed."),
    ("SITE", "Network gone for a while", "In {place} nothing worked {daypart} for {n} minutes."),
    ("SITE", "Line to {city} slow", "Files from {city} take {n} minutes {since}."),
    ("SITE", "Socket dead after the move", "We moved desks to {floor} and {n} sockets are dead."),
    (
        "ERP",
        "Booking stops in the middle",
        "When posting goods the ERP hangs {daypart}; {n} bookings had to be redone.",
    ),
    ("ERP", "Closing held up by a lock", "A job of yours locked the ledger on {weekday}, in the middle of closing."),
    ("ERP", "Wrong stock after the patch", "Stock in {place} is off by {n} pieces since the patch."),
    ("ERP", "Rights missing after the change", "{line} cannot release orders any more {since}."),
    ("WIFI", "Wi-Fi drops out", "In {place} laptops and phones lose the network {daypart}."),
    ("SCAN", "Scanner drops off Wi-Fi", "In {place} the scanners lose the network {daypart}."),
    ("WIFI", "No Wi-Fi in {place}", "There is no signal at all in {place} {since}."),
    ("WIFI", "Calls break off while walking", "Between {place} and {room} every call breaks off."),
    ("PAYH", "Payroll was late again", "The run finished at {hour}; the bank would have needed it at noon."),
    ("PAYH", "Payslips of {n} people missing", "{n} payslips were not in the portal on {weekday}."),
    ("PAYH", "Bonus paid twice", "{n} people in {place} got the bonus of {month} twice."),
    ("VPN", "Thrown out every hour", "Working from home I am thrown out every hour {since}."),
    ("VPN", "Cannot sign in from {city}", "On the road in {city} remote access said no, for two days."),
    ("VPN", "VPN still not there", "{n} of us wait for remote access. We were told it would be ready by now."),
    ("TEL", "Calls reach the wrong desk", "Clients who dial {line} land in {room}."),
    ("TEL", "Voicemail swallowed messages", "{n} clients say they left a message. There is none."),
    ("SCAN", "Scanners freeze in the cold", "In {place} the scanners freeze {daypart} and need a restart."),
    ("SCAN", "Spare scanners used up", "The shelf is empty {since}; {n} devices are at repair."),
    ("SCAN", "Scanner does not read the new codes", "Labels of {partner} are read at the third try, if at all."),
    ("PRINT", "Printer on {floor} jams all day", "It eats every tenth sheet {since}."),
    ("PRINT", "Badge not known to the printer", "{n} colleagues cannot print since they got new badges."),
    ("FILE", "Folder of {project} gone", "The folder of {project} is empty {since}."),
    ("FILE", "Everybody sees our folder", "People from other units opened drafts of {line}."),
    ("REPO", "Figures two days old", "The report on {topic} still shows {weekday}."),
    ("REPO", "Two reports, two truths", "Turnover in the report on {topic} differs by {n} percent from the ledger."),
    ("MOB", "Roaming bill nobody expected", "A week in {city} cost more than the phone."),
    ("MOB", "Phone swapped, contacts lost", "The swap was quick, but {n} contacts and the driver's app were gone."),
    ("ONB", "First day without an account", "{n} new colleagues sat in {place} for two days without access."),
    ("ONB", "Left in spring, still has access", "An audit found {n} accounts of people who left in spring."),
    ("WMS", "Picking list in the wrong order", "Pickers in {place} walk back and forth {since}."),
    ("WMS", "Stock right in one system only", "{n} articles in {place} exist in the ERP but not on the shelf list."),
    ("DBH", "Queries slow since the move", "What took a second takes {n} now, {daypart} above all."),
    ("DBH", "Standstill announced too late", "We learned on {weekday} that the database is away on Saturday."),
    ("INT", "Orders stuck between two systems", "{n} orders from the {system} did not reach the ERP {since}."),
    ("INT", "Interface stopped without a word", "The transfer from the {system} stopped and our client noticed first."),
    ("HOST", "Server rebooted in working hours", "Our test server restarted at {hour} with {n} people on it."),
    ("HOST", "Disk full, nobody watched", "The disk of {project} was full for {n} hours."),
    ("MFA", "Second factor lost with the phone", "New phone, and {n} hours without any access."),
    ("MFA", "Asked for the code all day", "I have to confirm {n} times a day {since}."),
    ("FAX", "Customs still needs a fax", "The gateway is gone, and the office in {city} takes nothing else."),
    ("BADGE", "Door opens for nobody", "The door at {place} stayed shut {daypart}, for {n} people."),
    ("BADGE", "Badge works one day in two", "My badge opens {place} one day and not the next."),
    ("DROOM", "Lawyers wait for access", "The law firm has been waiting for guest accounts {since}."),
    (
        "EINV",
        "Invoices rejected without a reason",
        "{n} invoices of {partner} came back with a code nobody understands.",
    ),
    ("EINV", "Discount lost", "Invoices lay for {n} days, and the discount is gone."),
    ("VIDEO", "Nobody hears us", "In {room} the others see us but hear nothing."),
    ("VIDEO", "Screen black before the board meeting", "At {hour}, with the board in {room}, the screen stayed black."),
    ("MES", "Standstills without a reason", "The screen in {place} shows {n} standstills, all “other”."),
    ("MES", "Values stop at midnight", "Machine data from {place} end at midnight {since}."),
    ("LABEL", "Labels come out skewed", "{n} pallets were refused because the code could not be read."),
    ("LABEL", "No spare printer on site", "The printer in {place} is broken, and the spare was never brought back."),
    ("TERM", "Thrown off the terminal server", "{daypart} it throws out {n} people at once."),
    ("BACK", "Restore took three days", "We asked for one folder on {weekday} and got it three days later."),
    ("BACK", "Wrong version restored", "The file that came back is from {month}."),
    ("CAD", "Drawing takes minutes to turn", "Since the driver update a big assembly needs {n} seconds for a turn."),
    ("CAD", "Workstation too loud for the office", "The new machine in {place} is heard two rooms away."),
    ("TRAIN", "Course cancelled on the day", "{n} people came to {room}, and the course was called off."),
    ("CHAT", "Recording of the meeting gone", "The recording with {partner} was deleted before we could write it up."),
    ("CHAT", "Video breaks up with {city}", "Calls with {city} break up {daypart}."),
    ("INTRA", "Search finds the form of 2016", "I looked for {topic} and found a form from 2016."),
    ("MAILA", "Cannot find a mail of last year", "An auditor asks for mails with {partner}; the search finds nothing."),
    ("PORT", "Suppliers cannot sign in", "{n} suppliers called me because the portal sends them in circles."),
    ("ADV", "Estimate doubled after we said yes", "We had been told {n} days. Now it is twice that."),
    ("SALES", "Old prices in the app", "I quoted {partner} a price from {month}, in front of the client."),
    ("SALES", "App lost an offer", "An hour's work in the yard of {partner}, and nothing had been saved."),
    ("", "{service}: not what we were told", "When we asked for {service} we were told something else."),
    ("", "Nobody answers about {service}", "I have written {few} times about {service} and got no answer."),
    (
        "",
        "{service} changed without a word",
        "Something was changed in {service}, and we heard of it from our own people.",
    ),
    (
        "",
        "Bill for {service} not understood",
        "The bill for {service} says {n} units. Nobody here knows what they are.",
    ),
    ("", "{service}: third time this quarter", "The same trouble with {service} for the third time this quarter."),
    ("", "No date for more of {service}", "We asked for more of {service} in {month} and have no date yet."),
    (
        "",
        "{service} explained to nobody",
        "{line} has had {service} since {month}, and nobody has shown us how to use it.",
    ),
    ("", "Sent from one to the next about {service}", "I was sent on {few} times before somebody felt concerned."),
    (
        "",
        "{service}: a call was promised, none came",
        "I was told on {weekday} that somebody would call. That was {n} days ago.",
    ),
    ("", "Form for {service} leads nowhere", "The form asks for a number that nobody here has."),
)

ABOUT_A_PROMISE = (
    ("Where is “{title}”?", "It was promised for {due}, and we have heard nothing since."),
    ("Late: {title}", "The date was {due}. My people planned around it, and I had to send them home."),
    ("“{title}” moved without asking us", "We learned from a colleague that the date is another one now."),
)

PROMISE_REPLIES = (
    "You are right, and we should have called before the date. {helper} now tells you each {weekday} where it stands.",
    "The supplier was late, and we noticed too late. The new date holds; {helper} answers for it.",
    "The estimate was half of what it took. We have changed how we estimate and will show you in the next review.",
    "A colleague fell ill and nobody stood in. Now there are two who know it. We are sorry for the trouble.",
    "We have talked on the phone and agreed what comes first. {helper} stays on it until it is done.",
)

EFFECTS = (
    "Two colleagues stayed until eight to make up for it.",
    "{partner} has noticed, and that is worse than the time we lost.",
    "My team has stopped reporting it. That worries me more than the fault.",
    "It cost us half a day on {weekday}.",
    "I can explain it once to my people, not three times.",
    "We have found a way around it, but it takes two people.",
    "For {line} this is the busiest time of the year.",
    "It is a small thing, but it happens {daypart}.",
    "The new colleagues ask me whether this is normal here.",
    "An auditor was standing next to me.",
    "We had told our own client a date.",
    "We lose a good hour a week.",
    "The weekly meeting had to start without it.",
    "Somebody has to sit beside it now.",
    "Nothing is lost so far, but only by luck.",
    "Last time it was the same.",
    "That is {many} people who cannot work.",
)

FLOOR_EFFECTS = (
    "We lose about {many} minutes a shift.",
    "A truck left half empty because of it.",
    "The night shift had nobody to call.",
    "We write it on paper now and type it in later.",
    "The line stood for {many} minutes.",
    "The early shift began half an hour late.",
)
"""What it does to halls, yards and shifts."""

WISHES = (
    "Can somebody look at it this week?",
    "Please call me, I am here until {hour}.",
    "I would just like to know when it will be over.",
    "Whom do I talk to about this?",
    "Please do not close this before somebody has been here.",
    "A short word on what happened would help.",
    "If it takes longer, tell us; then we plan without it.",
    "Come by, I will show you.",
    "We need an answer before {weekday}.",
    "I know you are few. Still, this has to work.",
    "",
    "",
    "Thank you for looking into it.",
    "If I can help with testing, say so.",
    "Otherwise I have to bring it up in the service review.",
)


class OpeningWords(NamedTuple):
    """What lies on top of the inbox; `reply` is in working days from today, `promise` a key of PROMISES."""

    client: str
    stakeholder: str
    service: str
    kind: str
    state: str
    subject: str
    text: str
    received: int
    reply: int
    csat: int | None = None
    promise: str | None = None


OPENING = (
    OpeningWords(
        "HR", "Maureen Okoye", "PAYH", "complaint", "assigned", "Payroll was late again",
        "For the third month the run ended after noon, and the bank refused to wait. 140 people were paid a day late."
        " I have told the board office; this cannot be explained any more. Who answers for it?",
        -5, -2, 1, "payroll",
    ),
    OpeningWords(
        "LOG", "João Ferreira", "WIFI", "complaint", "new", "Scanner drops off Wi-Fi",
        "In hall 3 the scanners lose the network every morning from six to seven. We book on paper for an hour.",
        -3, -1, 2, "wifi",
    ),
    OpeningWords(
        "FIN", "Yasmine Bouchard", "LAP", "compliment", "acknowledged", "Laptops arrived a day early",
        "Twelve laptops, all set up, a day before the date. Please pass it on to the team.",
        -4, 1, 5,
    ),
    OpeningWords(
        "PLN", "Zbigniew Wróblewski", "MES", "suggestion", "new", "Ask the shift for the reason",
        "Every second standstill shows as “other”. Two buttons on the line, and the shift would say why it stood.",
        -1, 3,
    ),
    OpeningWords(
        "LEG", "Katharina Meyer", "DROOM", "complaint", "acknowledged", "Lawyers wait for access",
        "Both law firms have been waiting for their guest accounts since Monday. Signing is next week.",
        -2, 0, 3, "room",
    ),
)  # fmt: skip
