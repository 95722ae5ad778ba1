"""The journal's JSON is the same text for ever: digests and baselines of years ago depend on it."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from storage.types import canonical_json

PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.tuples(PLAIN, PLAIN).map(list))


@given(VALUES)
def test_it_is_sorted_and_without_blanks_or_needless_escapes(value: object) -> None:
    assert canonical_json(value) == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
