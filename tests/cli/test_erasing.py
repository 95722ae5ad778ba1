"""`itcrm erase`: asks, erases, says what it did, what is left where, and ends in one clear sentence."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from itcrm_tui import paths
from itcrm_tui.remembered import Remembered
from tests.cli.conftest import Run

DONE, NO, USAGE, FAILED = 0, 1, 2, 3
OKOYE = ("stakeholder", "M. Okoye")


@pytest.fixture
def named(crm: Run) -> Run:
    """A database in which somebody has a name, a number, a visit, and is spoken of."""
    for arguments in (
        ("stakeholder", "client=FIN", "name=M. Okoye", "role=decision maker", "phone=960001"),
        ("touchpoint", "kind=visit", "client=FIN", "with_stakeholders=M. Okoye"),
        ("feedback", "kind=complaint", "subject=Slow mail", "text=m. okoye says it is slow", "stakeholder=M. Okoye"),
    ):
        assert crm("add", *arguments).code == DONE
    return crm


def test_without_a_yes_it_only_looks_or_says_how(named: Run) -> None:
    looked = named("erase", *OKOYE, "--dry-run")
    assert looked.code == DONE
    assert "Erases   stakeholder M. Okoye: Name, Role, Phone; 1 entry of the journal, the search" in looked.out
    assert "Stays    1 feedback, 1 touchpoint, without the name" in looked.out
    assert "feedback  Slow mail  Text" in looked.out
    refused = named("erase", *OKOYE)
    assert (refused.code, refused.out) == (USAGE, "")
    assert "final: look first with --dry-run, and say --yes" in refused.err
    assert named("show", *OKOYE).code == DONE


@pytest.mark.parametrize(("typed", "code"), [("yes\n", DONE), ("y\n", NO), ("", NO)])
def test_at_a_terminal_it_asks(named: Run, monkeypatch: pytest.MonkeyPatch, typed: str, code: int) -> None:
    terminal = io.StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    said = named("erase", *OKOYE)
    assert said.code == code
    assert ("for good" in said.out) is (code == DONE)
    assert named("show", *OKOYE).code == (NO if code == DONE else DONE)


def test_it_erases_and_says_what_it_did_and_that_all_is_sound(named: Run, home: Path) -> None:
    said = named("erase", *OKOYE, "--yes")
    assert said.code == DONE
    assert said.lines[-2].startswith("Erased stakeholder erased person ")
    assert said.lines[-2].endswith(" for good, as change set 9; 1 title of the history changed.")
    assert said.lines[-1] == "Verified: the journal, replayed, gives the tables."
    (file,) = home.rglob("itcrm.db")
    assert b"960001" not in file.read_bytes()
    assert named("db", "verify").code == DONE
    shown = named("show", "stakeholder", "erased person")
    assert "960001" not in shown.out
    assert "Finance" in shown.out


def test_its_history_says_when_and_not_what(named: Run) -> None:
    named("edit", *OKOYE, "phone=", "left_on=2026-05-01")
    named("erase", *OKOYE, "--yes")
    told = named("history", "stakeholder", "erased person").out
    assert told.count("Phone: erased on ") == 3
    assert "Left on: " in told
    assert "okoye" not in told.lower()
    assert "960001" not in told
    last = named("history", "--limit", "1", "--json").json["items"][0]
    assert (last["action"], last["state"]) == ("erase", "final")
    whole = named("history", str(last["sequence"])).out
    assert "erased stakeholder erased person" in whole


def test_undo_says_in_one_sentence_that_it_is_final(named: Run) -> None:
    named("edit", *OKOYE, "phone=960002")
    named("erase", *OKOYE, "--yes")
    said = named("undo")
    assert said.code == NO
    assert said.err == (
        "itcrm: An erasure is final: what was there is gone. What is still to be known is typed anew: itcrm edit.\n"
    )
    earlier = named("undo", "9")
    assert earlier.code == NO
    assert earlier.err.startswith("itcrm: stakeholder erased person ")
    assert ": erased by you on " in earlier.err
    assert named("undo", "9", "--dry-run").code == NO


def test_what_others_say_of_the_person_is_erased_text_by_text(named: Run) -> None:
    named("erase", *OKOYE, "--yes")
    assert "okoye" in named("show", "feedback", "Slow mail").out.lower()
    assert named("erase", "feedback", "Slow mail", "--field", "text", "--yes").code == DONE
    assert "okoye" not in named("show", "feedback", "Slow mail").out.lower()
    assert "Erase text of feedback Slow mail" in named("history").out
    assert named("erase", "feedback", "Slow mail", "--yes").code == DONE
    left = named("show", "feedback", "erased feedback", "--json").json["item"]
    assert (left["stakeholder"], left["text"], left["feedback_kind"]) == (None, None, "complaint")


def test_a_deleted_person_is_found_by_name_and_erased(named: Run) -> None:
    named("add", "stakeholder", "client=FIN", "name=Jo Berg")
    named("delete", "stakeholder", "Jo Berg")
    assert named("erase", "stakeholder", "jo berg", "--yes").code == DONE
    assert "Jo Berg" not in named("history").out
    assert named("erase", "stakeholder", "Jo Berg", "--yes").code == NO


def test_again_it_says_that_nothing_is_left(named: Run) -> None:
    named("erase", *OKOYE, "--yes")
    again = named("erase", "stakeholder", "erased person", "--yes")
    assert again.code == DONE
    assert again.lines[0] == "Nothing was left to erase."


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ("client", "FIN", "--yes"),
            NO,
            "is not erased as a whole, as a stakeholder, person or feedback is; name what",
        ),
        (("client", "FIN", "--field", "tier", "--yes"), NO, "“Tier” of a client cannot be erased"),
        (("client", "FIN", "--field", "nose", "--yes"), USAGE, "A client has no field “nose”"),
        (("stakeholder", "Nobody", "--yes"), NO, "There is no stakeholder “Nobody”"),
        (("stakeholder", "--yes"), USAGE, "Which stakeholder?"),
    ],
)
def test_what_cannot_be_erased_is_said_in_a_sentence(
    named: Run, words: tuple[str, ...], code: int, sentence: str
) -> None:
    said = named("erase", *words)
    assert said.code == code
    assert sentence in said.err


def test_backups_that_still_hold_the_person_are_listed(named: Run, home: Path) -> None:
    held = named("db", "backup", "--json").json["item"]["file"]
    elsewhere = home / "elsewhere.db"
    assert named("db", "backup", str(elsewhere)).code == DONE
    named("erase", *OKOYE, "--yes")
    after = named("db", "backup", "--json").json["item"]["file"]
    again = named("erase", "stakeholder", "erased person", "--yes").out
    assert "Backups that still hold it" in again
    assert held in again
    assert after not in again
    assert named("db", "restore", str(elsewhere)).code == DONE
    told = named("erase", *OKOYE, "--yes", "--json").json["item"]["backups"]
    assert told == [held]


def test_what_the_app_remembers_of_the_person_is_forgotten(named: Run) -> None:
    memory = Remembered.of(paths.state_folder(), "any")
    today = memory.place("today")
    rows = [{"title": "Call M. Okoye", "what": "x"}, {"title": "Call somebody", "what": "x"}]
    today.set("rows", rows)
    memory.place("clients").set("filter", "m. okoye")
    memory.place("services").set("filter", "okoyeson")
    memory.write()
    said = named("erase", *OKOYE, "--yes")
    assert "What the app remembered of it on this machine is forgotten." in said.out
    left = Remembered.of(paths.state_folder(), "any")
    assert left.get("today", "rows") == rows[1:]
    assert (left.get("clients", "filter"), left.get("services", "filter")) == (None, "okoyeson")


def test_a_file_that_is_read_elsewhere_is_told_with_the_command_for_later(
    named: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engines.sqlite.BUSY_SECONDS", 0.01)
    (file,) = home.rglob("itcrm.db")
    with closing(sqlite3.connect(file, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute("SELECT * FROM counter").fetchall()
        said = named("erase", "client", "FIN", "--field", "name", "--field", "notes", "--yes")
        assert said.code == FAILED
    (later,) = (line for line in said.lines if line.startswith("Then run: itcrm "))
    again = named(*later.removeprefix("Then run: itcrm ").split())
    assert (again.code, again.lines[0]) == (DONE, "Nothing was left to erase.")


def test_as_json_it_says_the_same(named: Run) -> None:
    looked = named("erase", *OKOYE, "--dry-run", "--json").json["item"]
    assert looked["erases"][0]["fields"] == ["Name", "Role", "Phone"]
    assert looked["stays"] == {"touchpoint": 1, "feedback": 1}
    assert [one["kind"] for one in looked["named_elsewhere"]] == ["feedback"]
    done = json.loads(named("erase", *OKOYE, "--yes", "--json").out)["item"]
    assert (done["change_set"], done["files_wiped"], done["findings"], done["backups"]) == (9, True, [], [])
