"""Which actions change records, and are not offered to a role that may not."""

from collections.abc import Collection

WRITING = frozenset(
    {
        *("record.add", "record.edit", "record.text", "record.delete", "record.next_state", "record.merge"),
        *("record.reply", "record.promise"),
        *("promise.renegotiate", "promise.deliver", "promise.keep", "promise.miss", "promise.withdraw"),
        *("promise.refuse", "promise.review", "plan.make_real"),
        *("data.undo", "data.redo", "data.take_back", "data.import", "program.settings"),
    }
)
"""Actions by id."""

ANSWERING = frozenset({"record.reply", "data.undo", "data.redo", "data.take_back"})
"""Those of them that a team's lead needs, who may write answers and nothing else."""


def closed_to(unwritable: Collection[str]) -> frozenset[str]:
    """Return the actions that are closed to who may not write some kinds of record."""
    if not unwritable:
        return frozenset()
    return WRITING if "answer" in unwritable else WRITING - ANSWERING
