"""What an import keeps in the notes: a line `Header: value` for each column that has no place of its own."""

from collections.abc import Iterable, Sequence

from itcrm_tui.domain.parsing import line, lines

Kept = Sequence[tuple[str, str]]
"""Headers and values; a blank value is unknown and changes nothing."""


def with_kept(notes: str | None, kept: Kept) -> str | None:
    """Return notes in which each header has one line with its value; whatever else stands there stays."""
    said = lines(notes or "").split("\n") if notes and notes.strip() else []
    headers = [line(header) for header, _ in kept]
    for header, value in kept:
        if text := line(value):
            _say(said, line(header), text, headers)
    return "\n".join(said) or None


def with_text(notes: str | None, text: str, kept: Kept) -> str:
    """Return notes that hold the lines of a text; they are added where they are missing.

    Lines that a column keeps up to date are left to `with_kept`.
    """
    starts = tuple(f"{line(header)}: " for header, value in kept if value.strip())
    there, said = lines(notes or ""), lines(text).split("\n")
    wanted = "\n".join(one for one in said if not one.startswith(starts))
    if not wanted or f"\n{wanted}\n" in f"\n{there}\n":
        return there
    return f"{there}\n{wanted}" if there else wanted


def _say(said: list[str], header: str, text: str, headers: Iterable[str]) -> None:
    start = f"{header}: "
    others = [f"{other}: " for other in headers if other != header and f"{other}: ".startswith(start)]
    for at, here in enumerate(said):
        if here.startswith(start) and not any(here.startswith(other) for other in others):
            said[at] = start + text
            return
    said.append(start + text)
