"""A path as typed: `~` is a home folder, and what can be no path is told in one sentence."""

from pathlib import Path

import pytest

from itcrm_tui.typed_path import PathError, as_path


def test_a_tilde_is_the_home_folder_and_a_file_need_not_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "file").touch()
    assert as_path("~/file") == tmp_path / "file"
    assert as_path("~/none/at/all") == tmp_path / "none" / "at" / "all"
    assert as_path("~/file/below") == tmp_path / "file" / "below"
    assert as_path("a b.csv") == Path("a b.csv")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("~nosuchuser/x.csv", "“~nosuchuser/x.csv” begins with the home folder of somebody who is not known here."),
        ("a\0b", "holds a character that no path can hold."),
        ("a\ud800b", "holds a character that no path can hold."),
        ("x" * 5000, f"“{'x' * 60}...” cannot be used as a path: File name too long."),
        ("x/" * 2500, "File name too long."),
    ],
    ids=["home", "nul", "surrogate", "long name", "long path"],
)
def test_what_can_be_no_path_is_told_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(PathError) as caught:
        as_path(text)
    assert str(caught.value).endswith(said)
