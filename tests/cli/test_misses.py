"""`itcrm misses`: causes by month, the review of one, and whom a client's stakeholder speaks for."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.cli.test_promising import DONE, NO, USAGE, does, team

__all__ = ["team"]


def test_a_miss_is_reviewed_and_stands_in_the_report(team: Run) -> None:
    assert does(team, "misses").err == "No promise was missed in 6 months.\n"
    assert team("misses", "VPN for 40").code == NO
    team("check", "VPN for 40", "--take-earliest")
    for role in ("Network", "DBA"):
        does(team, "accept", "VPN for 40", "--role", role)
    does(team, "promise", "VPN for 40")
    assert "`itcrm misses " in does(team, "miss", "VPN for 40", "--given-up").out
    item = does(team, "misses", "VPN for 40", "--json").json["item"]
    assert item["draft"].startswith("We promised “VPN for 40 users” for ")
    assert item["missing"][0] == "causes"
    review = item["review"]["id"]
    assert "1 with no cause yet" in does(team, "misses").lines[0]
    words = ("causes=supplier", "corrective_action=Ask", "owner=S. Lind", "due=+2w", "told_to_client=S. Lind was away")
    said = does(team, "edit", "miss_review", review, *words)
    assert said.err == "The text to the client names S. Lind: to the client there is one voice, ours.\n"
    assert does(team, "misses", "VPN for 40").lines[-1].split() == ["Still", "lacks", "nothing"]
    report = does(team, "misses", "--months", "2", "--json").json["item"]
    assert [(row["cause"], row["by_month"]) for row in report["causes"]] == [("supplier", [0, 1])]
    assert (len(report["actions"]["open"]), report["reviewed"]) == (1, 1)
    assert team("misses", "--months", "0").code == USAGE


def test_nobody_of_another_client_agrees_or_accepts(team: Run) -> None:
    does(team, "add", "client", "name=Logistics")
    does(team, "add", "stakeholder", "client=Logistics", "name=J. Ferreira")
    team("check", "VPN for 40", "--take-earliest")
    for role in ("Network", "DBA"):
        does(team, "accept", "VPN for 40", "--role", role)
    does(team, "promise", "VPN for 40")
    refused = team("renegotiate", "VPN for 40", "--due", "+9w", "--agreed-by", "J. Ferreira", "--why", "Later")
    assert (refused.code, "is of Logistics; this is promised to" in refused.err) == (NO, True)
    does(team, "deliver", "VPN for 40")
    assert team("keep", "VPN for 40", "--accepted-by", "J. Fer").code == NO
    assert team("keep", "VPN for 40", "--accepted-by", "A. Lund").code == DONE
