"""The file that a workbook's parts are packed into."""

from pathlib import Path
from typing import Any

from itcrm_tui.workflows.exporting.account import Account


class ZipOutput:
    """Bytes to a path. After the first failure, or when the export is stopped, the rest goes nowhere.

    A packer that is thrown away half-way still writes its end, and would complain once more where nobody listens.
    """

    def __init__(self, path: Path, account: Account) -> None:
        self._file = _opened(path)
        self._account, self._broken, self._at = account, False, 0

    def write(self, data: Any) -> int:
        """Write all of the bytes; raises OSError, or StoppedError."""
        rest = memoryview(data)
        try:
            while rest and not self._broken:
                self._account.go_on()
                rest = rest[self._file.write(rest) :]
        except BaseException:
            self._broken = True
            raise
        self._at += len(data)
        return len(data)

    def seek(self, at: int) -> int:
        """Go to a place in the file, counted from its beginning."""
        self._at = at
        return at if self._broken else int(self._file.seek(at))

    def tell(self) -> int:
        """Return the place in the file."""
        return self._at

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Give back the file."""
        self._broken = True
        self._file.close()


def _opened(path: Path) -> Any:
    return path.open("wb", buffering=0)
