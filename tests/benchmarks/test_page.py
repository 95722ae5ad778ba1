"""What was measured becomes a table that says whether it is good enough; what people wrote below it stays."""

from pathlib import Path

import pytest

from benchmarks import page, results
from benchmarks.figures import bounded, compared, p50_and_p99, percentile, told
from benchmarks.results import Result
from benchmarks.rows.filtering import stood


def test_a_yardstick_allows_so_many_times_its_own_figure() -> None:
    assert compared("start", 115.0, 100.0, "ms", "hello", 1.15).met is True
    missed = compared("start", 116.0, 100.0, "ms", "hello", 1.15)
    assert (missed.met, missed.ratio, missed.target) == (False, 1.16, "≤ 1.15 ×")
    assert compared("start", 116.0, 100.0, "ms", "hello", None).met is None


def test_a_limit_is_met_up_to_itself() -> None:
    assert bounded("bytes", 600, 600, "B").met is True
    assert bounded("bytes", 601, 600, "B").met is False


def test_a_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 152)]
    assert percentile(values, 99) == 150
    assert percentile([7.0], 99) == 7
    assert p50_and_p99(values, "ms") == "76 ms / 150 ms"


def test_the_page_is_written_anew_and_keeps_what_was_written_by_hand(tmp_path: Path) -> None:
    file = tmp_path / "performance.md"
    first = {"start": Result("abc1234", [compared("first frame", 2.0, 1.0, "ms", "hello", 1.15)])}
    page.write(file, ["a machine"], first, "1 GB")
    assert "| first frame | 2 ms | hello 1 ms | 2.00 | ≤ 1.15 × | **no** |" in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8") + "Imports take long.\n", encoding="utf-8")
    page.write(file, ["a machine"], {"import": Result("def5678", [told("an import", "3 s")])}, "1 GB")
    text = file.read_text(encoding="utf-8")
    assert text.endswith(f"{page.BY_HAND}\n\nImports take long.\n")
    assert "first frame |" not in text
    assert "| an import | 3 s |  |  |  |  |" in text
    assert "commit def5678" in text


def test_the_page_says_when_the_machine_was_not_its_own(tmp_path: Path) -> None:
    rows = {"start": Result("abc", [told("x", "1 ms")], 0.01), "rest": Result("abc", [told("y", "1 ms")], 0.8)}
    page.write(tmp_path / "page.md", ["a machine"], rows, "1 GB")
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert text.count("Other programs took") == 1
    assert "### Rest\n\nOther programs took 80 % of a core" in text


def test_one_row_measured_anew_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITCRM_BENCH_DIR", str(tmp_path))
    for name, value in (("start", "1 ms"), ("rest", "2 ms"), ("start", "3 ms")):
        results.keep(name, Result("abc", [told(name, value)]))
    assert {name: row.figures[0].ours for name, row in results.kept().items()} == {"start": "3 ms", "rest": "2 ms"}


def test_a_list_stands_when_its_rows_are_the_last_ones_not_when_something_else_is_painted() -> None:
    pictures = [(1.0, ["a"]), (2.0, ["a"]), (2.3, ["b"]), (2.5, ["c"]), (2.9, ["c"]), (5.0, ["d"])]
    assert stood(pictures, 2.0, 3.0) == 0.5
    assert stood(pictures, 1.5, 2.0) is None
