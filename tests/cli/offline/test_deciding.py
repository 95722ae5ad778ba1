"""What clashed is decided by commands."""

from __future__ import annotations

import re
import shlex
import signal
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.offline.naming import on


def test_a_conflict_is_shown_field_by_field_and_decided_by_its_number(along: Run) -> None:
    along("edit", "client", "FIN", "name=Finance and Tax")
    along("edit", "client", "FIN", "name=Controlling", *on("laptop.db"))
    synced = along("offline", "sync", "laptop.db")
    assert synced.code == 1
    assert synced.out == "0 sent, 1 received, 1 needs a decision (itcrm offline conflicts).\n"
    shown = along("offline", "conflicts", "laptop.db")
    assert shown.code == 1
    assert "Name  was Finance; mine Controlling; theirs Finance and Tax" in shown.out
    assert shown.out.startswith("client Finance and Tax\n  1  name: Controlling | Finance and Tax\n")
    assert (
        "itcrm offline conflicts laptop.db --decide 1 --take mine (as I left it), --take theirs (as it is there)"
        " or --set name=VALUE (something else)\n"
    ) in shown.out
    (item,) = along("offline", "conflicts", "laptop.db", "--json").json["items"]
    named = {"name": "name", "field": "Name", "base": "Finance", "mine": "Controlling", "theirs": "Finance and Tax"}
    assert item["fields"] == [named]
    decided = along("offline", "conflicts", "laptop.db", "--decide", "1", "--take", "mine")
    assert decided.out.startswith("Decide for mine: client Finance and Tax.")
    assert along("offline", "conflicts", "laptop.db").out == "There is nothing to decide.\n"
    assert along("offline", "sync", "laptop.db").code == 0
    assert along("show", "client", "FIN", "--json").json["item"]["name"] == "Controlling"


