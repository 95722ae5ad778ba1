"""What we meet clients and our own people for, what was said, and what was to follow."""

PURPOSES: dict[str, tuple[str, ...]] = {
    "reactive": (
        "Why the scanners failed last week", "Complaint about the late delivery", "Bill of {month} explained",
        "What went wrong on {weekday}", "Calming words after the standstill", "Escalation: payroll run",
        "Missed date, and what comes instead", "Access for the auditors, in a hurry",
    ),
    "proactive": (
        "What is planned for {next_quarter}", "Dates for {next_quarter}, one by one", "New key users",
        "Service levels of {quarter}", "What annoys people, small things only",
        "Rate card for next year", "First month after the move", "Who decides what at {client}",
        "Usage by line of business", "Before the busy season",
    ),
    "visit": ("Morning in {place}", "Walk through {place}", "A day with {line}", "What the tickets never say"),
    "service review": ("Service review {quarter}", "Service review {quarter}, with figures"),
    "strategic": (
        "Where {client} wants to be in three years", "Two plans side by side: IT and {client}",
        "What {client} would buy elsewhere, and why", "Value of last year's projects", "Our role in their success",
        "Our role in their risk", "Priorities for next year", "New site in {city}",
    ),
    "staff": (
        "Morning round with {team}", "Whom our work serves: a visit in {place}", "What the survey says about us",
        "Lunch with {team}", "What we promised, and to whom", "Ideas from {team}",
    ),
}  # fmt: skip

NOTES = (
    "Good talk. They know more about our dates than we thought.",
    "Came with a list of nine points; six were settled on the spot.",
    "They would rather have fewer services and firmer dates.",
    "Short, friendly, no news. Next time with the shift leads.",
    "Unhappy about the bill. Showed usage by line of business; that helped.",
    "Asked who decides about the budget from January on. Nobody knew.",
    "They have talked to {partner}. Price is not the reason, response is.",
    "Walked through {place}. Saw what the tickets never say.",
    "The new head wants a page a month, not a slide deck.",
    "Agreed to look at the priorities again after the closing.",
    "They praised {helper} by name.",
    "Asked for a date; did not give one before the teams have answered.",
    "Two people missing, so the decision waits for the next time.",
    "They plan a second shift. Nobody had told us.",
)

STAFF_FOLLOW_UPS = (
    "Tell the team what {partner} said about us",
    "Write down the three ideas and who tries them",
    "Find a day for the next visit in {place}",
    "Ask who wants to come along to a client",
    "Clear up who stands in during leave",
)

FOLLOW_UPS = (
    "Send the usage of the last three months",
    "Ask Network whether {place} can be measured in {next_month}",
    "Call back with the name of the new owner",
    "Bring the rate card for next year",
    "Invite the shift leads to the next review",
    "Write down what was agreed about the standstill",
    "Find out who approves the budget now",
    "Show the report on {topic} on a real example",
    "Clear up the two lines on the bill of {month}",
    "Check the contract with {partner}",
    "Tell the team what was praised",
    "Propose three dates for the strategy session",
    "Send the form for new colleagues",
    "Put the idea about {topic} on the list",
    "Look at the broken screen in {room}",
)
