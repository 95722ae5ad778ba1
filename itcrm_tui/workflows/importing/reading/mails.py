"""E-mails, one in a file or many in an mbox, each a row in the words of feedback."""

import re
from collections.abc import Iterator, Sequence

from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.flattening import Found, sheet_of
from itcrm_tui.workflows.importing.reading.mail_cells import MailError, cells_of
from itcrm_tui.workflows.importing.reading.sheet import Sheet

_BETWEEN = re.compile(
    rb"(?:\AFrom [^\n]*|^From \S{1,200} [^\n]{0,99}?\d\d:\d\d[^\n]{0,50}\d{4}[^\n]{0,50})\n"
    rb"(?=[A-Za-z][\w-]*:|>From |[ \t]*\r?$|\Z)",
    re.MULTILINE,
)
"""The line before each message of an mbox: it tells a time, and a header is below it."""

_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BROKEN = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError, OverflowError)
"""What the standard library raises on messages that nobody should have written."""

_SHOWN = 500


def read_mails(source: Source) -> Sequence[Sheet]:
    """Return the messages of a file, in the words of our feedback; raises FileError."""
    raw = source.raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    many = raw.startswith(b"From ")
    messages = list(_messages(raw)) if many else [raw]
    found = [_found(number, message) for number, message in enumerate(messages, 1)]
    if all(one.fault for one in found):
        why = found[0].fault if found else "it is empty"
        raise FileError(f"{source.path} holds no e-mail that can be read: {why}.")
    return [sheet_of(source.path, found, f"mbox of {len(found):,} e-mails" if many else "e-mail")]


def _messages(raw: bytes) -> Iterator[bytes]:
    """Yield the messages of an mbox, with what was escaped as it was written."""
    starts = [found.span() for found in _BETWEEN.finditer(raw)]
    starts = starts or [(0, raw.find(b"\n") + 1)]
    ends = [begin for begin, _ in starts[1:]] + [len(raw)]
    for (_, start), end in zip(starts, ends, strict=True):
        if message := raw[start:end].strip(b"\r\n"):
            yield _ESCAPED.sub(rb"\1", message)


def _found(number: int, raw: bytes) -> Found:
    try:
        return Found(number, cells_of(raw))
    except MailError as error:
        fault = str(error)
    except _BROKEN:
        fault = "it is an e-mail that cannot be read"
    return Found(number, raw[:_SHOWN].decode("utf-8", "replace"), fault)
