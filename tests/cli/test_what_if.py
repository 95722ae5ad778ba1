"""`itcrm what-if`: what supposed dates, people and leave bring, and the same made real."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from itcrm_tui.domain.checking import WEEKDAYS
from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, Requirement
from itcrm_tui.domain.commitment import CommitmentState as State
from itcrm_tui.domain.people import Person, Role
from storage.opening import open_store
from tests.cli.conftest import Done, Run

DONE, NO, USAGE = 0, 1, 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One person gives Network ten hours a day on seven days; a promise takes thirty of them within four days."""
    path, today = tmp_path_factory.mktemp("what_if") / "unit.db", datetime.now(UTC).date()
    finance, personnel, network = (
        Client(name="Finance", code="FIN"),
        Client(name="Human Resources"),
        Role(name="Network"),
    )
    soon = today + timedelta(days=3)
    vpn = Commitment(client=finance.id, title="VPN for 40 users", due=soon, state=State.PROMISED, promised_on=today)
    lyon = Commitment(client=personnel.id, title="Site Lyon", due=soon)
    store = open_store(f"sqlite:///{path}", actor="tester", device="desk", create=True)
    with store.read() as reader:
        settings = reader.settings()
    with store.write("Set up a small organization") as unit:
        unit.save(settings, replace(settings, working_days=WEEKDAYS))
        for record in (
            finance,
            personnel,
            network,
            Person(name="S. Lind", weekly_minutes=70 * 60, role_shares=((network.id, Decimal(1)),)),
            Stakeholder(client=finance.id, name="A. Lund"),
            Stakeholder(client=personnel.id, name="B. Holm"),
            vpn,
            lyon,
            Requirement(commitment=vpn.id, role=network.id, minutes=30 * 60),
            Requirement(commitment=lyon.id, role=network.id, minutes=20 * 60),
        ):
            unit.add(record)
    store.close()
    return path


@pytest.fixture
def team(made: Path, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `itcrm` on a copy of it."""
    shutil.copy(made, home / "unit.db")
    monkeypatch.setenv("ITCRM_DB", f"sqlite:///{home}/unit.db")
    return run


def due(run: Run) -> str:
    return str(run("show", "commitment", "VPN for 40", "--json").json["item"]["due"])


def sets(run: Run) -> int:
    return len(run("history", "--limit", "0", "--json").json["items"])


def test_leave_puts_a_promise_at_risk_and_the_answer_is_no(team: Run) -> None:
    before = sets(team)
    said = team("what-if", "--leave", "S. Lind=today..+2d")
    assert (said.code, said.lines[1]) == (NO, "0 become possible, 1 comes at risk.")
    at_risk = said.lines[said.lines.index("COMES AT RISK") + 1]
    assert at_risk.startswith("  VPN for 40 users: 20 h Network short by ")
    assert said.lines[said.lines.index("BECOMES POSSIBLE") + 1] == "  nothing"
    assert sets(team) == before


def test_a_person_more_makes_a_short_draft_possible(team: Run) -> None:
    said = team("what-if", "--person", "Network:70")
    assert (said.code, said.lines[:2]) == (
        DONE,
        ["What if 70 h a week more of Network: New in Network", "1 becomes possible, 0 come at risk."],
    )
    assert any(line.startswith("  Site Lyon: OK, was SHORT; earliest ") for line in said.lines)


def test_as_json_it_has_minutes_and_dates_before_and_after(team: Run) -> None:
    item = team("what-if", "--person", "Network:70", "--leave", "S. Lind=today", "--json").json["item"]
    assert len(item["suppositions"]) == 2
    assert item["written"] is False
    (check,) = item["checks"]
    assert (check["title"], check["before"]["verdict"], check["after"]["verdict"]) == ("Site Lyon", "SHORT", "OK")
    assert all(week["minutes"] > week["minutes_before"] for week in item["free"][1:])


def test_writing_is_one_change_that_is_taken_back_as_one(team: Run) -> None:
    before, was = sets(team), due(team)
    said = team(
        "what-if", "--move", "VPN for 40=+2w", "--person", "Network:40@+1w", "--agreed-by", "A. Lund", "--why", "Staff",
        "--write",
    )  # fmt: skip
    assert (said.code, said.lines[-1]) == (DONE, "Made real: 2 suppositions.")
    assert (sets(team), due(team) > was) == (before + 1, True)
    (kept,) = team("list", "renegotiations", "--json").json["items"]
    assert (kept["old_due"], kept["new_due"], kept["reason"]) == (was, due(team), "Staff")
    assert team("undo").code == DONE
    assert (due(team), len(team("list", "people", "--json").json["items"])) == (was, 1)


def test_a_promise_is_not_moved_without_who_agreed_nor_by_another_clients(team: Run) -> None:
    refused = team("what-if", "--move", "VPN for 40=+2w", "--write")
    assert (refused.code, refused.out) == (USAGE, "")
    assert "say who agreed with --agreed-by" in refused.err
    other = team("what-if", "--move", "VPN for 40=+2w", "--write", "--agreed-by", "B. Holm", "--why", "Staff")
    assert (other.code, other.out) == (USAGE, "")
    assert "B. Holm is of Human Resources" in other.err
    both = ("--agreed-by", "B. Holm", "--agreed-by", "A. Lund", "--why", "Staff")
    assert team("what-if", "--move", "VPN for 40=+2w", "--write", *both).code == DONE


def test_every_sort_can_be_supposed(team: Run) -> None:
    sorts: tuple[tuple[str, str, str], ...] = (
        ("--due", "Site Lyon=+4w", "What if due "),
        ("--hours", "Site Lyon=8", "What if 8 h Network, not 20 h: Site Lyon"),
        ("--hours", "Site Lyon=Network:8", "What if 8 h Network, not 20 h: Site Lyon"),
        ("--drop", "VPN for 40", "What if withdrawn: VPN for 40 users"),
        ("--reserve", "Network=7", "What if 7 h a week of Network kept for running, not nothing"),
        ("--person", "Network:35@+1w", "What if 35 h a week more of Network from "),
    )
    for option, text, words in sorts:
        said = team("what-if", option, text)
        assert said.lines[0].startswith(words), said


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "Say what is supposed"),
        (("--due", "Site Lyon"), "is not COMMITMENT=DATE"),
        (("--person", "Network"), "is not ROLE:HOURS"),
        (("--move", "Site Lyon=soon"), "does not say by how much"),
        (("--leave", "S. Lind=someday"), "someday"),
        (("--person", "Nothing:40"), "There is no role"),
        (("--drop", "Site Lyon", "--move", "Site Lyon=+2w"), "of the same record"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(team: Run, words: tuple[str, ...], part: str) -> None:
    said: Done = team("what-if", *words)
    assert (said.code, said.out) == (USAGE, "")
    assert part in said.err
