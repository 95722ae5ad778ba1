"""From a filter's text to the filter, and from that to the words in it that an index can find."""

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.query.asker import Asker
from itcrm_tui.query.errors import FilterError
from itcrm_tui.query.filter import Filter
from itcrm_tui.query.meaning import meaning
from itcrm_tui.query.parser import parse
from itcrm_tui.query.tokens import tokens
from itcrm_tui.query.tree import Holds, Tree, all_of, conjuncts
from itcrm_tui.query.written import Saved


def understood(text: str, kind: Kind, asker: Asker) -> Filter:
    """Return what a filter means for a kind; raises FilterError."""
    return Filter(text, meaning(parse(text), kind, asker))


def names_in(text: str) -> frozenset[str]:
    """Return the names of saved filters that a filter mentions; none where it cannot be read."""
    try:
        return frozenset(token.found.name for token in tokens(text) if isinstance(token.found, Saved))
    except FilterError:
        return frozenset()


def words_in(tree: Tree) -> tuple[str, ...]:
    """Return the folded words that everything a tree shows has to hold, each once."""
    return tuple(dict.fromkeys(part.word for part in conjuncts(tree) if isinstance(part, Holds)))


def besides_words(tree: Tree) -> Tree:
    """Return what a tree asks besides these words."""
    return all_of([part for part in conjuncts(tree) if not isinstance(part, Holds)])
