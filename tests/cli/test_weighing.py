"""`itcrm check` and `itcrm capacity`, on an organization of one role."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

DONE, NO, USAGE = 0, 1, 2


@pytest.fixture
def team(crm: Run) -> Run:
    """Two clients, a promise, and one person who gives Network forty hours a week, on seven days."""
    for words in (
        ("edit", "settings", "working_days=mon;tue;wed;thu;fri;sat;sun"),
        ("add", "role", "name=Network"),
        ("add", "person", "name=S. Lind", "weekly_hours=70", "role_shares=Network:1"),
    ):
        said = crm(*words)
        assert said.code == DONE, said.err
    return crm


def test_what_fits_is_ok_and_the_earliest_date_stands_below(team: Run) -> None:
    said = team("check", "FIN", "--need", "Network=8", "--by", "+4w")
    assert (said.code, said.lines[0]) == (DONE, "OK")
    assert said.lines[1].startswith("Earliest: ")


def test_what_is_short_is_no_and_names_role_hours_and_week(team: Run) -> None:
    said = team("check", "FIN", "--need", "Network=30", "--start", "tomorrow", "--by", "+2d")
    assert (said.code, said.err) == (NO, "")
    assert said.lines[0].startswith("SHORT 10 h Network, week of ")


def test_by_a_day_that_has_passed_nothing_fits_and_nothing_is_in_the_way(team: Run) -> None:
    said = team("check", "FIN", "--need", "Network=4", "--by", "1999-01-01")
    assert (said.code, said.lines[0]) == (NO, "SHORT 4 h Network, as 1 Jan 1999 has passed")
    assert [line.split(":")[0] for line in said.lines[1:]] == ["Earliest"]


def test_as_json_it_has_minutes_and_dates(team: Run) -> None:
    said = team(
        "check", "FIN", "--need", "network=20h", "--need", "Network=10", "--start", "+1d", "--by", "+2d", "--json"
    )
    item = said.json["item"]
    assert (said.code, item["verdict"]) == (NO, "SHORT")
    assert [(one["name"], one["minutes"]) for one in item["short"]] == [("Network", 600)]
    assert item["earliest"] > item["in_the_way"][0]["ends_on"]


def test_a_commitment_is_checked_with_its_requirements(team: Run) -> None:
    unchecked = team("check", "VPN for 40")
    assert (unchecked.code, unchecked.lines[0]) == (NO, "UNCHECKED: nobody has said what it needs.")
    promise = team("list", "commitments", "--json").json["items"][0]["id"]
    assert team("add", "requirement", f"commitment={promise}", "role=Network", "hours=1").code == DONE
    assert team("edit", "commitment", promise, "due=+4w").code == DONE
    assert team("check", "VPN for 40").lines[0] == "OK"
    shown = team("show", "commitment", promise).lines
    at = shown.index("CAPACITY CHECKS")
    labels, check = shown[at + 1], shown[at + 2]
    assert labels.split("  ")[1:3] == ["VERDICT", "WITH SOFT BOOKINGS"]
    assert check[labels.index("EARLIEST DATE") :].strip()
    assert check[labels.index("VERDICT") :].startswith("OK")
    assert ":" in check[labels.index("CHECKED AT") : labels.index("DUE")]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("FIN", "--need", "Network=8"), "--by"),
        (("FIN", "--need", "Network", "--by", "+4w"), "is not ROLE=HOURS"),
        (("FIN", "--need", "Network=many", "--by", "+4w"), "many"),
        (("FIN", "--need", "Network=8", "--by", "someday"), "someday"),
        (("VPN", "--by", "+4w"), "a commitment has its own dates"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(team: Run, words: tuple[str, ...], part: str) -> None:
    said = team("check", *words)
    assert (said.code, said.out) == (USAGE, "")
    assert part in said.err


@pytest.mark.parametrize("words", [("NOBODY", "--need", "Network=8"), ("FIN", "--need", "Nothing=8")])
def test_a_client_or_role_that_is_not_there_is_no(team: Run, words: tuple[str, ...]) -> None:
    said = team("check", *words, "--by", "+4w")
    assert (said.code, said.out) == (NO, "")


def test_the_meter_shows_the_hours_free_of_each_role(team: Run) -> None:
    said = team("capacity", "--weeks", "3")
    header, row, legend = said.lines
    assert header.startswith("HOURS FREE")
    assert row.split()[0] == "Network"
    assert row.split()[-2:] == ["......", "70"]
    assert "h holiday" in legend


def test_five_weeks_fit_eighty_columns(team: Run) -> None:
    assert team("add", "role", "name=Relationships").code == DONE
    assert max(map(len, team("capacity").lines)) <= 80


def test_the_meter_of_one_role_as_json_adds_up(team: Run) -> None:
    assert team("add", "role", "name=DBA").code == DONE
    assert len(team("capacity", "--json").json["items"]) == 2
    (item,) = team("capacity", "--role", "Network", "--weeks", "2", "--json").json["items"]
    assert (item["name"], item["overdue_minutes"]) == ("Network", 0)
    week = item["weeks"][1]
    assert (week["available_minutes"], week["free_minutes"]) == (4_200, 4_200)


def test_without_roles_the_meter_says_how_to_add_one(crm: Run) -> None:
    said = crm("capacity")
    assert (said.code, said.out) == (DONE, "There are no roles yet. `itcrm add role name=Network` adds one.\n")


@pytest.mark.parametrize("weeks", ["0", "105"])
def test_as_many_weeks_as_are_looked_at(team: Run, weeks: str) -> None:
    assert team("capacity", "--weeks", weeks).code == USAGE


def test_a_country_without_a_calendar_is_told_and_the_rest_is_counted(team: Run) -> None:
    assert team("edit", "settings", "holiday_country=XX").code == DONE
    said = team("capacity")
    assert said.code == DONE
    assert said.err.startswith("Public holidays are not counted.")
