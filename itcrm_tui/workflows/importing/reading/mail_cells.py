"""An e-mail as cells, in the words of feedback and further readable columns."""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from itcrm_tui.workflows.importing.reading.mail_parts import attachments_of, body_of
from itcrm_tui.workflows.importing.reading.mail_words import addresses_in, header, people_in
from itcrm_tui.workflows.importing.reading.sheet import Exact

NO_SUBJECT = "(no subject)"

_PARTS_LIMIT = 1_000
_HEADER_LIMIT = 512 * 1024
_TELLING = ("From", "Subject", "Date", "Message-ID", "To")


class MailError(ValueError):
    """The message cannot be read; the message of the error says why."""


def cells_of(raw: bytes) -> dict[str, str]:
    """Return the cells of a message by the names of their columns; raises MailError."""
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    if len(head) > _HEADER_LIMIT:
        raise MailError("its header is longer than an e-mail can have")
    if raw.count(b"boundary=") > _PARTS_LIMIT:
        raise MailError("it is nested too deep")
    message: Message = message_from_bytes(raw)
    if not any(name in message for name in _TELLING):
        raise MailError("it has no header of an e-mail")
    return {name: text for name, text in _cells(message, raw) if text}


def _cells(message: Message, raw: bytes) -> Iterator[tuple[str, str]]:
    yield "Subject", header(message, "Subject") or NO_SUBJECT
    yield "Text", body_of(message)
    yield "Received at", _received(message)
    name, address = _sender(message)
    yield "From address", address
    yield "From name", name if name.casefold() != address.casefold() else ""
    yield "Channel", "e-mail"
    yield "To", addresses_in(message, "To")
    yield "Cc", addresses_in(message, "Cc")
    replies = addresses_in(message, "Reply-To")
    yield "Reply to", replies if replies.casefold() != address.casefold() else ""
    yield "Attachments", "; ".join(attachments_of(message))
    yield "Labels", "; ".join(label.strip() for label in header(message, "X-Gmail-Labels").split(","))
    yield "In reply to", header(message, "In-Reply-To")
    key = header(message, "Message-ID").strip("<> ")
    yield "External key", key or f"sha256:{hashlib.sha256(raw).hexdigest()[:32]}"


def _sender(message: Message) -> tuple[str, str]:
    """Return the name and the address of whom the message is from."""
    for called in ("From", "Sender", "Return-Path"):
        if found := people_in(message, called):
            return found[0]
    return header(message, "From"), ""


def _received(message: Message) -> str:
    """Return when the message was written, with its offset; else when the last server had it; else nothing."""
    told = (header(message, "Date"), header(message, "Received").rpartition(";")[2])
    return next((moment for text in told if (moment := _moment(text))), "")


def _moment(text: str) -> str:
    try:
        found: datetime = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if found.tzinfo is None and text.strip().endswith("-0000"):
        found = found.replace(tzinfo=UTC)
    return Exact(found.isoformat(sep=" "))
