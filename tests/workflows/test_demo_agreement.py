"""The records of the sample organization agree with each other and with what their fields allow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from itcrm_tui.domain.checking import problems
from itcrm_tui.domain.client import LineOfBusiness, Stakeholder
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.feedback import Feedback
from itcrm_tui.domain.fields import Type
from itcrm_tui.domain.kinds import kind_of
from itcrm_tui.domain.outreach import Touchpoint
from itcrm_tui.domain.people import Person
from itcrm_tui.domain.record import Record
from itcrm_tui.domain.service import Rate, Service
from itcrm_tui.domain.subscription import Subscription, Usage
from itcrm_tui.domain.values import known_fields
from itcrm_tui.text import safe, safe_lines
from tests.workflows.demo_found import Found, composed

REFERENCES = (Type.REFERENCE, Type.ANY_REFERENCE)
TEXTS = (Type.TEXT, Type.LINES, Type.TEXTS)


@pytest.fixture
def found() -> Found:
    """The sample in its usual sizes."""
    return composed()


def test_every_value_is_one_that_a_person_could_have_entered(found: Found) -> None:
    wrong = {record: told for record in found.records if (told := problems(kind_of(record), known_fields(record)))}
    assert wrong == {}


def test_every_reference_points_at_something_living(found: Found) -> None:
    living = {(kind_of(record).name, record.id) for record in found.records}
    pointed = {target for record in found.records for target in targets_of(record)}
    assert pointed
    assert pointed - living == set()


def targets_of(record: Record) -> Iterator[tuple[str, str]]:
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        match field.holds:
            case kind if kind in REFERENCES and value:
                yield field.target or vars(record)["record_kind"], value
            case Type.REFERENCES:
                yield from ((str(field.target), target) for target in value)
            case Type.SHARES:
                yield from ((str(field.target), target) for target, _ in value)


def test_lines_of_business_and_stakeholders_belong_to_the_client_they_are_named_with(found: Found) -> None:
    owners = {line.id: line.client for line in found.all(LineOfBusiness)}
    owners |= {person.id: person.client for person in found.all(Stakeholder)}
    commitments = found.by_id(Commitment)
    for record in (*found.all(Commitment), *found.all(Feedback), *found.all(Subscription), *found.all(Usage)):
        named = [getattr(record, name, None) for name in ("line_of_business", "asked_by", "accepted_by", "stakeholder")]
        assert {owners[part] for part in named if part} <= {vars(record)["client"]}
    for touchpoint in found.all(Touchpoint):
        assert {owners[part] for part in touchpoint.with_stakeholders} <= {touchpoint.client}
    for feedback in found.all(Feedback):
        assert feedback.commitment is None or commitments[feedback.commitment].client == feedback.client


def test_role_shares_never_exceed_a_whole_person(found: Found) -> None:
    for person in found.all(Person):
        assert sum((share for _, share in person.role_shares), Decimal(0)) <= 1


def test_no_text_holds_a_character_that_a_terminal_would_act_on(found: Found) -> None:
    for text in (text for record in found.records for text in texts_of(record)):
        assert "\n".join(map(safe, text.split("\n"))) == safe_lines(text) == text
        assert unicodedata.is_normalized("NFC", text)
        assert "{" not in text
        assert text == text.strip()


def texts_of(record: Record) -> Iterator[str]:
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        if field.holds in TEXTS and value:
            yield from value if field.holds is Type.TEXTS else (value,)


def test_feedback_hardly_ever_says_the_same_twice(found: Found) -> None:
    texts = [feedback.text for feedback in found.all(Feedback) if feedback.text and feedback.kind != "survey answer"]
    assert len(set(texts)) > 0.97 * len(texts)


def test_rates_of_a_service_follow_each_other_without_a_gap(found: Found) -> None:
    for service in found.all(Service):
        rates = sorted(
            (rate for rate in found.all(Rate) if rate.service == service.id), key=lambda rate: str(rate.starts_on)
        )
        for before, after in pairwise(rates):
            assert before.ends_on
            assert before.ends_on + timedelta(days=1) == after.starts_on
        assert not rates or rates[-1].ends_on is None
