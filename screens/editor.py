"""The person's own editor over the app: the terminal is theirs until they close it."""

import os

from textual.app import App, SuspendNotSupported

from screens.editor_file import EditorError, edited, editor_command

PLAIN, FIELDS = "txt", "yaml"


def in_editor(app: App[int], text: str, ending: str = PLAIN) -> str:
    """Return the text as the person left it in $VISUAL or $EDITOR. Raises EditorError with one sentence."""
    command = editor_command(os.environ)
    outcome: str | EditorError
    try:
        with app.suspend():
            # An error must not leave the block: Textual would not take the terminal back.
            try:
                outcome = edited(text, command, ending)
            except EditorError as error:
                outcome = error
    except SuspendNotSupported:
        outcome = EditorError("This terminal cannot be handed to an editor.")
    if isinstance(outcome, EditorError):
        raise outcome
    return outcome
