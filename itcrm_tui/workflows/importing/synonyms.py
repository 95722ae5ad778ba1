"""What other programs say where ours has a word of its own; each use is shown in the preview."""

from itcrm_tui.domain.field_words import bare

_SYNONYMS: dict[tuple[str, str], dict[str, str]] = {
    ("client", "status"): {
        "active": "current customer live open enabled",
        "prospect": "lead potential target opportunity",
        "dormant": "inactive paused onhold",
        "former": "lost churned closed ended past terminated",
    },
    ("service", "phase"): {
        "pipeline": "planned proposed indevelopment development design requirements",
        "live": "production operational active inproduction inuse available",
        "retiring": "deprecated sunset endofsale",
        "retired": "decommissioned inactive endoflife discontinued",
    },
    ("stakeholder", "role"): {
        "decision maker": "decisionmaker executivesponsor",
        "financial approver": "economicbuyer budgetholder approver",
        "technical influencer": "technicalbuyer technicalcontact",
        "user": "enduser",
    },
    ("feedback", "kind"): {
        "complaint": "grievance dissatisfaction",
        "compliment": "praise thanks commendation",
        "suggestion": "idea featurerequest enhancement improvement",
        "survey answer": "survey surveyresponse questionnaire csat nps",
    },
    ("feedback", "state"): {
        "new": "open opened unread todo",
        "acknowledged": "pending pendingcustomerresponse waiting awaitingcustomer waitingoncustomer onhold",
        "assigned": "inprogress workinprogress",
        "answered": "resolved solved replied done",
        "closed": "cancelled canceled",
    },
    ("touchpoint", "kind"): {
        "visit": "onsite sitevisit",
        "call": "phonecall telephone phone",
        "strategy session": "strategy",
        "service review": "review",
        "other": "meeting appointment event email task",
    },
    ("touchpoint", "place"): {
        "theirs": "onsite customersite clientsite",
        "ours": "office inhouse",
        "remote": "online video teams zoom phone",
    },
}

_MEANINGS: dict[tuple[str, str], dict[str, str]] = {
    place: {said: ours for ours, words in synonyms.items() for said in words.split()}
    for place, synonyms in _SYNONYMS.items()
}


def meaning(kind_name: str, field_name: str, text: str) -> str | None:
    """Return our word for what another program says in a field of choices; None when none is sure."""
    return _MEANINGS.get((kind_name, field_name), {}).get(bare(text))
