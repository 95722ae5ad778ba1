"""E-mails, one or many, as servers and programs write them, and as nobody should have."""

from __future__ import annotations

import pytest

from itcrm_tui.workflows.importing.reading import FileError
from tests.workflows.reading.reading_steps import exact, faults, said, sheet, sheets

PARTS = b"""Subject: =?utf-8?B?w4RyZ2Vy?= =?utf-8?Q?_mit_VPN?=
From: =?utf-8?Q?Doe=2C_J=C3=BCrgen?= <j@acme.example>
To: "B; b" <b@it.example>, =?bogus-9?Q?C?= <c@it.example>
Date: Mon, 5 Jan 2026 10:00:00 +0100
Message-ID: <1@acme.example>
Content-Type: multipart/mixed; boundary="m"

--m
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=no-such-thing

Hallo \xfc, 5 \x80
> what you wrote
--b
Content-Type: text/html; charset=utf-8

<p>Hallo</p>
--b--
--m
Content-Type: application/pdf; name="x.pdf"
Content-Disposition: attachment; filename*=utf-8''%C3%A4.pdf
Content-Transfer-Encoding: base64

AAAA
--m
Content-Type: message/rfc822

From: z@acme.example
Subject: =?iso-8859-2?Q?=B9?= inner

inner text
--m--
"""

BOX = b"""From 1777@xxx Thu Jan 01 00:00:00 +0000 2026
X-Gmail-Labels: Inbox,Important
From: Bob <bob@acme.example>
Subject:
Content-Type: text/html

<html><style>x{}</style><p>Dear&nbsp;all,</p><p>a &amp; b<br>c</p></html>

From MAILER-DAEMON Thu Jan 01 00:00:00 2026
From: c@acme.example
Subject: caf\xe9
Date: Thu, 1 Jan 2026 00:00:00 -0000

>From here on
>>From twice

From the desk of me
Tel: 1

From - Thu Jan 01 00:00:00 2026
X-Odd: nothing

"""


def test_a_mail_of_many_parts_is_its_text_and_the_names_of_what_is_attached() -> None:
    found = sheet(PARTS, "a.eml")
    assert said(found) == {
        "Subject": "Ärger mit VPN",
        "Text": "Hallo ü, 5 €\n> what you wrote\n\nFrom: z@acme.example\nSubject: š inner\n\ninner text",
        "Received at": "2026-01-05 10:00:00+01:00",
        "From address": "j@acme.example",
        "From name": "Doe, Jürgen",
        "Channel": "e-mail",
        "To": "b@it.example; c@it.example",
        "Attachments": "ä.pdf",
        "External key": "1@acme.example",
    }
    assert exact(found.rows[0])[found.header.index("Received at")]


def test_a_box_of_mails_is_a_row_each_and_a_line_that_begins_with_from_parts_nothing() -> None:
    found = sheet(BOX, "Inbox.mbox")
    assert [row.number for row in found.rows] == [1, 2, 3]
    first, second = said(found, 0), said(found, 1)
    assert (first["Subject"], first["Text"], first["Labels"]) == (
        "(no subject)",
        "Dear all,\na & b\nc",
        "Inbox; Important",
    )
    assert second["Subject"] == "café"
    assert second["Text"] == "From here on\n>From twice\n\nFrom the desk of me\nTel: 1"
    assert second["Received at"] == "2026-01-01 00:00:00+00:00"
    assert faults(found) == {3: "it has no header of an e-mail"}
    assert found.form == "mbox of 3 e-mails"


def test_a_mail_without_an_id_has_a_key_that_stays_the_same() -> None:
    text = "From: a@acme.example\r\nSubject: hi\r\n\r\nx\r\n"
    keys = {said(sheet(text, name))["External key"] for name in ("a.eml", "b.eml", "no-ending")}
    assert len(keys) == 1
    assert keys != {said(sheet(text + "y", "a.eml"))["External key"]}


@pytest.mark.parametrize(
    ("head", "received"),
    [
        ("Received: from a by b; Mon, 5 Jan 2026 10:00:01 +0100", "2026-01-05 10:00:01+01:00"),
        ("Date: someday\nReceived: from a; Mon, 5 Jan 2026 10:00:01 +0100", "2026-01-05 10:00:01+01:00"),
        ("Date: Mon, 32 Jan 2026 10:00:00 +0100", None),
        ("X-Nothing: 1", None),
    ],
)
def test_a_date_that_is_missing_is_that_of_the_last_server_or_unknown(head: str, received: str | None) -> None:
    assert said(sheet(f"From: a@acme.example\n{head}\n\nx\n", "a.eml")).get("Received at") == received


@pytest.mark.parametrize(
    "body",
    [
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nbroken!!!",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nno header at all",
        "Content-Type: multipart/mixed\n\nno boundary",
        "Content-Type: ; ;;=\nContent-Disposition: =?x?\n\ntext",
        "Content-Type: text/html\n\n" + "<div>" * 5000 + "deep",
    ],
)
def test_a_body_that_nobody_should_have_written_is_read_as_far_as_it_goes(body: str) -> None:
    assert said(sheet(f"From: a@acme.example\nSubject: odd\n{body}\n", "a.eml"))["Subject"] == "odd"


def test_messages_inside_messages_end_somewhere() -> None:
    nested = b"Subject: last\n\nend\n"
    for depth in range(300):
        edge = b"b%d" % depth
        nested = b"Subject: s\nContent-Type: multipart/mixed; boundary=%b\n\n--%b\n" % (edge, edge) + nested
    assert said(sheet(b"From: a@acme.example\n" + nested, "a.eml"))["Subject"] == "s"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x00\x01 junk", "no header of an e-mail"),
        (b"From: a\n" + b"X: y\n" * 200_000, "header is longer"),
        (b"From: a\n\n" + b"boundary=" * 2000, "nested too deep"),
    ],
)
def test_a_file_without_any_mail_that_can_be_read_is_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(FileError, match=words):
        sheets(content, "a.eml")
