"""A file's bytes as text: which encoding it is in, and what it is when it is no text at all."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from itcrm_tui.text import safe
from storage.errors import StoreError

SIZE_LIMIT = 200 * 1024 * 1024
SAMPLE = 64 * 1024

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BEGINNINGS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a packed file"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office document"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"PAR1", "a Parquet file"),
    (b"!BDN", "an Outlook data file"),
    (b"Rar!", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"BZh", "a packed file"),
)
_LIKELY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "euc_jp", "gb18030", "big5", "euc_kr"]
_LETTERS = {
    "cp1252": frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüßœ"),
    "cp1250": frozenset("áâäăąćčçďđéęëěíîĺľłńňóôöőŕřśšşťţúůüűýźžżß"),
    "cp1254": frozenset("âçğıiîöşûü"),
}
"""The letters beyond ASCII that people use who write in these look-alike encodings, the likeliest first."""

_PLAIN_CONTROLS = frozenset("\t\n\r\f\v")


class FileError(StoreError):
    """The file cannot be imported at all; the message is a sentence with the way out, in one line whatever it names."""

    def __init__(self, sentence: str) -> None:
        super().__init__(safe(sentence))


@dataclass(frozen=True)
class Source:
    """A file that was read: where it is, its bytes, and the encoding it is in, where somebody told."""

    path: Path
    raw: bytes
    told: str | None = None

    @cached_property
    def encoding(self) -> str:
        """The name of the encoding: the one told, else the one found; raises FileError for what is no text."""
        self._refuse_what_is_no_text()
        if found := self.told or _encoding_of(self.raw):
            return found
        raise FileError(self._no_text)

    @cached_property
    def text(self) -> str:
        """The text of the file; raises FileError for what is no text."""
        try:
            text = self.raw.decode(self.encoding)
        except (UnicodeDecodeError, LookupError):
            raise FileError(self._no_text) from None
        if _is_noise(text[:SAMPLE]):
            raise FileError(self._no_text)
        return text

    @property
    def _no_text(self) -> str:
        told = f"not text in {self.told}" if self.told else "not a text file"
        return f"{self.path} is {told}. --encoding NAME says how it is written."

    def _refuse_what_is_no_text(self) -> None:
        for beginning, words in _BEGINNINGS:
            if self.raw.startswith(beginning) and not (beginning == b"BM" and _is_text(self.raw)):
                raise FileError(f"{self.path} is {words}, which cannot be imported.")


def read_source(path: Path, encoding: str | None = None) -> Source:
    """Return a file's bytes; `encoding` says what its text is in. Raises FileError where there is nothing to read."""
    return Source(path, _read(path), encoding)


def _read(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > SIZE_LIMIT:
            raise FileError(f"{path} is larger than {SIZE_LIMIT // 1024 // 1024} MB; import it in parts.")
        raw = path.read_bytes()
    except FileNotFoundError:
        raise FileError(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise FileError(f"{path} is a folder, not a file.") from None
    except OSError as error:
        raise FileError(f"{path} cannot be read: {error.strerror}.") from None
    if not raw.strip():
        raise FileError(f"{path} is empty.")
    return raw


def _encoding_of(raw: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    if wide := _wide_encoding(raw[:SAMPLE]):
        return wide
    return "utf-8" if _is_text(raw) else _guessed(raw[:SAMPLE].rpartition(b"\n")[0] or raw[:SAMPLE])


def _wide_encoding(sample: bytes) -> str | None:
    """Return the UTF-16 that lacks its mark: every other byte of Western text is then zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 < len(sample) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _guessed(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    if best is None or best.encoding not in _LETTERS:
        return best.encoding if best else None
    return max(_LETTERS, key=lambda encoding: _used_letters(sample, encoding))


def _used_letters(sample: bytes, encoding: str) -> int:
    """Return how many characters beyond ASCII are what people write who use the encoding."""
    beyond = [char for char in sample.decode(encoding, "replace").lower() if char > "\x7f"]
    return sum(1 if char in _LETTERS[encoding] or not char.isalpha() else -1 for char in beyond if char != "\ufffd")


def _is_noise(sample: str) -> bool:
    """Whether text is full of what no person types; a few such characters are a matter for their row."""
    strange = sum(1 for char in sample if char < " " and char not in _PLAIN_CONTROLS)
    return strange > max(4, len(sample) // 20)
