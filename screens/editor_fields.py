"""The fields of a record in the person's own editor, as one text."""

from collections.abc import Mapping

from textual.app import App

from itcrm_tui.domain.asking import Fielded
from screens.editor import FIELDS, in_editor
from screens.question import Question


async def fields_in_editor(app: App[int], kind: Fielded, title: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return what the person changed in the editor, by field; a text that cannot be read can be mended there.

    Called in a worker. Raises EditorError.
    """
    from itcrm_tui.workflows.record_text import NotReadableError, as_text, from_text

    text = as_text(kind, title, texts)
    before = from_text(kind, text)
    while True:
        text = in_editor(app, text, FIELDS)
        try:
            found = from_text(kind, text)
        except NotReadableError as error:
            answers = [("e", "go back to the editor"), ("l", "leave everything as it was")]
            if await app.push_screen_wait(Question(f"{error} Nothing was saved.", answers)) != "e":
                return {}
        else:
            return {name: words for name, words in found.items() if words != before[name]}
