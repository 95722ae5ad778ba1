"""The columns of a section: every title fits over its column, whatever the kind."""

from itcrm_tui.domain.kinds import KINDS
from itcrm_tui.domain.relations import relations
from screens.record_shapes import shapes
from widgets.section_list import fitted


def test_every_title_fits_over_its_column_and_the_first_column_into_the_smallest_list() -> None:
    for kind in KINDS.values():
        for relation in relations(kind):
            columns = shapes(relation)
            assert columns, relation.heading
            assert all(len(column.title) <= column.width for column in columns[1:]), relation.heading
            assert sum(fitted(columns, 38)) <= 38


def test_long_titles_are_told_by_the_word_that_says_most() -> None:
    titles = {column.title for relation in relations(KINDS["client"]) for column in shapes(relation)}
    assert {"OWNER", "LINE", "SATISFACTION", "CONFIRMED ON"} <= titles
