"""Today's list as rows: a heading for how soon, and below it a line for each thing."""

from collections.abc import Iterable
from datetime import date

from itcrm_tui.domain.today import Need, What, When, in_order
from widgets.section_list import Part, SectionRow, Shape

SHAPES = (
    Shape("", 6, 16),
    Shape("", 24, 48),
    Shape("", 9),
    Shape("", 9),
    Shape("", 20, 40),
)
_STYLES = {When.LATE: "late", When.AT_RISK: "risk"}


def rows_of(needs: Iterable[Need], today: date) -> list[SectionRow]:
    """Return the rows of the list."""
    found: list[SectionRow] = []
    for when, mine in in_order(needs, today):
        if found:
            found.append(SectionRow(f"gap/{when}", len(found), Part.GAP))
        found.append(SectionRow(f"head/{when}", len(found), Part.HEAD, str(when)))
        for need in mine:
            found.append(
                SectionRow(need.id, len(found), Part.ITEM, str(when), _cells(need, when, today), SHAPES, about=need)
            )
    return found


def _cells(need: Need, when: When, today: date) -> tuple[tuple[str, str], ...]:
    note = need.on if need.what is What.WAITING else need.note
    return (
        (need.client, ""),
        (need.title, ""),
        (str(need.what), "muted"),
        (need.when_words(today), _STYLES.get(when, "")),
        (note, need.style or "muted"),
    )
