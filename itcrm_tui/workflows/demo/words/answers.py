"""What we answer, what people write into surveys, and the small words that fill the slots."""

ANSWERS: dict[str, tuple[str, ...]] = {
    "complaint": (
        "You are right, and we are sorry. The cause was {cause}. It is repaired; we look again on {weekday}.",
        "Thank you for saying so. The reason was {cause}. {helper} has been with you and seen it work.",
        "It was {cause}. From now on we are warned before you notice it.",
        "We have talked on the phone: {cause}. You have {helper} as the one to call until it is over.",
        "The fault was on our side: {cause}. The bill for {month} is corrected.",
        "We cannot change it before {next_month}. Until then {helper} helps you around it; we have agreed on that.",
        "It came from {cause}. We have changed how we test and will show you in the next review.",
        "Repaired on {weekday}. It was {cause}, and we have looked at your other sites, too.",
    ),
    "compliment": (
        "Thank you! {helper} has read it, and so has the team.",
        "That is good to hear. We have passed it on in the morning round.",
        "Thank you for taking the time. It hangs on the wall of the team room.",
        "Passed on with pleasure. We keep at it.",
    ),
    "suggestion": (
        "Good idea. We try it with you from {next_month} on.",
        "We have put it on the list for the next quarter; {helper} will call you before.",
        "Not possible this year: the money is spent. We ask again in autumn.",
        "Done. It was less work than we had thought.",
        "Three others asked for the same. It comes in {next_month}.",
        "We have thought about it and would rather not: it helps one site and slows down the rest. Shall we talk?",
    ),
    "survey answer": (
        "Thank you for your answer. We come back to it in the next service review.",
        "Thank you for telling us so plainly. {helper} comes by this week.",
        "Thank you. {helper} calls you about it.",
        "Seen, with thanks. What you write about the dates is on our list.",
    ),
}

GENERAL_REPLIES = (
    "You are right. From now on {helper} is the one to call, and has called you already.",
    "We have gone through it with you line by line. What was wrong is corrected with the next bill.",
    "Thank you for saying so. {helper} came over on {weekday}, and it is settled.",
    "We are sorry that nobody answered. There is a date now, and we keep you posted.",
    "It fell between two teams. It has an owner now: {helper}.",
    "We have put it right and bring it up ourselves in the next review.",
)
"""What we answer to a complaint that is not about a fault."""

CAUSES: dict[str, tuple[str, ...]] = {
    "Workplace": (
        "an update that was tested on too few models",
        "a faulty series",
        "a setting lost in the swap",
        "an order that lay on a desk for a week",
    ),
    "Network": (
        "a switch that restarted by itself",
        "the line of the carrier",
        "a setting lost in the move",
        "a certificate that had run out",
    ),
    "Working together": (
        "a filter that was set too sharply",
        "a full disk that nobody watched",
        "a right lost in the reorganization",
    ),
    "Business applications": (
        "two jobs at the same hour",
        "an update that was tested with too little data",
        "a right that was taken away with the reorganization",
        "a table that had grown beyond its limit",
    ),
    "Data": (
        "a job that waited for another one",
        "a full disk that nobody watched",
        "a column that had changed its meaning",
    ),
    "Plant and warehouse": (
        "a spare that was never brought back",
        "a supplier who delivered late",
        "dust in the readers",
        "a setting lost in the last update",
    ),
    "Hosting and security": (
        "a certificate that had run out",
        "a restart planned for the wrong day",
        "a rule that was set too sharply",
    ),
    "Help and advice": (
        "two people ill in the same week",
        "a handover that was not written down",
        "a form that nobody answered for",
    ),
}
"""What it was, by the category of the service."""

SURVEY_SUBJECTS = ("{quarter} survey: {service}", "Yearly survey: {service}", "After the visit: {service}")

SURVEY_GOOD = (
    "It runs, day in, day out. I would miss {service}.",
    "Quick, friendly, and they know our names.",
    "Much better than {since_when}.",
    "We are told in time, and mostly it comes as told.",
    "Nothing to add. {service}: as promised.",
    "The visits help. {helper} knows what {line} does.",
    "Would take it again, at that price.",
    "No complaints from {place}, and they do complain.",
)

SURVEY_MIXED = (
    "It is all right. Dates could be firmer.",
    "Good, once we had it. Finding out how to get {service} was the hard part.",
    "Depends on whom you reach.",
    "Good when it runs. When it does not, nobody tells us.",
    "Fine for the office, less so for {place}.",
    "The price is fair, the bill is not readable.",
    "Better than {since_when}, but with room left.",
    "We use half of {service}. Somebody could show us the rest.",
)

SURVEY_BAD = (
    "{line} has bought something of its own in the meantime.",
    "Three dates, none kept.",
    "I do not know whom to ask about {service}.",
    "Too slow, above all {daypart}.",
    "Nobody from IT has been in {place} since {month}.",
    "We feel like a ticket number.",
    "An outside firm offered the same for less, and answers the phone.",
)

CHANNELS = ("e-mail", "phone", "visit", "intranet form", "chat", "service review")

SURVEY_THANKS = ("Thank you for your answer.", "Thank you. Read, and passed on to the team.", "Seen, with thanks.")

SLOTS: dict[str, tuple[str, ...]] = {
    "floor": ("the ground floor", "the second floor", "the third floor", "the fourth floor", "the mezzanine"),
    "room": ("room Bergen", "room Douro", "room Vltava", "the board room", "the glass room", "room 214", "room Tatra"),
    "daypart": (
        "every morning from six to seven", "after lunch", "at every shift change", "in the late shift",
        "on Mondays", "towards evening", "in the first hour", "at the end of the month", "when it rains",
    ),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    "since": (
        "since Monday", "since the update", "since last week", "since the move", "since the weekend",
        "since the new year", "since the storm", "since the holidays",
    ),
    "since_when": ("last year", "a year ago", "before the move", "in spring", "two years ago"),
    "hour": ("seven", "half past eight", "nine", "a quarter to ten", "eleven", "two", "half past three", "four"),
    "project": (
        "Project Heron", "Project Delta", "Project Granite", "Project Linden", "Project Harbour", "Project Copper",
        "Project Meridian", "Project Alder",
    ),
    "topic": (
        "scrap", "delivery times", "sick leave", "overtime", "energy use", "stock value", "returns", "travel costs",
        "open orders", "standstills", "supplier delays", "parental leave", "price changes", "open invoices",
    ),
    "partner": (
        "Stahlwerk Moser", "Transportes Vidal", "Norrland Pumps", "Baltic Bearings", "Officine Gatti", "Van Duin Seals",
        "Sušice Castings", "Hydraulique du Midi", "Karadeniz Forging", "Ostrava Tools", "Pumpen Riedl", "Lagos Marine",
    ),
    "event": ("spring trade fair", "open day", "suppliers' day", "board meeting in May", "apprentices' day"),
}  # fmt: skip
"""What a slot in a text can stand for; numbers, months, places and names come from elsewhere."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

OFFICE_PLACES = (
    "building B", "the canteen wing", "the north office", "the annex", "the archive", "the reception",
    "the open office", "the corner office", "the training room", "the library",
)  # fmt: skip
FLOOR_PLACES = (
    "hall 1", "hall 2", "hall 3", "hall 5", "the gatehouse", "the loading bay", "the test lab", "the dispatch office",
    "the cold store", "the north yard", "the paint shop", "line 4", "the tool store", "the high rack",
)  # fmt: skip
