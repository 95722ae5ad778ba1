"""A promise on the command line, from a draft that does not fit to its end, each step taken back and done again."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Done, Run

DONE, NO, USAGE = 0, 1, 2


@pytest.fixture
def team(crm: Run) -> Run:
    """A role of seventy hours on seven days, another of ten a day, a stakeholder, and who may override."""
    for words in (
        ("edit", "settings", "working_days=mon;tue;wed;thu;fri;sat;sun"),
        ("add", "role", "name=Network"),
        ("add", "role", "name=DBA"),
        ("add", "person", "name=S. Lind", "weekly_hours=70", "role_shares=Network:1"),
        ("add", "person", "name=M. Tanaka", "weekly_hours=70", "role_shares=DBA:1"),
        ("add", "person", "name=The Chief", "may_override=yes"),
        ("add", "stakeholder", "client=FIN", "name=A. Lund"),
        ("edit", "commitment", "VPN for 40", "due=+3d"),
        ("add", "requirement", "commitment=VPN for 40", "role=Network", "hours=60"),
        ("add", "requirement", "commitment=VPN for 40", "role=DBA", "hours=5"),
    ):
        said = crm(*words)
        assert said.code == DONE, said.err
    return crm


def does(run: Run, *words: str) -> Done:
    """A command that is done."""
    said = run(*words)
    assert said.code == DONE, said.err
    return said


def state(run: Run) -> str:
    return str(run("show", "commitment", "VPN for 40", "--json").json["item"]["state"])


def test_a_promise_from_a_draft_that_is_short_to_kept(team: Run) -> None:
    short = team("check", "VPN for 40")
    assert (short.code, state(team)) == (NO, "checked")
    assert short.lines[0].startswith("SHORT 20 h Network, week of ")
    assert any(line.startswith("Earliest: ") for line in short.lines)
    assert short.lines[-1] == "It was draft and is checked now: its teams are asked. `itcrm undo` takes it back."
    refused = team("promise", "VPN for 40")
    assert (refused.code, refused.out) == (NO, "")
    assert "SHORT 20 h Network" in refused.err
    taken = does(team, "check", "VPN for 40", "--take-earliest")
    assert taken.lines[0] == "OK"
    waiting = team("promise", "VPN for 40")
    assert (waiting.code, "Network, DBA" in waiting.err) == (NO, True), waiting.err
    assert does(team, "accept", "VPN for 40", "--role", "Network").out == "Accepted: Network of VPN for 40 users.\n"
    does(team, "accept", "VPN for 40", "--role", "DBA", "--by", "M. Tanaka")
    steps = (
        (("promise", "VPN for 40"), "promised"),
        (("begin", "VPN for 40"), "in delivery"),
        (("progress", "VPN for 40", "--role", "Network", "--left", "6"), "in delivery"),
        (("deliver", "VPN for 40"), "delivered"),
        (("keep", "VPN for 40", "--accepted-by", "A. Lund"), "kept"),
    )
    for words, after in steps:
        before = state(team)
        does(team, *words)
        assert state(team) == after
        does(team, "undo")
        assert state(team) == before
        does(team, "redo")
        assert state(team) == after
    checks = team("list", "capacity_checks", "--json").json["items"]
    assert [check["verdict"] for check in checks].count("SHORT") == 1
    assert len(checks) >= 3


def test_a_missed_promise_opens_a_review_and_an_overridden_one_stays_marked(team: Run) -> None:
    team("check", "VPN for 40")
    for role in ("Network", "DBA"):
        does(team, "accept", "VPN for 40", "--role", role)
    assert team("promise", "VPN for 40", "--why", "An audit").code == USAGE
    assert "may not override" in team("promise", "VPN for 40", "--override-by", "S. Lind", "--why", "An audit").err
    said = does(team, "promise", "VPN for 40", "--override-by", "The Chief", "--why", "An audit", "--json")
    assert (said.json["item"]["state"], said.json["item"]["check"]["verdict"]) == ("promised", "SHORT")
    assert said.err.startswith("Now at risk: VPN for 40 users (20 h Network short by ")
    assert team("list", "overrides", "--json").json["items"][0]["reason"] == "An audit"
    overridden = team("list", "commitments", "is:overridden", "--json").json["items"]
    assert [one["title"] for one in overridden] == ["VPN for 40 users"]
    assert team("miss", "VPN for 40").code == NO
    does(team, "miss", "VPN for 40", "--given-up", "--why", "The supplier stopped")
    (review,) = team("list", "miss_reviews", "--json").json["items"]
    does(team, "edit", "miss_review", review["id"], "causes=supplier;estimate wrong", "corrective_action=Ask sooner")
    assert state(team) == "missed"
    for _ in range(2):
        does(team, "undo")
    assert (state(team), team("list", "miss_reviews", "--json").json["items"]) == ("promised", [])
    for _ in range(2):
        does(team, "redo")
    assert team("list", "miss_reviews", "--json").json["items"][0]["causes"] == ["supplier", "estimate wrong"]


def test_a_declined_part_a_new_date_and_the_ends(team: Run) -> None:
    does(team, "check", "VPN for 40", "--take-earliest")
    declined = does(team, "decline", "VPN for 40", "--role", "DBA", "--why", "Two of us are away", "--json").json
    assert (declined["item"]["answer"]["answer"], declined["item"]["commitment"]["state"]) == ("declined", "draft")
    need = declined["item"]["requirement"]["id"]
    does(team, "edit", "requirement", need, "hours=4")
    does(team, "check", "VPN for 40")
    does(team, "accept", need)
    does(team, "accept", "VPN for 40", "--role", "Network")
    does(team, "promise", "VPN for 40")
    due = team("show", "commitment", "VPN for 40", "--json").json["item"]["due"]
    moved = does(
        team, "renegotiate", "VPN for 40", "--due", "+9w", "--agreed-by", "A. Lund", "--why", "Later", "--json"
    )
    item = moved.json["item"]
    assert (item["state"], item["original_due"] == due, item["due"] > due) == ("promised", True, True)
    assert {one["answer"] for one in team("list", "answers", "--json").json["items"]} == {"asked"}
    assert does(team, "withdraw", "VPN for 40", "--by", "A. Lund", "--why", "Budget").out.endswith("withdrawn.\n")
    does(team, "undo")
    assert state(team) == "promised"
    does(team, "add", "commitment", "client=FIN", "title=Fax")
    assert "another route" in team("refuse", "Fax", "--why", "No").err
    assert does(team, "refuse", "Fax", "--why", "No", "--route", "Mail").out == "Fax: now declined.\n"


def test_an_answer_is_the_leads_or_the_deputys_whoever_writes_it_down(team: Run) -> None:
    does(team, "add", "team", "name=Networks", "lead=S. Lind", "deputy=M. Tanaka")
    does(team, "edit", "role", "Network", "team=Networks")
    team("check", "VPN for 40")
    refused = team("accept", "VPN for 40", "--role", "Network")
    assert (refused.code, refused.out) == (USAGE, "")
    assert "asked of S. Lind (leads Networks) or M. Tanaka (deputy). Say whose answer it is. --by names" in refused.err
    wrong = team("decline", "VPN for 40", "--role", "Network", "--by", "The Chief", "--why", "No")
    assert (wrong.code, ", not of The Chief." in wrong.err) == (USAGE, True), wrong.err
    said = does(team, "accept", "VPN for 40", "--role", "Network", "--by", "M. Tanaka", "--json").json["item"]
    tanaka = team("show", "person", "M. Tanaka", "--json").json["item"]["id"]
    assert (said["answer"]["answer"], said["answer"]["answered_by"]) == ("accepted", tanaka)
    assert "Accept Network of VPN for 40 users for M. Tanaka" in does(team, "history").out
    does(team, "decline", "VPN for 40", "--role", "Network", "--by", "S. Lind", "--why", "Two of us are away")
    told = does(team, "who", "VPN for 40").out
    assert "Network, declined: Two of us are away, S. Lind, leads Networks" in " ".join(told.split())
    assert "DBA, asked, no team leads it" in " ".join(told.split())


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("promise", "Nothing like it"), NO, "There is no commitment"),
        (("keep", "VPN for 40"), NO, "cannot become kept"),
        (("deliver", "VPN for 40", "--on", "someday"), USAGE, "someday"),
        (("accept", "VPN for 40"), USAGE, "has 2 requirements. Name one by --role"),
        (("accept", "VPN for 40", "--role", "Nobody"), NO, "There is no role"),
        (("decline", "VPN for 40", "--role", "DBA"), NO, "without a reason"),
        (("progress", "VPN for 40", "--role", "DBA", "--left", "many"), USAGE, "many"),
        (("progress", "VPN for 40", "--role", "DBA", "--left", "-1"), USAGE, "less than no hours"),
        (("progress", "VPN for 40", "--role", "DBA", "--left", "1"), NO, "from the promise to the delivery"),
        (("check", "VPN for 40", "--take-earliest", "--dry-run"), USAGE, "Take one of them"),
        (("check", "FIN", "--need", "DBA=1", "--by", "+4w", "--take-earliest"), USAGE, "there is none"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(team: Run, words: tuple[str, ...], code: int, part: str) -> None:
    said = team(*words)
    assert (said.code, said.out) == (code, "")
    assert part in said.err
    assert state(team) == "draft"


def test_a_dry_run_keeps_nothing_of_a_check(team: Run) -> None:
    assert team("check", "VPN for 40", "--dry-run").code == NO
    assert (state(team), team("list", "capacity_checks", "--json").json["items"]) == ("draft", [])


def test_a_promise_goes_to_a_calendar(team: Run) -> None:
    assert does(team, "export", "commitment", "VPN for 40", "-o", "x.ics").code == DONE


def test_a_promise_without_requirements_is_refused_in_whole_sentences(crm: Run) -> None:
    does(crm, "edit", "commitment", "VPN for 40", "due=+3d")
    refused = crm("promise", "VPN for 40")
    assert refused.code == NO
    assert "UNCHECKED: nobody has said what it needs." in refused.err
    assert ".." not in refused.err
    assert "Earliest" not in refused.err
