"""Files as programs write them that nobody here uses: taken as they are, or refused with the reason."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.ids import RecordId
from itcrm_tui.workflows.importing import FileError
from itcrm_tui.workflows.importing.drafts import Draft
from itcrm_tui.workflows.importing.guessing import field_meant
from itcrm_tui.workflows.importing.matching import Index
from itcrm_tui.workflows.importing.reading import Row
from storage.store import Store
from tests.workflows.import_steps import by_name, imported, planned, reasons, records, written


def taken_as(store: Store, folder: Path, content: str, kind: str) -> dict[str, str]:
    """What each field is taken from."""
    columns = planned(store, written(folder, content), kind).parts[0].columns
    return {column.field.name: column.header for column in columns if column.field}


def test_a_title_above_a_list_is_not_its_header(store: Store, tmp_path: Path) -> None:
    path = written(
        tmp_path, 'Notes:\n"Some addresses, it says, are missing."\n\nName,Segment,Tier\nAcme,key,1\nBeta,,2\n'
    )

    plan = planned(store, path)

    assert plan.parts[0].sheet.header == ("Name", "Segment", "Tier")
    assert plan.parts[0].sheet.form.endswith("its header in line 4")
    assert imported(store, path) == {"create": 2}


def test_a_list_of_one_column_keeps_its_header(store: Store, tmp_path: Path) -> None:
    plan = planned(store, written(tmp_path, "Client\nAcme\nBeta, Inc\nGamma\n"))

    assert plan.parts[0].sheet.header == ("Client",)
    assert reasons(plan) == {3: "it has 2 cells where the header has 1"}


def test_a_name_column_that_says_nothing_gives_way_to_the_parts_of_the_name(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "First Name,Last Name,File As,Organization Name\nAda,King,,Acme\nBo,Ek,,Acme\n")

    assert imported(store, path, "stakeholder", add_missing=True) == {"create": 2}
    assert set(by_name(store, "stakeholder")) == {"Ada King", "Bo Ek"}


def test_a_column_of_names_comes_before_one_of_keys(store: Store, tmp_path: Path) -> None:
    found = taken_as(store, tmp_path, "Id,AccountId,Account.Name,Name\n003x1,001x1,Acme,Ada\n", "stakeholder")

    assert found["client"] == "Account.Name"


def test_a_key_of_the_other_system_makes_no_client(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Name,AccountId\nAda,0015g00000012AAA\n")

    assert imported(store, path, "stakeholder", add_missing=True) == {"reject": 1}
    assert records(store) == []


@pytest.mark.parametrize(
    ("kind", "header", "meant"),
    [
        ("feedback", "Ticket name", "subject"),
        ("commitment", "Opportunity Name", "title"),
        ("stakeholder", "Person - Email - Work", "email"),
        ("stakeholder", "Person - Phone - Work", "phone"),
        ("stakeholder", "Organization 1 - Name", "client"),
        ("stakeholder", "Organization 1 - Title", "title"),
    ],
)
def test_headers_of_other_programs_mean_fields(kind: str, header: str, meant: str) -> None:
    found = field_meant(KINDS[kind], header)

    assert found is not None
    assert found[1].name == meant


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("dn: cn=Ada,mail=ada@example.org\nobjectclass: top\ncn: Ada\n", "an LDIF address book; save it as vCard"),
        ("version: 1\n\n# people\ndn:: Y249QWRh\ncn: Ada\n", "an LDIF address book"),
        ("{\\rtf1\\ansi Name\\par}", "a text document"),
        ("PAR1\x15\x04", "a Parquet file"),
        ("!BDN\x01\x02", "an Outlook data file"),
    ],
)
def test_a_file_of_a_kind_that_is_not_read_is_called_by_its_name(
    store: Store, tmp_path: Path, content: str, what: str
) -> None:
    with pytest.raises(FileError, match=what):
        planned(store, written(tmp_path, content, "people.dat"))


@pytest.mark.parametrize("line", ["Total;;300", "Gesamtsumme;;1.234,50 €"])
def test_a_line_of_totals_is_no_client(store: Store, tmp_path: Path, line: str) -> None:
    content = f"Client;Cost centre;Revenue\nAcme;1;100\nBeta;2;200\n{line}\n"
    plan = planned(store, written(tmp_path, content))

    assert list(reasons(plan)) == [4]


def test_a_client_that_is_called_total_is_taken(store: Store, tmp_path: Path) -> None:
    assert imported(store, written(tmp_path, "Name,Segment\nAcme,key\nTotal,standard\n")) == {"create": 2}


@pytest.mark.parametrize(
    "header",
    [
        "Vorname;Nachname;Firma;E-Mail-Adresse;Telefon geschäftlich",
        "Prénom;Nom;Société;Courriel;Téléphone",
    ],
)
def test_headers_in_other_languages_mean_fields(store: Store, tmp_path: Path, header: str) -> None:
    path = written(tmp_path, f"{header}\nAda;King;Acme;ada@example.org;0123\n".encode("cp1252"))

    imported(store, path, "stakeholder", add_missing=True)

    (ada,) = records(store, "stakeholder")
    assert (ada.name, ada.email, ada.phone) == ("Ada King", "ada@example.org", "0123")
    assert list(by_name(store)) == ["Acme"]


def test_a_field_that_no_column_gives_is_asked_for_with_the_way_out(store: Store, tmp_path: Path) -> None:
    plan = planned(store, written(tmp_path, "Ticket ID,Comment\n1,Good\n"), "feedback", given=("kind=complaint",))

    assert "--set subject=..." in reasons(plan)[2]


def test_many_tickets_that_only_their_keys_tell_apart_are_each_a_record(store: Store, tmp_path: Path) -> None:
    tickets = "".join(f"{number},Product setup\n" for number in range(300))
    path = written(tmp_path, f"Ticket ID,Ticket Subject\n{tickets}")

    assert imported(store, path, "feedback", given=("kind=complaint",)) == {"create": 300}
    assert imported(store, path, "feedback", given=("kind=complaint",)) == {"unchanged": 300}


class Counted(defaultdict[str, set[str]]):
    """Counts how often somebody looks at the keys of a record."""

    looks = 0

    def __getitem__(self, record: str) -> set[str]:
        self.looks += 1
        return super().__getitem__(record)


def test_records_with_other_keys_are_not_gone_through_for_every_row() -> None:
    keys = Counted(set)
    index = Index(KINDS["feedback"], "desk", [("subject",)], keys_of=keys)  # type: ignore[arg-type]
    for number in range(50):
        index.add(RecordId(f"{number}"), {"subject": "Product setup"})
        index.add_key(f"key {number}", RecordId(f"{number}"))
    keys.looks = 0

    row = Draft(Row(1, ()), key="key of its own", values={"subject": "Product setup"})
    assert index.by_way(("subject",), row) is None
    assert keys.looks <= 1


def test_what_a_report_says_of_itself_below_the_list_is_no_client(store: Store, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '"Account Name","Rating"\n"Acme","Hot"\n"Beta",""\n"Grand Totals (2 records)",""\n\n\n'
        '"Confidential Information - Do Not Distribute"\n'
        '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
        '"Generated By:  Dana  10/22/2026 10:10 AM"\n"Corvane"\n',
    )

    assert imported(store, path) == {"create": 2, "reject": 5}
    assert set(by_name(store)) == {"Acme", "Beta"}


def test_names_alone_in_their_rows_are_no_footer(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Segment\nAcme,key\nCopyright Office,\nGenerated Power,\nBeta,\n")

    assert imported(store, path) == {"create": 4}


def test_a_time_in_a_column_of_its_own_belongs_to_its_day(store: Store, tmp_path: Path) -> None:
    header = "Subject,Start Date,Start Time,End Date,End Time\n"
    path = written(tmp_path, f"{header}Review,10/21/2026,9:15:00 AM,10/21/2026,10:30:00 AM\nKickoff,10/2/2026,,,\n")
    imported(store, path, "touchpoint", given=["kind=visit"])

    planned_at = sorted(one.planned_at for one in records(store, "touchpoint"))
    assert [f"{one:%d %H:%M}" for one in planned_at] == ["02 00:00", "21 09:15"]


def test_days_that_a_spreadsheet_wrote_as_numbers_are_days(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Subject,Received\nOne,45931\nTwo,45931.25\nThree,2025-10-01 06:00\nFour,12\n")
    plan = planned(store, path, "feedback", given=["kind=complaint"])

    assert plan.parts[0].found == ("numbers in Received are days, as spreadsheets count",)
    found = [draft.values.get("received_at") for draft in plan.parts[0].drafts]
    assert found[1] == found[2]
    assert reasons(plan).keys() == {5}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Customer rating", "csat"),
        ("Bewertung", "csat"),
        ("Eröffnet am", "received_at"),
        ("Ouvert le", "received_at"),
        ("Brief description", "subject"),
        ("Fällig am", "reply_due"),
    ],
)
def test_headers_of_ticket_lists_are_understood(header: str, field: str) -> None:
    meant = field_meant(KINDS["feedback"], header)
    assert meant is not None
    assert meant[1].name == field


def test_what_stands_below_a_header_without_words_is_kept(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Segment,,,\nAcme,key,,said here,\nBeta,,,,\n")

    assert imported(store, path) == {"create": 2}
    assert by_name(store)["Acme"].notes == "Column 4: said here"
    assert reasons(planned(store, written(tmp_path, "Name,Tier,\nAcme,1,,,more\n"))) == {
        2: "it has 5 cells where the header has 2"
    }
