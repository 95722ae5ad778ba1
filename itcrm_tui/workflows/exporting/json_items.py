"""Records as JSON: every field of every record, exact, with the version of the form."""

import json
from collections.abc import Iterator

from itcrm_tui.domain.values import as_json
from itcrm_tui.workflows.exporting.lists import Export

VERSION = 1


def json_of(export: Export) -> Iterator[str]:
    """Yield the items of all lists, one a line."""
    yield f'{{"version": {VERSION}, "items": ['
    between = "\n"
    for _, pages in export.lists:
        for page in pages:
            for record in page:
                yield between + json.dumps(as_json(record), ensure_ascii=False)
                between = ",\n"
    yield "\n]}\n"
