"""The pages that are made from declarations say what the declarations say."""

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from itcrm_tui.remapping import remapped
from tools import configuration_page, key_page

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("tool", [configuration_page, key_page])
def test_a_page_made_from_declarations_is_up_to_date(tool: ModuleType) -> None:
    written = (REPOSITORY / tool.PAGE).read_text(encoding="utf-8")
    assert written == tool.page(), f"run: python -m {tool.__name__}"


def test_the_example_of_keys_of_ones_own_is_in_order() -> None:
    found = re.search(r"```toml\n(.*?)```", key_page.page(), re.DOTALL)
    assert found
    made = remapped(tomllib.loads(found[1])["keys"])
    assert (made.problems, made.given_up) == ([], [])
    assert made.chosen == {"record.add": ("insert",), "find.filter": ("slash", "ctrl+f"), "record.delete": ()}
