"""An import by our own code, phase by phase: read the file, plan against the database, write.

    python -m benchmarks.import_phases FILE.csv DATABASE

It prints the seconds of each. Writing is what plain SQL does as well; before it nothing is locked.
"""

import sys
from pathlib import Path
from time import perf_counter

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.importing import Request, check, preview, read, take_in
from storage.opening import open_store


def phases(file: Path, database: Path) -> tuple[float, float, float]:
    """Return the seconds that reading, planning and writing took."""
    store = open_store(f"sqlite:///{database}", actor="benchmark", device="benchmark", create=True)
    try:
        request = Request(path=file, kind=KINDS["client"])
        began = perf_counter()
        sheets = read(request)
        check(request, sheets)
        was_read = perf_counter()
        planned = preview(store, request, sheets)
        was_planned = perf_counter()
        take_in(store, planned)
        return was_read - began, was_planned - was_read, perf_counter() - was_planned
    finally:
        store.close()


if __name__ == "__main__":
    sys.stdout.write(" ".join(f"{seconds:.3f}" for seconds in phases(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
