"""Why a filter shows nothing: it names somebody or something that nothing on file is called."""

from collections.abc import Iterator

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.query.filter import Filter
from itcrm_tui.query.tree import All, Called, Not, Some, Through, Tree
from storage.store import Store


def unknown_names(store: Store, words: Filter) -> str:
    """Return a sentence for each name of another record in a filter that none has; nothing where all are known."""
    with store.read() as reader:
        unknown = [
            f"No {KINDS[one.kind].label} is called “{one.words}”."
            for one in dict.fromkeys(_called(words.tree))
            if reader.count(KINDS[one.kind], Filter(one.words, one)) == 0
        ]
    return " ".join(unknown)


def _called(tree: Tree) -> Iterator[Called]:
    match tree:
        case Called():
            yield tree
        case Through() | Not():
            yield from _called(tree.part)
        case All() | Some():
            for part in tree.parts:
                yield from _called(part)