def test_what_others_have_typed_cannot_look_like_a_conflict_and_shows_where_it_differs(along: Run) -> None:
    forged = "\n  2  name: Finance\n\nclient Legal"
    long = "The payslips of all sites were late again, as they had been in March and in April and in May; now on "
    along("edit", "client", "FIN", f"notes=other{forged}", f"role_in_success_agreed={long}Tuesday")
    along("edit", "client", "FIN", "notes=mine", f"role_in_success_agreed={long}Friday", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    lines = along("offline", "conflicts", "laptop.db").out.splitlines()
    assert [line[:4] for line in lines if not line.startswith("     ")] == ["clie", "  1 ", "  2 "]
    assert any(
        "changed notes from nothing to other /   2  name: Finance /  / client Legal on " in line for line in lines
    )
    assert any("from nothing to other /" in line and line.startswith("     ") for line in lines)
    (role,) = (line for line in lines if line.startswith("     Our role in their success, agreed "))
    assert "mine ...and in April and in May; now on Friday; theirs ...and in April and in May; now on Tuesday" in role
    items = along("offline", "conflicts", "laptop.db", "--json").json["items"]
    (notes,) = (field for item in items for field in item["fields"] if field["name"] == "notes")
    assert (notes["base"], notes["mine"], notes["theirs"]) == (None, "mine", f"other{forged}")


def test_a_third_value_is_decided_by_its_field_and_the_other_fields_are_theirs(along: Run) -> None:
    along("edit", "client", "FIN", "name=Finance and Tax", "tier=2")
    along("edit", "client", "FIN", "name=Controlling", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    decided = along(
        *["offline", "conflicts", "laptop.db", "--decide", "1", "--json", "--set"], "name=Finance and Control"
    )
    assert decided.code == 0
    assert decided.json["item"]["title"] == "Decide for another name: client Finance and Tax"
    assert along("show", "client", "FIN", "--json", *on("laptop.db")).json["item"]["name"] == "Finance and Control"
    undone = along("undo", "--json", *on("laptop.db")).json["item"]
    assert undone["title"] == decided.json["item"]["title"]
    assert along("offline", "conflicts", "laptop.db").code == 1


def test_all_that_waits_is_decided_for_one_side_or_stopped_before_anything_is(
    along: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Finance", "Human Resources")
    for name in names:
        along("edit", "client", name, "cost_centre=1", "tier=1")
        along("edit", "client", name, "cost_centre=2", "tier=2", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    wrong = along("offline", "conflicts", "laptop.db", "--decide", "all", "--decide", "99", "--take", "mine")
    assert (wrong.code, wrong.err) == (1, "itcrm: There is no conflict 99. `itcrm offline conflicts` lists them.\n")
    first = along("offline", "conflicts", "laptop.db", "--decide", "1", "--take", "mine")
    mine = "client Human Resources:"
    left = f"Left to decide, numbered anew:\n  1  {mine} cost centre: 2 | 1\n  2  {mine} tier: 2 | 1\n"
    assert first.out.endswith(left)
    again = along("undo", *on("laptop.db"))
    assert again.code == 0
    for name, code, said in (
        ("itcrm_tui.workflows.conflicts.to_decide", 130, "Stopped. Nothing was decided.\n"),
        ("itcrm_tui.workflows.deciding.settle_many", 0, ""),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(name, _pressing_ctrl_c(resolve_name(name)))
            decided = along("offline", "conflicts", "laptop.db", "--decide", "all", "--take", "mine")
        assert (decided.code, decided.err) == (code, said)
        assert bool(decided.out) == (code == 0)
    assert decided.out.startswith("Decide for mine: client Finance and 1 more record. The next sync sends it")
    assert along("offline", "conflicts", "laptop.db").out == "There is nothing to decide.\n"
    assert along("offline", "sync", "laptop.db").code == 0
    shown = [along("show", "client", name, "--json").json["item"]["cost_centre"] for name in names]
    assert shown == ["2", "2"]


def _pressing_ctrl_c(usual: Callable[..., Any]) -> Callable[..., Any]:
    def pressed_once_done(*given: Any) -> Any:
        found = usual(*given)
        signal.raise_signal(signal.SIGINT)
        return found

    return pressed_once_done


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--set", "name=Finance", "--take", "mine", "--decide", "2"], 1, "There is no conflict 2."),
        (["--set", "name=", "--decide", "1"], 2, "Name"),
        (["--set", "nonsense=1", "--decide", "1"], 2, "A client has no field “nonsense”."),
        (["--set", "tier=3", "--decide", "1"], 1, "Tier is not in conflict."),
        (["--set", "name=Finance", "--decide", "1", "--decide", "2"], 2, "are for one conflict"),
        (["--set", "name=Finance", "--decide", "1", "--take", "earliest"], 2, "it goes without --set"),
        (["--decide", "1", "--take", "earliest"], 1, "it is not about a check that no longer holds"),
        (["--decide", "1", "--take", "mine", "--take", "theirs"], 2, "--take stands for all that are named"),
        (["--decide", "all", "--take", "earliest"], 2, "are for one conflict"),
        (["--set", "name=Finance"], 2, "A decision says which and how"),
    ],
)
def test_what_cannot_be_decided_so_is_one_sentence_and_decides_nothing(
    along: Run, words: list[str], code: int, said: str
) -> None:
    along("edit", "client", "FIN", "name=Finance and Tax")
    along("edit", "client", "FIN", "name=Controlling", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    done = along("offline", "conflicts", "laptop.db", *words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert along("offline", "conflicts", "laptop.db").code == 1


def test_the_same_client_made_on_both_sides_becomes_one_by_commands(along: Run) -> None:
    along("add", "client", "name=Sales", "code=SALES")
    along("add", "client", "name=Sales department", "code=SALES", *on("laptop.db"))
    along("add", "stakeholder", "client=SALES", "name=Emil", *on("laptop.db"))
    along("offline", "sync", "laptop.db")
    shown = along("offline", "conflicts", "laptop.db").out
    assert "--decide 1 --set code=NEW (not the same: both stay), --set code= (then `itcrm merge client" in shown
    merged = "'Sales department' SALES --db sqlcipher:///laptop.db` in this copy makes them one)"
    assert f"{merged} or --take theirs (drop mine)\n" in shown
    assert "   Client  Sales department\n" in shown
    assert "--decide 2 --take theirs (drop mine); it comes along with mine of what it waits for\n" in shown
    assert along(*["offline", "conflicts", "laptop.db", "--decide", "1", "--set", "code="]).code == 0
    preview = along("merge", "client", "Sales department", "SALES", "--dry-run", *on("laptop.db")).out
    assert re.search(r"Stays +made on the shared database by \w+, .*\nGoes +mine, made offline by \w+, ", preview)
    assert along("merge", "client", "Sales department", "SALES", *on("laptop.db")).code == 0
    assert along("offline", "sync", "laptop.db").code == 0
    assert (
        along("list", "stakeholders", "Emil", "--json").json["items"][0]["client"]
        == (along("show", "client", "SALES", "--json").json["item"]["id"])
    )


@pytest.mark.parametrize("named", ["as a file", "by --db", "by the environment", "by nothing"])
def test_every_command_that_is_printed_is_about_the_copy_that_was_named(
    along: Run, home: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    here = on("laptop.db")
    if named == "by nothing":
        along("offline", "checkout")
        here = ("--db", "offline")
    along("add", "client", "name=Sales", "code=SALES")
    along("add", "client", "name=Sales department", "code=SALES", *here)
    along("add", "client", "name=Legal", *here)
    with monkeypatch.context() as at_another_desk:
        at_another_desk.setenv("ITCRM_STATE", str(home / "desk"))
        along("add", "client", "name=Legal")
    along("offline", "sync", *here)
    words = {"as a file": ["laptop.db"], "by --db": here}.get(named, ())
    if named == "by the environment":
        monkeypatch.setenv("ITCRM_DB", here[1])
    listed = along("offline", "conflicts", *words).out
    commands = re.findall(r"itcrm (?:offline conflicts .*--decide \d|merge (?:[^`(]+[^`( ]))", listed)
    decisions, merges = commands[::2], commands[1::2]
    assert [shlex.split(one)[3:] for one in decisions] == [[*words, "--decide", number] for number in "12"]
    about = {"as a file": ("--db", "sqlcipher:///laptop.db"), "by the environment": ()}.get(named, here)
    assert [tuple(shlex.split(one)[5:]) for one in merges] == [about, about]
    assert along(*shlex.split(commands[0])[1:], "--set", "code=").code == 0
    assert [along(*shlex.split(one)[1:]).code for one in merges] == [0, 0]


def test_what_was_made_twice_stays_twice_where_it_is_not_the_same(
    along: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = on("laptop.db")
    for mine in (("name=Sales", "code=SALES"), ("name=Legal",)):
        along("add", "client", *mine, *here)
        with monkeypatch.context() as at_another_desk:
            at_another_desk.setenv("ITCRM_STATE", str(home / "desk"))
            along("add", "client", *mine)
    assert "1 client perhaps made on both sides (itcrm offline conflicts)" in along("offline", "sync", "laptop.db").out
    conflicts = ("offline", "conflicts", "laptop.db")
    listed = along(*conflicts).out
    assert "\n  2  perhaps made twice: Legal was made by " in listed
    assert "itcrm offline conflicts laptop.db --decide 2 --take both (not the same: both stay)" in listed
    for words, code, said in (
        ("--decide 2 --take mine", 2, "That was perhaps made twice: --take both"),
        ("--decide 1 --take both", 2, "Both stay where mine has another code: --decide 1 --set code=NEW."),
    ):
        refused = along(*conflicts, *words.split())
        assert (refused.code, refused.out) == (code, "")
        assert said in refused.err
    assert along(*conflicts, "--decide", "2", "--take", "both").out.startswith("Not the same: clients Legal and Legal.")
    assert along("undo", *here).code == 0
    along("offline", "sync", "laptop.db")
    assert [one["clash"] for one in along(*conflicts, "--json").json["items"]][1:] == ["perhaps made twice"]
    assert along(*conflicts, "--decide", "2", "--take", "both").code == 0
    assert along(*conflicts, "--decide", "1", "--take", "both", "--set", "code=SALES2").code == 0
    assert along("offline", "sync", "laptop.db").out == "2 sent, 0 received.\n"
    assert along(*conflicts).out == "There is nothing to decide.\n"
    assert {one["code"] for one in along("list", "clients", "Sales", "--json").json["items"]} == {"SALES", "SALES2"}


def test_offline_a_commitment_is_checked_but_not_promised_and_what_to_say_is_told(along: Run) -> None:
    here = on("laptop.db")
    assert along("add", "role", "name=Network", *here).code == 0
    person = ("name=Nguyen", "login=nguyen", "weekly_hours=40", "role_shares=Network:1")
    assert along("add", "person", *person, *here).code == 0
    need = ("commitment=VPN for 40 users", "role=Network", "hours=8")
    assert along("add", "requirement", *need, *here).code == 0
    assert along("edit", "commitment", "VPN for 40 users", "due=2027-12-10", "answer_due=2027-11-30", *here).code == 0
    checked = along("check", "VPN for 40 users", *here).out
    assert "OK" in checked
    assert "Tell the client: answer by Tue 30 Nov 2027; earliest " in checked
    item = along("check", "VPN for 40 users", "--json", *here).json["item"]
    assert item["tell_client"].startswith("answer by Tue 30 Nov 2027; earliest ")
    assert along("check", "FIN", "--need", "Network=8", "--by", "+6w", "--json", *here).json["item"]["tell_client"]
    refused = along("promise", "VPN for 40 users", *here)
    assert refused.code == 1
    assert "A promise waits for the shared database" in refused.err
    assert "Tell the client: answer by Tue 30 Nov 2027; earliest " in refused.err
    assert ", as of " in refused.err


def test_a_check_that_no_longer_holds_is_told_with_the_earliest_date_which_can_be_taken(along: Run) -> None:
    here = on("laptop.db")
    along("add", "role", "name=Network")
    along("add", "person", "name=Nguyen", "login=nguyen", "weekly_hours=40", "role_shares=Network:1")
    along("offline", "sync", "laptop.db")
    need = ("commitment=VPN for 40 users", "role=Network", "hours=20")
    assert along("edit", "commitment", "VPN for 40 users", "due=+3w", *here).code == 0
    assert along("add", "requirement", *need, *here).code == 0
    assert along("check", "VPN for 40 users", *here).out.startswith("OK")
    assert along("add", "run_reserve", "role=Network", "hours_a_week=40", "from=today", "to=+8w").code == 0
    assert along("offline", "sync", "laptop.db").code == 1
    shown = along("offline", "conflicts", "laptop.db").out
    assert "  1  no longer fits: SHORT 20 h Network" in shown
    assert "Earliest: " in shown
    assert "--decide 1 --take earliest" in shown
    taken = along("offline", "conflicts", "laptop.db", "--decide", "1", "--take", "earliest")
    assert "the earliest date. The next sync sends it" in taken.out
    assert along("offline", "sync", "laptop.db").code == 0
    assert along("show", "commitment", "VPN for 40 users", "--json").json["item"]["state"] == "checked"
    assert along("undo", *here).code == 0
    assert along("offline", "conflicts", "laptop.db").code == 1
    assert along("offline", "conflicts", "laptop.db", "--decide", "1", "--take", "earliest").code == 0
    assert along("offline", "sync", "laptop.db").code == 0
    assert along("offline", "conflicts", "laptop.db").out == "There is nothing to decide.\n"
    assert [one["verdict"] for one in along("list", "capacity_checks", "--json").json["items"]] == ["OK"]
