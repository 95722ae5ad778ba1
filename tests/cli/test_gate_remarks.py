"""Whatever takes hours away says on the command line which promise is now at risk, and why; that can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cli.conftest import Run

NEW_YEAR = date(date.today().year + 1, 1, 1).isoformat()
EVERY_DAY = "working_days=mon;tue;wed;thu;fri;sat;sun"
TAKES_HOURS_AWAY = {
    "people": ("edit", "person", "S. Lind", "weekly_hours=7"),
    "leave": ("add", "time_off", "person=S. Lind", f"starts_on={NEW_YEAR}", f"ends_on={NEW_YEAR}"),
    "reserve": ("add", "run_reserve", "role=Network", "minutes_a_week=60"),
    "holidays": ("edit", "settings", "holiday_country=DE"),
    "hours left": ("progress", "VPN for 40", "--role", "Network", "--left", "80"),
}


@pytest.fixture
def promised(crm: Run) -> Run:
    """Ten hours of a role are promised for the one day of the new year, on which it has ten."""
    for words in (
        ("edit", "settings", EVERY_DAY),
        ("add", "role", "name=Network"),
        ("add", "person", "name=S. Lind", "weekly_hours=70", "role_shares=Network:1"),
        ("add", "person", "name=The Chief", "may_override=yes"),
        ("edit", "commitment", "VPN for 40", f"due={NEW_YEAR}"),
        ("add", "requirement", "commitment=VPN for 40", "role=Network", "hours=10", f"earliest_start={NEW_YEAR}"),
        ("check", "VPN for 40"),
        ("accept", "VPN for 40", "--role", "Network"),
        ("promise", "VPN for 40"),
    ):
        said = crm(*words)
        assert (said.code, said.err) == (0, ""), words
    return crm


def test_what_takes_hours_away_says_which_promise_is_now_at_risk(promised: Run) -> None:
    for what, words in TAKES_HOURS_AWAY.items():
        said = promised(*words)
        assert said.code == 0, said.err
        assert said.err.startswith("Now at risk: VPN for 40 users ("), (what, said.err)
        assert "h Network short by 1 Jan" in said.err, what
        assert promised("show", "commitment", "VPN for 40", "--json").json["item"]["state"] == "promised"
        assert promised("undo").err == "", what
    assert promised("redo").err == said.err


def test_a_check_as_json_says_what_is_in_the_way_and_whose_it_is(promised: Run) -> None:
    said = promised("check", "FIN", "--need", "Network=5", "--start", NEW_YEAR, "--by", NEW_YEAR, "--json")
    (full,) = said.json["item"]["in_the_way"]
    assert full["name"] == "Network"
    assert [(row["title"], row["client"], row["minutes"]) for row in full["rows"]] == [("VPN for 40 users", "FIN", 600)]
