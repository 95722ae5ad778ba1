"""What the headers of change sets say of somebody: titles that name them, and the logins under which they wrote."""

import re
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, false, or_, select, update

from itcrm_tui.domain.erasing import IDENTIFYING
from itcrm_tui.text import safe
from storage.batches import among, batches
from storage.change import Key
from storage.erasing.blanking import Values
from storage.ledger import change_set, changes_of
from storage.tables import TABLES

_CUT = "..."
_SHORTEST = 5
"""Characters that a single word needs to be taken for somebody's name where nothing else says so."""


def telling(texts: Values) -> list[str]:
    """Return the words that say who somebody is wherever they stand, the longest first."""
    return _longest_first(text for name in IDENTIFYING & texts.keys() for text in texts[name])


def everything(texts: Values) -> list[str]:
    """Return all of the texts, the longest first."""
    return _longest_first(text for found in texts.values() for text in found)


def certain(texts: Values) -> list[str]:
    """Return those that cannot mean anything else, wherever they stand."""
    return [text for text in telling(texts) if len(text) >= _SHORTEST and not text.isalpha()]


def replace_in_titles(connection: Connection, keys: Collection[Key], texts: Values, neutral: str) -> int:
    """Put neutral words in the place of erased texts in titles; return in how many.

    In titles of change sets that touched the records any of the texts, in others only what cannot mean anything else:
    several words, an address, a number, a login.
    """
    sure = certain(texts)
    this = update(change_set).where(change_set.c.id == bindparam("of"))
    replaced = 0
    for condition, words in ((_touched(keys), everything(texts)), (_holding(sure), sure)):
        found = connection.execute(select(change_set.c.id, change_set.c.title).where(condition)).all() if words else []
        rows = [{"of": one, "fresh": new} for one, old in found if (new := without(old, words, neutral)) != old]
        for portion in batches(rows):
            connection.execute(this.values(title=bindparam("fresh")), list(portion))
        replaced += len(rows)
    return replaced


def without(title: str, texts: Sequence[str], neutral: str) -> str:
    """Return a title without the texts, the one at its end that was cut short included."""
    for text in map(safe, texts):
        title = re.sub(rf"(?<!\w){re.escape(text)}(?!\w)", lambda _: neutral, title, flags=re.IGNORECASE)
    if not title.endswith(_CUT):
        return title
    kept = title.removesuffix(_CUT)
    for text in map(safe, texts):
        beginning = next((text[:end] for end in range(len(text) - 1, 1, -1) if _ends_in(kept, text[:end])), None)
        if beginning:
            return f"{kept[: -len(beginning)]}{neutral}{_CUT}"
    return title


def replace_actor(connection: Connection, logins: Iterable[str], neutral: str) -> int:
    """Put neutral words in the place of logins in the journal; return in how many. What another person has stays."""
    person = TABLES["person"]
    taken = select(person.c.login).where(person.c.deleted_at.is_(None), person.c.login.is_not(None))
    wanted = set(logins) - set(connection.scalars(taken.where(among(person.c.login, list(logins)))))
    if not wanted:
        return 0
    return connection.execute(
        update(change_set).where(among(change_set.c.actor, sorted(wanted))).values(actor=neutral)
    ).rowcount


def _ends_in(title: str, beginning: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(beginning)}$", title, flags=re.IGNORECASE) is not None


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted({text for text in texts if text.strip()}, key=lambda text: (-len(text), text))


def _touched(keys: Collection[Key]) -> ColumnElement[bool]:
    ids = sorted({record_id for _, record_id in keys})
    tables = (changes_of(restricted=False), changes_of(restricted=True))
    touching = [select(one.c.change_set_id).where(among(one.c.record_id, ids)) for one in tables]
    return change_set.c.id.in_(touching[0].union(*touching[1:]))


def _holding(texts: Sequence[str]) -> ColumnElement[bool]:
    return or_(false(), *(change_set.c.title.icontains(safe(text), autoescape=True) for text in texts))
