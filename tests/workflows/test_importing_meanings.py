"""Files of other programs: what headers and words mean is found and shown, never guessed between two readings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from itcrm_tui.domain.client import Client, Stakeholder
from itcrm_tui.domain.commitment import Commitment, CommitmentState
from itcrm_tui.domain.feedback import FeedbackState
from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.exporting import Account, Everything, Wanted, export_to
from itcrm_tui.workflows.importing import MappingError, Preview, Use, take_in
from storage.store import Store
from tests.workflows.import_steps import by_name, imported, planned, reasons, records, written


def fates(store: Store, folder: Path, content: str, kind: str, **told: object) -> dict[str, str]:
    plan = planned(store, written(folder, content), kind, **told)
    return {column.header: column.field.name if column.field else str(column.use) for column in plan.parts[0].columns}


def remarks(plan: Preview) -> list[tuple[str, str, int]]:
    return [(one.header, one.sentence, one.rows) for one in plan.parts[0].remarks]


def acme(store: Store) -> Client:
    client = Client(name="Acme")
    with store.write("Add") as unit:
        unit.add(client)
    return client


@pytest.mark.parametrize(
    ("kind", "header", "meant"),
    [
        ("feedback", "Ticket Subject", "subject"),
        ("feedback", "ticketDescription", "text"),
        ("feedback", "Customer Satisfaction Rating", "csat"),
        ("feedback", "assigned_to.display_value", "assignee"),
        ("feedback", "Case Number", "external key"),
        ("service", "service.name", "name"),
        ("stakeholder", "Organization Name", "client"),
        ("stakeholder", "E-mail 1 - Value", "email"),
        ("client", "Account Owner", "relationship_owner"),
        ("commitment", "Issue key", "external key"),
        ("client", "Billing City", "notes"),
    ],
)
def test_headers_of_other_programs_mean_fields(
    store: Store, tmp_path: Path, kind: str, header: str, meant: str
) -> None:
    required = [field.name for field in KINDS[kind].fields if field.required and field.name != meant]
    given = [f"{name}={'complaint' if name == 'kind' else 'x'}" for name in required]
    assert fates(store, tmp_path, f"{header}\n5\n", kind, given=given)[header] == meant


def test_a_name_in_parts_is_one_name(store: Store, tmp_path: Path) -> None:
    acme(store)
    imported(store, written(tmp_path, "First Name,Last Name,Company\nAda,Byron,Acme\nGrace,,Acme\n"), "stakeholder")
    assert list(by_name(store, "stakeholder")) == ["Ada Byron", "Grace"]


def test_words_that_are_none_of_ours_are_kept_in_the_notes_and_told(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name,Owner,Segment\nAcme,J. Doe,Gold\nBeta,J. Doe,key\n")
    plan = planned(store, path)
    assert remarks(plan) == [
        ("Owner", "“J. Doe”: none that we know, kept in the notes", 2),
        ("Segment", "“Gold”: none that we know, kept in the notes", 1),
    ]
    take_in(store, plan)
    assert by_name(store)["Acme"].notes == "Owner: J. Doe\nSegment: Gold"
    assert planned(store, path).counts == {"unchanged": 2}
    assert reasons(planned(store, path, strict=True))[3] == "Owner: There is no person “J. Doe”."


def test_a_column_told_to_be_a_field_has_to_hold_it(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "name,Who\nAcme,J. Doe\n")
    assert reasons(planned(store, path, columns=["Who=owner"])) == {2: "Who: There is no person “J. Doe”."}


def test_a_required_word_that_is_none_of_ours_says_how_to_give_one(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Ticket Type,Subject\nRefund,x\n")
    assert reasons(planned(store, path, "feedback"))[2].endswith("--set kind=... gives such rows one.")
    imported(store, path, "feedback", given=["kind=complaint"])
    (found,) = records(store, "feedback")
    assert (str(found.kind), found.notes) == ("complaint", "Ticket Type: Refund")


def test_states_of_other_programs_are_taken_as_ours_and_told(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Subject,Status,Type\nx,Solved,Praise\ny,Open,praise\n")
    plan = planned(store, path, "feedback")
    assert remarks(plan) == [
        ("Status", "“Solved”: taken as answered", 1),
        ("Status", "“Open”: taken as new", 1),
        ("Type", "“Praise”, “praise”: taken as compliment", 2),
    ]
    take_in(store, plan)
    assert {one.subject: one.state for one in records(store, "feedback")} == {
        "x": FeedbackState.ANSWERED,
        "y": FeedbackState.NEW,
    }


def test_a_column_that_mostly_cannot_be_its_field_is_kept_in_the_notes(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Subject,Rating,Type\nx,Good,idea\ny,Bad,idea\nz,5,idea\n")
    plan = planned(store, path, "feedback")
    column = plan.parts[0].columns[1]
    assert (column.use, column.why) == (Use.NOTES, "only 1 of 3 could be a csat")


def test_dates_are_read_as_the_plain_ones_among_them_show(store: Store, tmp_path: Path) -> None:
    acme(store)
    plan = planned(store, written(tmp_path, "Client,Title,Due\nAcme,a,03/04/2026\nAcme,b,03/14/2026\n"), "commitment")
    assert plan.parts[0].found == ("in dates the month comes first, as some can only be read so",)
    take_in(store, plan)
    assert {one.title: one.due for one in records(store, "commitment")} == {
        "a": date(2026, 3, 4),
        "b": date(2026, 3, 14),
    }


@pytest.mark.parametrize("content", ["a,03/04/2026", "a,03/04/2026\nAcme,b,03/14/2026\nAcme,c,14/03/2026"])
def test_dates_with_two_readings_are_rejected_where_nothing_decides(store: Store, tmp_path: Path, content: str) -> None:
    acme(store)
    plan = planned(store, written(tmp_path, f"Client,Title,Due\nAcme,{content}\n"), "commitment")
    assert reasons(plan)[2].endswith("--dates dmy or mdy tells which.")


def test_the_time_of_day_of_a_date_is_left_out_and_told(store: Store, tmp_path: Path) -> None:
    acme(store)
    plan = planned(store, written(tmp_path, "Client,Title,Due\nAcme,a,15/Jan/26 12:30 PM\n"), "commitment")
    assert remarks(plan) == [("Due", "the time of day is left out", 1)]
    take_in(store, plan)
    assert records(store, "commitment")[0].due == date(2026, 1, 15)


def test_decimals_are_read_as_the_plain_ones_among_them_show(store: Store, tmp_path: Path) -> None:
    content = "service;unit;price\nMail;box;1.100\nMail;day;1.100,50\n"
    imported(store, written(tmp_path, "name\nMail\n"), "service")
    plan = planned(store, written(tmp_path, content), "rate")
    assert plan.parts[0].found == ("“,” stands before decimals, as some numbers can only be read so",)
    take_in(store, plan)
    assert sorted(rate.price for rate in records(store, "rate")) == [110_000, 110_050]


def test_clients_that_contacts_name_are_added_when_asked(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Company\nAda,Acme\nBob,ACME\nCy,Beta\n")
    assert reasons(planned(store, path, "stakeholder"))[2].endswith("--add-missing adds what rows name.")
    plan = planned(store, path, "stakeholder", add_missing=True)
    assert plan.title == "Import stakeholders from list.csv: 3 added, 2 added as they were named"
    take_in(store, plan)
    assert sorted(by_name(store)) == ["Acme", "Beta"]


def test_people_are_named_by_their_address_and_bring_their_client_along(store: Store, tmp_path: Path) -> None:
    client = acme(store)
    with store.write("Add") as unit:
        unit.add(Stakeholder(client=client.id, name="Ada", email="Ada@Acme.example"))
    path = written(tmp_path, "Subject,Requester email,Type\nx,ada@acme.example,idea\n")
    imported(store, path, "feedback")
    (found,) = records(store, "feedback")
    assert found.client == client.id


def test_our_own_lists_need_no_telling_and_keep_states(store: Store, new_file: Path, tmp_path: Path) -> None:
    client = acme(store)
    promise = Commitment(client=client.id, title="VPN", state=CommitmentState.PROMISED, promised_on=date(2026, 1, 2))
    with store.write("Add") as unit:
        unit.add(promise)
    export_to(store, Wanted(KINDS["commitment"]), tmp_path / "promises.csv", Account())
    with store.write("Delete") as unit:
        unit.delete(records(store, "commitment")[0])
    imported(store, tmp_path / "promises.csv", None, restore=True)
    (found,) = records(store, "commitment")
    assert (found.id, found.state, found.promised_on) == (promise.id, CommitmentState.PROMISED, date(2026, 1, 2))


def test_a_file_of_everything_gives_only_the_kind_that_is_asked_for(store: Store, tmp_path: Path) -> None:
    client = acme(store)
    with store.write("Add") as unit:
        unit.add(Stakeholder(client=client.id, name="Ada"))
    export_to(store, Everything(), tmp_path / "all.json", Account())
    assert planned(store, tmp_path / "all.json", "stakeholder").counts == {"unchanged": 1}


@pytest.mark.parametrize(
    ("header", "likely"),
    [
        ("Account Name,Industry", "clients"),
        ("First Name,Last Name,Company,E-mail Address", "stakeholders"),
        ("Ticket Subject,Description,Status,Satisfaction Rating", "feedback"),
    ],
)
def test_a_list_that_does_not_say_its_kind_asks_for_it_and_offers_one(
    store: Store, tmp_path: Path, header: str, likely: str
) -> None:
    with pytest.raises(MappingError, match=f"--as {likely}"):
        planned(store, written(tmp_path, f"{header}\n1,2\n"), None)


def test_of_many_who_came_those_that_are_known_are_named_and_the_others_kept(store: Store, tmp_path: Path) -> None:
    client = acme(store)
    with store.write("Add") as unit:
        for name, email in (("Ada", "ada@x.example"), ("Bob", "bob@x.example"), ("Bob", "bob@x.example")):
            unit.add(Stakeholder(client=client.id, name=name, email=email))
    path = written(tmp_path, "Subject,Type,Attendees\nReview,visit,ada@x.example; bob@x.example; eve@x.example\n")
    imported(store, path, "touchpoint")
    (found,) = records(store, "touchpoint")
    assert [one.name for one in records(store, "stakeholder") if one.id in found.with_stakeholders] == ["Ada"]
    assert (found.client, found.notes) == (client.id, "Attendees: bob@x.example; eve@x.example")


def test_a_uuid_of_another_program_is_a_key_of_its_own(store: Store, tmp_path: Path) -> None:
    theirs = "f47ac10b-58cc-4372-a567-0e02b2c3d479"
    assert fates(store, tmp_path, f"id,name\n{theirs},Acme\n", "client")["id"] == "external key"
    assert fates(store, tmp_path, f"id,name\n{acme(store).id},Acme\n", "client")["id"] == "id"


def test_a_rejected_row_brings_no_client_along(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Company,Influence\nAda,Acme,3\nBob,Beta,99\nCy,Gamma,2\n")
    plan = planned(store, path, "stakeholder", add_missing=True)
    assert list(reasons(plan)) == [3]
    take_in(store, plan)
    assert sorted(by_name(store)) == ["Acme", "Gamma"]


def test_telling_how_dates_are_read_leaves_the_decimal_mark_to_be_found(store: Store, tmp_path: Path) -> None:
    imported(store, written(tmp_path, "name\nMail\n"), "service")
    content = "service;unit;price;From\nMail;box;1.100;03/04/2026\nMail;day;1.100,50;03/14/2026\n"
    plan = planned(store, written(tmp_path, content), "rate", dates="mdy")
    assert reasons(plan) == {}
    strictly = planned(store, written(tmp_path, content), "rate", dates="iso")
    assert list(reasons(strictly)) == [2], "iso refuses what has two readings, whatever the other dates show"
