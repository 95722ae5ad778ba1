"""Contact cards, read back with the library that writes them and line by line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import vobject  # type: ignore[import-untyped]

from itcrm_tui.domain.client import Client, LineOfBusiness, Stakeholder, StakeholderRole
from itcrm_tui.domain.people import Person
from itcrm_tui.text import MARK
from itcrm_tui.workflows.exporting.harmless import harmless, harmless_line
from storage.store import Store
from tests.workflows.export_steps import export_file, fill
from tests.workflows.hostile_texts import HOSTILE


def cards(path: Path) -> list[Any]:
    """The cards of a file."""
    return list(vobject.readComponents(path.read_text(encoding="utf-8")))


def test_a_stakeholder_is_a_card_with_id_client_and_what_a_card_can_hold(store: Store, tmp_path: Path) -> None:
    finance = Client(name="Finance; Group")
    payroll = LineOfBusiness(client=finance.id, name="Payroll")
    okoye = Stakeholder(
        client=finance.id,
        name="Mary Ann Okoye",
        role=StakeholderRole.DECISION_MAKER,
        title="Head, Payroll",
        line_of_business=payroll.id,
        email="m@example.org",
        phone="+49 30 1234",
        notes="likes\nshort mails",
    )
    store.clock = lambda: datetime(2026, 11, 20, 14, 5, 7, 999999, tzinfo=UTC)
    with store.write("fill") as unit:
        for record in (finance, payroll, okoye):
            unit.add(record)
    export_file(store, tmp_path / "out.vcf", "stakeholder")
    (card,) = cards(tmp_path / "out.vcf")
    assert card.version.value == "3.0"
    assert (card.uid.value, card.fn.value) == (okoye.id, "Mary Ann Okoye")
    assert (card.n.value.family, card.n.value.given) == ("Okoye", "Mary Ann")
    assert card.org.value == ["Finance; Group", "Payroll"]
    assert (card.title.value, card.role.value) == ("Head, Payroll", "decision maker")
    assert (card.email.value, card.tel.value) == ("m@example.org", "+49 30 1234")
    assert (card.note.value, card.rev.value) == ("likes\nshort mails", "2026-11-20T14:05:07Z")


def test_one_of_our_people_is_a_card_without_a_client_and_nothing_unknown_is_written(
    store: Store, tmp_path: Path
) -> None:
    fill(store)
    export_file(store, tmp_path / "out.vcf", "person")
    found = {card.fn.value: card for card in cards(tmp_path / "out.vcf")}
    assert set(found) == {"Dana", "Ravi"}
    assert set(found["Ravi"].contents) == {"version", "uid", "fn", "n", "rev"}


def test_nothing_that_somebody_typed_becomes_a_line_of_its_own(store: Store, tmp_path: Path) -> None:
    client = Client(name="Finance")
    with store.write("fill") as unit:
        unit.add(client)
        for at, text in enumerate(HOSTILE):
            line = " ".join(text.split("\n")).replace("\r", " ")
            unit.add(
                Stakeholder(client=client.id, name=f"{at:02} {line}", email=line, phone=line, title=line, notes=text)
            )
            unit.add(Person(name=f"{at:02} {line}", notes=text))
    export_file(store, tmp_path / "out.vcf", "stakeholder")
    found = cards(tmp_path / "out.vcf")
    assert [card.note.value for card in found] == [harmless(text) for text in HOSTILE]
    assert [card.fn.value[:2] for card in found] == [f"{at:02}" for at in range(len(HOSTILE))]
    text = (tmp_path / "out.vcf").read_bytes().decode()
    assert text.count("\nBEGIN:VCARD\r") + text.startswith("BEGIN:VCARD\r") == len(HOSTILE)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert not [char for char in text if char < " " and char not in "\r\n\t"]


def test_control_characters_become_marks_and_line_ends_one_kind() -> None:
    assert harmless("a\r\nb\rc\x85d\u2028e\x0bf") == "a\nb\nc\nd\ne\nf"
    assert harmless("\x00\x1b[31m\x9b\t") == f"{MARK}{MARK}[31m{MARK}\t"
    assert harmless_line("  a\nb ") == "a b"
