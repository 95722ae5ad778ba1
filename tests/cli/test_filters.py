"""`list` and `export` take the filter language, and say where a filter is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def filled(run: Run) -> Run:
    for code, segment, tier in (("FIN", "strategic", "1"), ("LEG", "key", "2"), ("OPS", "key", "3"), ("LAB", "", "")):
        run("add", "client", f"name=Unit {code}", f"code={code}", f"segment={segment}", f"tier={tier}")
    run("add", "commitment", "client=FIN", "title=Phones", "due=2020-01-01")
    run("add", "commitment", "client=LEG", "title=Laptops", "due=+9d")
    return run


def codes(run: Run, *query: str) -> list[str]:
    return [item["code"] for item in run("list", "clients", "--json", *query).json["items"]]


def test_a_list_shows_what_a_filter_says(filled: Run) -> None:
    assert codes(filled, "segment:key", "tier>2") == ["OPS"]
    assert codes(filled, "segment:key tier>2 or fin") == ["FIN", "OPS"]
    assert codes(filled, "--", "-segment:key") == ["FIN", "LAB"]
    assert codes(filled, "tier:none") == ["LAB"]
    assert codes(filled, "--sort", "-tier", "--limit", "1", "tier>1") == ["OPS"]
    assert "Laptops" in filled("list", "commitments", "due<2w", "client:leg").out
    assert filled("list", "commitments", "due<2w", "fin").lines[1:] != []


def test_a_list_says_how_many_more_its_filter_shows_and_when_there_are_none(filled: Run) -> None:
    assert "1 of 2 shown" in filled("list", "clients", "segment:key", "--limit", "1").err
    assert "No clients are like that." in filled("list", "clients", "tier>8").err


@pytest.mark.parametrize("command", [("list",), ("export",)])
def test_a_wrong_filter_is_refused_with_its_place(filled: Run, command: tuple[str, ...]) -> None:
    done = filled(*command, "clients", "fin", "tier>many")
    assert done.code == 2
    assert done.err == "itcrm: The filter is not understood at character 10: “many” is not a number.\n"
    assert done.out == ""
    assert "did you mean owner?\n" in filled(*command, "clients", "ownr:x").err
    for hostile in ("(" * 1_000, '"', "a " * 5_000, "name:\0", "-" * 40 + "a"):
        done = filled(*command, "clients", "--", hostile)
        assert done.err.count("\n") <= 1, hostile[:10]
        assert "Traceback" not in done.err


def test_an_export_holds_what_a_filter_says(filled: Run, tmp_path: Path) -> None:
    done = filled("export", "clients", "segment:key", "-o", str(tmp_path / "key.csv"))
    assert "Wrote 2 clients" in done.err
    assert "LEG" in (tmp_path / "key.csv").read_text("utf-8-sig")
    assert "FIN" not in (tmp_path / "key.csv").read_text("utf-8-sig")


def test_a_saved_filter_goes_by_its_name(filled: Run, home: Path) -> None:
    from itcrm_tui import saved_filters

    saved_filters.save("client", "big keys", "segment:key tier<3")
    assert codes(filled, '@"big keys"') == ["LEG"]
    assert codes(filled, '@"big keys" or tier:1') == ["FIN", "LEG"]
    assert "no filter is saved as “small”" in filled("list", "clients", "@small").err
    saved_filters.filters_file().write_text("client = 3\n")
    assert "cannot be used: [client] has to hold names" in filled("list", "clients", "fin").err
