"""What every write is asked, wherever it comes from, once it touches what promises rest on."""

from storage.gate import Following, Write, nothing_follows
from storage.store import Store


def guarded(store: Store) -> Store:
    """Put the gate before a store, and let its remarks be told; one that is guarded stays as it is."""
    from itcrm_tui import remarks

    if store.gate is not gate:
        store.gate, store.on_remark = gate, remarks.remark
    return store


def gate(write: Write) -> Following:
    """Let pass what touches no promise; ask all else once it is written."""
    from itcrm_tui.workflows.promising.touched import touched_by

    touched = touched_by(write)
    if not touched.anything:
        return nothing_follows
    from itcrm_tui.workflows.promising.passing import Passing

    return Passing.of(write, touched).following
