"""Afterwards: what stood on the screen, and when. A synchronized update stands there when it ends."""

import codecs
import re
from collections.abc import Callable, Iterator, Sequence

import pyte

from benchmarks.terminal.program import Chunk, Size

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
_UPDATE = re.compile(re.escape(_BEGIN) + "|" + re.escape(_END))
_UNKNOWN = re.compile(r"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[\?[0-9;]*u|\x1bP.*?\x1b\\", re.DOTALL)
_CUT = re.compile(r"\x1b(?:\[[0-9;?<=>]*)?$")


def frames(chunks: Sequence[Chunk], size: Size) -> Iterator[tuple[float, str]]:
    """Yield each picture that stood on the screen, with the moment from which on it did."""
    screen = pyte.Screen(*size)
    stream = pyte.Stream(screen)
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    updating, rest = False, ""
    for chunk in chunks:
        text = rest + decode(chunk.data)
        cut = _CUT.search(text)
        rest, text = (text[cut.start() :], text[: cut.start()]) if cut else ("", text)
        for part in _parts(text):
            if part in (_BEGIN, _END):
                updating = part == _BEGIN
            else:
                stream.feed(_UNKNOWN.sub("", part))
        if not updating:
            yield chunk.at, "\n".join(line.rstrip() for line in screen.display)


def _parts(text: str) -> Iterator[str]:
    at = 0
    for mark in _UPDATE.finditer(text):
        yield text[at : mark.start()]
        yield mark[0]
        at = mark.end()
    yield text[at:]


def shown_at(chunks: Sequence[Chunk], size: Size, shows: Callable[[str], bool]) -> float | None:
    """Return when the screen first showed what `shows` looks for; None if it never did."""
    return next((at for at, picture in frames(chunks, size) if shows(picture)), None)


def painted_at(chunks: Sequence[Chunk], size: Size) -> float | None:
    """Return when there was first anything to be read."""
    return shown_at(chunks, size, lambda picture: bool(picture.strip()))


def last_picture(chunks: Sequence[Chunk], size: Size) -> str:
    """Return what stands on the screen at the end."""
    return [picture for _, picture in frames(chunks, size)][-1]
