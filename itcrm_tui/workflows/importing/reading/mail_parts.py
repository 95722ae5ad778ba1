"""The parts of an e-mail: the text a person reads, and the names of what is attached."""

from collections.abc import Iterator
from email.message import Message

from itcrm_tui.workflows.importing.reading.html_text import text_of
from itcrm_tui.workflows.importing.reading.mail_words import decoded, header, text_in

_DEEPEST = 20


def body_of(part: Message, depth: int = 0) -> str:
    """Return the text of a message; of parts that say the same the plain one, else the web page as text."""
    if depth > _DEEPEST or _is_attached(part):
        return ""
    if part.get_content_type() == "message/rfc822":
        return "\n\n".join(_forwarded(inner, depth) for inner in _children(part))
    if not part.is_multipart():
        return _text(part)
    texts = [(inner, body_of(inner, depth + 1)) for inner in _children(part)]
    if part.get_content_type() != "multipart/alternative":
        return "\n\n".join(text for _, text in texts if text)
    plain = (text for inner, text in texts if text and inner.get_content_type() == "text/plain")
    return next(plain, None) or next((text for _, text in texts if text), "")


def attachments_of(message: Message) -> list[str]:
    """Return the names of what is attached, or what sort of thing it is where it has none."""
    found = (part for part in message.walk() if part is not message or _is_attached(part))
    names = (_name(part) or part.get_content_type() for part in found if _is_attached(part) or _name(part))
    return list(dict.fromkeys(name.replace(";", ",") for name in names))


def _is_attached(part: Message) -> bool:
    told = decoded(str(part.get("Content-Disposition", ""))).lower()
    return told.startswith("attachment")


def _name(part: Message) -> str:
    return decoded(part.get_filename() or "")


def _children(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    return (inner for inner in payload if isinstance(inner, Message)) if isinstance(payload, list) else iter(())


def _forwarded(message: Message, depth: int) -> str:
    told = [f"{name}: {words}" for name in ("From", "Date", "Subject") if (words := header(message, name))]
    return "\n".join([*told, "", body_of(message, depth + 1)])


def _text(part: Message) -> str:
    kind = part.get_content_type()
    if kind not in ("text/plain", "text/html", "text/enriched"):
        return ""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    text = text_in(raw, part.get_content_charset()).replace("\r\n", "\n")
    return text_of(text) if kind == "text/html" else text.strip()
