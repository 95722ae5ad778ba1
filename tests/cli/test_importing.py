"""`itcrm import`, as a person uses it."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from itcrm_tui import paths
from tests.cli.conftest import Run

ACCOUNTS = """\
Account,Branch, Turnover ,Subsidiary_Of
Harbour & Sons,Shipping,"$1,100.04 ",Old Quay Holding
Old Quay Holding,Finance,"$4,269.90 ",
Pier Nine,Shipping,$87.10 ,Harbour & Sons
"""


@pytest.fixture
def accounts(home: Path) -> str:
    (home / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    return "accounts.csv"


def test_one_command_makes_the_database_and_takes_a_list_in(run: Run, accounts: str) -> None:
    done = run("import", accounts, "--as", "client")
    assert (done.code, done.err) == (0, "")
    assert done.lines == [
        "Clients: CSV with commas between cells, in utf-8",
        "COLUMN         BECOMES",
        "Account        name",
        "Branch         a line in the notes",
        "Turnover       a line in the notes",
        "Subsidiary_Of  parent",
        "",
        "Rows: 3 to create.",
        "Import clients from accounts.csv: 3 added. `itcrm undo` takes it back.",
    ]
    assert len(run("list", "clients").lines) == 4


def test_the_second_run_changes_nothing_and_one_undo_takes_the_first_back(run: Run, accounts: str) -> None:
    run("import", accounts, "--as", "client")
    again = run("import", accounts, "--as", "clients")
    assert again.lines[-2:] == ["Rows: 3 unchanged.", "Nothing was written: there was nothing new."]
    assert run("undo").out == "Undid: Import clients from accounts.csv: 3 added\n"
    assert run("list", "clients").err == "No clients yet.\n"


def test_a_dry_run_writes_nothing_not_even_a_database(run: Run, accounts: str) -> None:
    done = run("import", accounts, "--as", "client", "--dry-run")
    assert (done.code, done.lines[-1]) == (0, "Nothing was written: this was a dry run.")
    assert not paths.default_database().exists()
    run("import", accounts, "--as", "client")
    assert run("import", accounts, "--as", "client", "--dry-run").lines[-2] == "Rows: 3 unchanged."


def test_rejected_rows_are_told_and_written_to_be_repaired(run: Run, home: Path) -> None:
    (home / "list.csv").write_text("name;tier\nAcme;x\nBeta;2\n", encoding="utf-8")
    done = run("import", "list.csv", "--as", "client", "--rejects", "rejects.csv")
    assert done.code == 1
    assert "  row 2: tier: “x” is not a number." in done.lines
    assert "Rows: 1 to create, 1 to reject." in done.lines
    rejects = (home / "rejects.csv").read_text(encoding="utf-8")
    (home / "rejects.csv").write_text(rejects.replace(";x;", ";1;"), encoding="utf-8")
    assert run("import", "rejects.csv", "--as", "client").code == 0
    assert [line.split()[0] for line in run("list", "clients").lines[1:]] == ["Acme", "Beta"]


def test_a_report_for_programs(run: Run, home: Path) -> None:
    rows = "Acme,North,k1,x\nBeta,,k2,2\nGamma,,k3,3\n"
    (home / "list.csv").write_text(f"name,Region,sys_id,tier\n{rows}", encoding="utf-8")
    item = run("import", "list.csv", "--as", "client", "--json").json["item"]
    (part,) = item["parts"]
    assert part["columns"][1:3] == [
        {"header": "Region", "use": "notes", "field": None},
        {"header": "sys_id", "use": "external key", "field": None},
    ]
    assert (item["counts"], part["system"], item["change_set"]) == ({"reject": 1, "create": 2}, "ServiceNow", 2)
    problems = [{"field": "tier", "reason": "“x” is not a number."}]
    assert item["rejected"] == [{"kind": "client", "row": 2, "problems": problems}]


def test_columns_values_and_notations_can_be_told(run: Run, home: Path) -> None:
    run("add", "service", "name=Mail")
    (home / "rates.csv").write_text("Dienst|Preis|Ab|Rest\nMail|1.100,04 €|01/12/2026|x\n", encoding="utf-8")
    told = ["--map", "Dienst=service", "--map", "Preis=price", "--map", "Ab=From", "--map", "Rest="]
    done = run("import", "rates.csv", "--as", "rate", *told, "--set", "unit=box", "--dates", "dmy", "--decimal", ",")
    assert done.code == 0
    (rate,) = run("list", "rates", "--json").json["items"]
    assert (rate["price"], rate["starts_on"], rate["unit"], rate["notes"]) == (110_004, "2026-12-01", "box", None)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "x"], "not a mapping"),
        (["--map", "Nothing=name"], "no column “Nothing”"),
        (["--set", "shoe=9"], "sets no field"),
        (["--match", "code"], "cannot be matched"),
        (["--mode", "maybe"], "invalid choice"),
        (["--delimiter", "ab"], "one character"),
        ([], "--as clients"),
    ],
)
def test_wrong_options_are_wrong_usage_and_make_no_database(
    run: Run, accounts: str, options: list[str], said: str
) -> None:
    done = run("import", accounts, *(["--as", "client"] if options else []), *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not paths.default_database().exists()


def picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + zlib.compress(bytes(range(256)) * 40)


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (picture(), 3, "is a PNG image"),
        (b"", 3, "is empty"),
        (b"name,tier\n", 3, "has a header, but no rows"),
        (b"Acme,Medical\nBeta,Retail\n", 3, "has no column for name of a client"),
        (None, 3, "There is no file list.csv"),
    ],
)
def test_what_is_no_list_is_one_sentence_and_makes_no_database(
    run: Run, home: Path, content: bytes | None, code: int, said: str
) -> None:
    if content is not None:
        (home / "list.csv").write_bytes(content)
    done = run("import", "list.csv", "--as", "client")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert not paths.default_database().exists()


def test_what_was_told_about_a_file_is_offered_when_such_a_file_comes_again(run: Run, home: Path) -> None:
    (home / "old.csv").write_text("Unit,Size\nHarbour,1\n", encoding="utf-8")
    (home / "new.csv").write_text("Unit,Size\nPier,2\n", encoding="utf-8")
    assert run("import", "old.csv", "--as", "client", "--again").code == 2
    assert run("import", "old.csv", "--as", "client", "--map", "Unit=name", "--set", "tier=3").code == 0
    assert "--again" in run("import", "new.csv", "--as", "client", "--dry-run", "--map", "Unit=code").err
    done = run("import", "new.csv", "--as", "client", "--again")
    assert (done.code, done.err) == (0, "")
    assert [client["tier"] for client in run("list", "clients", "--json").json["items"]] == [3, 3]


def test_a_million_character_cell_costs_its_row(run: Run, home: Path) -> None:
    (home / "list.csv").write_text(f"name,x\n{'z' * 1_000_000},1\nAcme,2\n", encoding="utf-8")
    done = run("import", "list.csv", "--as", "client")
    assert done.code == 1
    assert "  row 2: name: is longer than 100,000 characters" in done.lines
    assert len(run("list", "clients").lines) == 2


def test_many_rejects_are_cut_short_on_paper_and_whole_in_the_file(run: Run, home: Path) -> None:
    rows = "".join(f"Client {number},x{number}\n" for number in range(120))
    (home / "list.csv").write_text(f"name,tier\n{rows}", encoding="utf-8")
    done = run("import", "list.csv", "--as", "client", "--strict", "--rejects", "rejects.csv")
    assert "  and 70 rows more; --rejects FILE writes them all." in done.lines
    assert len((home / "rejects.csv").read_text(encoding="utf-8").splitlines()) == 121


def test_rows_with_the_same_fault_are_told_together(run: Run, home: Path) -> None:
    (home / "list.csv").write_text("name,tier\n" + "".join(f"Client {n},99\n" for n in range(30)), encoding="utf-8")
    done = run("import", "list.csv", "--as", "client")
    assert "  30 rows (2, 3, 4, ...): Tier has to be from 1 to 9." in done.lines
