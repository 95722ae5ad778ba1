"""The words of an e-mail's header, decoded: encoded words, bytes of any encoding, folded lines, addresses."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses


def header(message: Message, name: str) -> str:
    """Return a header's text on one line; blank if it has none."""
    return decoded(_written(message, name))


def people_in(message: Message, name: str) -> list[tuple[str, str]]:
    """Return the name and the address of each person in a header; either may be blank."""
    found = getaddresses([_written(message, name)])
    return [(decoded(person), address.strip()) for person, address in found if person or address]


def addresses_in(message: Message, name: str) -> str:
    """Return the addresses of a header with `; ` between, names where there is no address."""
    found = (address or person for person, address in people_in(message, name))
    return "; ".join(dict.fromkeys(one.replace(";", ",") for one in found))


def decoded(value: str) -> str:
    """Return the text that a header's value writes, in whatever way it is encoded."""
    value = _plain(value)
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(piece if isinstance(piece, str) else _piece(piece, charset) for piece, charset in pieces).strip()


def _written(message: Message, name: str) -> str:
    wanted = name.lower()
    return next((_plain(str(text)) for key, text in message.raw_items() if key.lower() == wanted), "")


def _plain(value: str) -> str:
    """Return a header's value on one line, bytes that are not ASCII as the letters they are."""
    line = " ".join(part.strip() for part in re.split(r"[\r\n]+", value))
    return text_in(line.encode("utf-8", "surrogateescape"), None).strip()


def text_in(raw: bytes, charset: str | None) -> str:
    """Return bytes as text, in the charset told if it is known, else in UTF-8 or the Western one that fits always."""
    for encoding in filter(None, (charset, "utf-8", "cp1252")):
        try:
            return raw.decode(encoding)
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


def _piece(piece: bytes, charset: str | None) -> str:
    # Encoded words come back as bytes of their charset, the rest as an escaped form of the text.
    return text_in(piece, charset) if charset else piece.decode("raw-unicode-escape", "replace")
