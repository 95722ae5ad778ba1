"""A million files that nobody wrote: each is imported whole, or refused with a sentence; none crashes or hangs."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.workflows.history import undo
from itcrm_tui.workflows.importing import Request, check, preview, read, take_in
from storage.errors import StoreError
from storage.opening import open_store
from storage.store import Store
from tests.slow.mutants import file_of, mutant, seeds
from tests.slow.results import Result, record
from tests.workflows.import_steps import everything

ALL = int(os.environ.get("ITCRM_FUZZ") or 1_000_000)
PREVIEWED_EVERY, TAKEN_IN_EVERY = 10, 200
LONGEST_SECONDS = 20
SEED = os.environ.get("ITCRM_SEED") or "2026"
AS = (None, "client", "service", "stakeholder", "touchpoint", "feedback", "commitment")
MEANT = {
    **dict.fromkeys(("csv", "tsv", "txt", "xlsx"), "client"),
    **dict.fromkeys(("jsonl", "yaml"), "service"),
    **{"vcf": "stakeholder", "ics": "touchpoint", "eml": "feedback", "mbox": "feedback"},
}
GIVEN = {"touchpoint": ["kind=other"], "feedback": ["kind=complaint"]}


class HangError(Exception):
    """Reading a small file takes too long."""


@contextmanager
def never_for_long() -> Iterator[None]:
    """Raise HangError when the block is not done in time."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(LONGEST_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def imported(store: Store, path: Path, kind: str | None, number: int) -> str:
    """Go as far as the number says: read, preview, or take in and back; return what became of the file."""
    told = KINDS[kind] if kind else None
    request = Request(path=path, kind=told, given=GIVEN.get(kind or "", ()), add_missing=number % 2 == 0)
    try:
        sheets = read(request)
        if number % PREVIEWED_EVERY:
            return "read"
        check(request, sheets)
        planned = preview(store, request, sheets)
        if number % TAKEN_IN_EVERY or not take_in(store, planned):
            return "previewed"
    except StoreError as refused:
        assert "\n" not in str(refused)  # noqa: PT017  the sentence is one line
        return "refused"
    fresh = sum(planned.counts[action] for action in ("create", "restore"))
    assert len(everything(store)) >= fresh
    undo(store)
    assert everything(store) == {}
    return "taken in whole"


def test_a_broken_file_is_imported_whole_or_refused_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITCRM_STATE", str(tmp_path / "state"))
    chance, known, found = random.Random(f"fuzz {SEED}"), seeds(), Counter[str]()
    folder = tmp_path / "files"
    folder.mkdir()
    store = open_store(f"sqlite:///{tmp_path / 'crm.db'}", actor="tester", device="desk", create=True)
    for number in range(ALL):
        content, ending = mutant(chance, known)
        path = file_of(folder, content, ending)
        kind = MEANT.get(ending) if chance.random() < 0.8 else chance.choice(AS)
        try:
            with never_for_long():
                found[imported(store, path, kind, number)] += 1
        except Exception:
            shutil.copy(path, tmp_path / f"failing-{number}.{ending}")
            raise
    store.close()
    said = ", ".join(f"{count:,} {what}" for what, count in sorted(found.items()))
    record(Result("a broken file is imported", ALL, said, 0, f"ITCRM_FUZZ={ALL} make test-slow"))
    assert min(found.values()) > 0 or ALL < 1_000
