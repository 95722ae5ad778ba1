"""Contacts as Outlook, Apple, Google and Nextcloud write them, and cards that are broken."""

from __future__ import annotations

import pytest

from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import faults, said, sheet, sheets


def card(*lines: str, version: str = "3.0") -> str:
    """A card with these lines."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_a_card_of_outlook_in_its_own_encoding() -> None:
    text = card(
        "N;LANGUAGE=de;CHARSET=Windows-1252:Müller;Jörg;;Dr.;",
        "FN;CHARSET=Windows-1252:Dr. Jörg Müller",
        "ORG:Werk AG;IT;Netz",
        "TITLE:Leiter",
        "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:erste=0D=0A=",
        "zweite =FCber C:\\new",
        "TEL;WORK;FAX:+49 30 9",
        "TEL;WORK;VOICE:+49 30 1",
        "TEL;CELL;VOICE:+49 170 2",
        "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Stra=DFe 1=0D=0AHaus 2;Berlin;;10115;Deutschland",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
        "EMAIL;PREF;INTERNET:j@x.example",
        "PHOTO;TYPE=JPEG;ENCODING=BASE64:",
        " /9j/4AAQSkZJRg",
        "",
        version="2.1",
    )
    found = sheet(text.encode("cp1252"), "contacts.vcf")
    assert said(found) == {
        "Name": "Dr. Jörg Müller",
        "Client": "Werk AG",
        "Line of business": "IT",
        "Organization unit": "Netz",
        "Title": "Leiter",
        "Notes": "erste\nzweite über C:\\new",
        "Address (work)": "Straße 1, Haus 2, 10115 Berlin, Deutschland",
        "Email": "j@x.example",
        "Phone": "+49 30 1",
        "Phone (cell)": "+49 170 2",
        "Fax (work)": "+49 30 9",
    }
    assert "without 1 picture" in found.form


def test_a_card_of_apple_with_groups_and_labels() -> None:
    text = card(
        "N:Doe;Jane;;;",
        "FN:Jane Doe",
        "ORG:Acme\\, Inc.;",
        "EMAIL;type=INTERNET;type=HOME:home@x.example",
        "EMAIL;type=INTERNET;type=WORK;type=pref:jane@acme.example",
        "item1.TEL;type=pref:+1 1",
        "item1.X-ABLabel:Desk",
        "TEL;type=CELL;type=VOICE:+1 2",
        "item2.TEL:+1 3",
        "item2.X-ABLabel:Cabin",
        "item3.URL;type=pref:https\\://acme.example",
        "item3.X-ABLabel:_$!<HomePage>!$_",
        "X-SOCIALPROFILE;type=twitter:https://twitter.example/jane",
        "BDAY;value=date:19800415",
        "NOTE:long",
        "  folded\\nnext",
        "UID:abc-1",
    )
    assert said(sheet(text, "apple.vcf")) == {
        "Name": "Jane Doe",
        "Client": "Acme, Inc.",
        "Email": "jane@acme.example",
        "Email (home)": "home@x.example",
        "Phone": "+1 1",
        "Phone (cell)": "+1 2",
        "Phone (Cabin)": "+1 3",
        "Website (HomePage)": "https://acme.example",
        "Social profile (twitter)": "https://twitter.example/jane",
        "Birthday": "1980-04-15",
        "Notes": "long folded\nnext",
        "External key": "abc-1",
    }


def test_a_card_of_version_4_with_preferences_and_addresses_as_uris() -> None:
    text = card(
        "FN:Ana Q",
        "TEL;VALUE=uri;PREF=2;TYPE=home:tel:+1-555-1",
        "TEL;VALUE=uri;PREF=1;TYPE=work:tel:+1-555-2",
        "EMAIL;PREF=50:b@x.example",
        "EMAIL;PREF=1:mailto:a@x.example",
        "CATEGORIES:vip,old\\, friend",
        "ROLE:decision maker",
        "UID:urn:uuid:4fbe",
        version="4.0",
    )
    assert said(sheet("\ufeff" + text, "no-ending")) == {
        "Name": "Ana Q",
        "Email": "a@x.example",
        "Email 2": "b@x.example",
        "Phone": "+1-555-2",
        "Phone (home)": "+1-555-1",
        "Categories": "vip; old, friend",
        "Role": "decision maker",
        "External key": "4fbe",
    }


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["N:Doe;Jane;Q.;Dr.;", "FN:"], "Dr. Jane Q. Doe"),
        (["N:;;;;", "ORG:Acme", "EMAIL:a@x"], "Acme"),
        (["EMAIL:a@x"], "a@x"),
    ],
)
def test_a_contact_without_a_full_name_is_called_by_what_there_is(lines: list[str], name: str) -> None:
    assert said(sheet(card(*lines), "a.vcf"))["Name"] == name


def test_a_broken_card_is_a_fault_and_the_rest_is_read() -> None:
    open_card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:No End\r\n"
    text = card("FN:A") + open_card + card("FN:B") + card("TEL:1") + card("X-ADDRESSBOOKSERVER-KIND:group", "FN:All")
    found = sheet(text, "a.vcf")
    assert faults(found) == {
        5: "it is a contact card that does not end",
        12: "it has no name",
        16: "it is a group of contacts, not a person",
    }
    assert [said(found, 0)["Name"], said(found, 2)["Name"]] == ["A", "B"]


def test_lines_that_are_no_properties_are_kept_as_notes() -> None:
    assert said(sheet(card("FN:A", "just words", "X:fine", "NOTE:b"), "a.vcf"))["Notes"] == "just words\nb"


def test_what_a_card_says_twice_is_one_cell() -> None:
    text = card("FN:A", "EMAIL;TYPE=pref:a@x.example", "EMAIL;TYPE=home:a@x.example", "TEL:1", "TEL;TYPE=home:1")
    assert said(sheet(text, "a.vcf")) == {"Name": "A", "Email": "a@x.example", "Phone": "1"}


def test_an_agent_inside_a_card_does_not_end_it() -> None:
    text = card("FN:Boss", "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Helper", "END:VCARD", "TEL:1", version="2.1")
    assert said(sheet(text, "a.vcf")) == {
        "Name": "Boss",
        "Phone": "1",
        "Agent": "BEGIN:VCARD, VERSION:2.1, FN:Helper, END:VCARD",
    }


def test_a_charset_that_nobody_knows_does_not_lose_the_value() -> None:
    text = card("FN;ENCODING=quoted-printable;CHARSET=x-unknown:M=C3=BCller", version="2.1")
    assert said(sheet(text, "a.vcf")) == {"Name": "Müller"}


def test_a_file_of_contacts_without_any_is_a_sentence() -> None:
    with pytest.raises(FileError, match="it has no name"):
        sheets(card("TEL:1"), "a.vcf")
    with pytest.raises(FileError, match="no contacts"):
        sheets("nothing\n", "a.vcf")


def test_a_card_larger_than_any_is_a_fault() -> None:
    found = sheet(card("FN:A") + card("FN:B", "NOTE:" + "x" * 300_000), "a.vcf")
    assert faults(found) == {5: "it is larger than a contact card can be"}
