"""Files that nobody wrote: small ones of every format, broken at random in the ways that files break."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from itcrm_tui.domain.client import Client
from itcrm_tui.domain.commitment import Commitment
from itcrm_tui.domain.values import as_json

TOKENS: Sequence[bytes] = (
    *(b'"', b"'", b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\x00", b"\\", b":", b"-", b"- ", b"{", b"}", b"[", b"]"),
    *(
        b"&a",
        b"*a",
        b"<<: *a",
        b"!!python/object:os.system",
        b"---\n",
        b"...",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
    ),
    *(b"\xe2\x80\xae", b"\x1b[31m", b"1e999", b"-0", b"9" * 400, b"0x10", b"NaN", b"null", b"true", b"2026-02-30"),
    *(
        b"=CMD|'/c calc'!A0",
        b"BEGIN:VCARD\r\n",
        b"END:VCARD\r\n",
        b"BEGIN:VEVENT\r\n",
        b"END:VEVENT\r\n",
        b"RRULE:FREQ=SECONDLY\r\n",
    ),
    *(
        b"From a@b Mon Jan  1 00:00:00 2026\n",
        b"Content-Type: multipart/mixed; boundary=x\n",
        b"--x\n",
        b"=?utf-8?b?//8=?=",
    ),
    *(b"PK\x03\x04", b"<!ENTITY a 'aaaa'>", b"sep=;\n", b"A" * 5_000, b"(" * 200, b"[" * 3_000, b"id,", b"$1,100.04"),
)
WORKBOOKS = 0.004
"""The share of workbooks: each is read in a process of its own, which takes as long as fifty texts."""

ENDINGS = ("csv", "tsv", "txt", "json", "jsonl", "yaml", "vcf", "ics", "eml", "mbox", "xlsx", "xls", "ods", "")

_CARD = """BEGIN:VCARD
VERSION:3.0
FN:Ada Byron
N:Byron;Ada;;;
ORG:Acme;Engines
EMAIL;TYPE=work:ada@acme.example
TEL;TYPE=cell:+44 1
NOTE:one\\ntwo
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Max
ORG:Acme
END:VCARD
"""
_EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Berlin:20260102T090000
DURATION:PT1H
SUMMARY:Review
ATTENDEE;CN=Ada:mailto:ada@acme.example
RRULE:FREQ=WEEKLY;COUNT=3
END:VEVENT
END:VCALENDAR
"""
_MAIL = """From: Ada <ada@acme.example>
To: desk@it.example
Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=
Date: Mon, 5 Jan 2026 10:00:00 +0100
Message-ID: <1@acme.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain

Thank you
--x
Content-Type: text/html

<p>Thank <b>you</b></p>
--x--
"""
_PAGES = """---
id: x:1
service:
  name: Mail
  tags: [a, b]
  text: |
    one
    two
---
service: {name: Net}
"""


def seeds() -> list[tuple[bytes, str]]:
    """Return sound files of every format, each with the ending of its name; a workbook last."""
    client = Client(name="Acme")
    own = {"version": 1, "items": [as_json(client), as_json(Commitment(client=client.id, title="VPN"))]}
    texts = {
        "csv": "Account,Code,Tier,Revenue,Due\nAcme,A,1,$1,100.04,2026-01-02\n",
        "tsv": "name\tsys_id\tparent\nAcme\tk1\t\nBeta\tk2\tAcme\n",
        "txt": 'name;tags;notes\n"Acme; Ltd";a|b;"one\ntwo"\n',
        "json": json.dumps(own),
        "jsonl": '{"name": "Acme", "tier": 1}\n{"name": "Beta", "tags": ["a", "b"]}\n',
        "yaml": _PAGES,
        "vcf": _CARD.replace("\n", "\r\n"),
        "ics": _EVENT.replace("\n", "\r\n"),
        "eml": _MAIL,
        "mbox": f"From a@b Mon Jan  5 10:00:00 2026\n{_MAIL}\nFrom a@b Mon Jan  5 10:00:00 2026\n{_MAIL}",
    }
    return [*((text.encode(), ending) for ending, text in texts.items()), (_workbook(), "xlsx")]


def mutant(chance: random.Random, known: Sequence[tuple[bytes, str]]) -> tuple[bytes, str]:
    """Return a broken file and the ending of its name, which may be wrong too."""
    *texts, workbook = known
    content, ending = workbook if chance.random() < WORKBOOKS else chance.choice(texts)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        content = _broken(chance, content, known)
    return content, ending if chance.random() < 0.9 else chance.choice(ENDINGS)


def _broken(chance: random.Random, content: bytes, known: Sequence[tuple[bytes, str]]) -> bytes:
    start, end = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
    match chance.randrange(7):
        case 0:
            return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]
        case 1:
            return content[:start] + content[end:]
        case 2:
            return content[:end] + content[start:end] * chance.choice((1, 2, 20)) + content[end:]
        case 3:
            return content[:start] + chance.choice(TOKENS) + content[start:]
        case 4:
            return content[:end]
        case 5:
            other = chance.choice(known)[0]
            return content[:start] + other[chance.randrange(len(other)) :]
    return content[:start] + chance.randbytes(chance.randrange(1, 40)) + content[end:]


def _workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Clients")
        for at, row in enumerate([("name", "tier", "code"), ("Acme", 1, "A"), ("Beta", 2.5, "")]):
            sheet.write_row(at, 0, row)
    return file.getvalue()


def file_of(folder: Path, content: bytes, ending: str) -> Path:
    """Write a file to be imported."""
    path = folder / (f"list.{ending}" if ending else "list")
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    return path
