"""What a client can be told of a draft on a working copy: by when there is an answer, and the earliest date so far."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from itcrm_tui.domain.capacity.earliest import Earliest, NoDate
from itcrm_tui.domain.capacity.words import client_words, tell_words

TODAY = date(2026, 12, 1)
NOON = datetime(2026, 12, 1, 14, 5)
TUESDAY, FRIDAY = date(2026, 12, 8), date(2026, 12, 18)


@pytest.mark.parametrize(
    ("answer_due", "earliest", "as_of", "words"),
    [
        (TUESDAY, Earliest(due=FRIDAY), NOON, "answer by Tue 8 Dec; earliest Fri 18 Dec, as of 14:05"),
        (None, Earliest(due=FRIDAY), NOON, "earliest Fri 18 Dec, as of 14:05"),
        (None, Earliest(due=FRIDAY), NOON.replace(month=11, day=28), "earliest Fri 18 Dec, as of Sat 14:05"),
        (None, Earliest(due=FRIDAY), NOON.replace(month=11, day=20), "earliest Fri 18 Dec, as of 20 Nov 14:05"),
        (TUESDAY, Earliest(why_none=NoDate.NOTHING_NEEDED), NOON, "answer by Tue 8 Dec"),
    ],
)
def test_a_client_is_told_no_more_than_is_known(
    answer_due: date | None, earliest: Earliest, as_of: datetime, words: str
) -> None:
    assert client_words(answer_due, earliest, as_of, TODAY) == words


def test_where_nothing_is_known_nothing_is_told() -> None:
    told = client_words(None, Earliest(why_none=NoDate.NONE_IN_TIME), NOON, TODAY)
    assert told == tell_words(told) == ""
    assert tell_words("answer by Tue") == "Tell the client: answer by Tue."
