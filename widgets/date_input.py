"""A one-line input for a date, in which one key types nothing: the one that takes the earliest date that fits."""

from textual import events
from textual.message import Message

from itcrm_tui.keys import BY_ID
from widgets.safe_input import SafeInput


class DateInput(SafeInput):
    """A `SafeInput` that says when the earliest date is asked for."""

    class EarliestWanted(Message):
        """The person wants the earliest date that fits."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key types something; so the bottom line can offer the one that does not."""
        return key not in BY_ID["form.earliest"].keys and super().check_consume_key(key, character)

    def on_key(self, event: events.Key) -> None:
        """Hand the key on to the form as a message: a key that types nothing here would not reach its bindings."""
        if event.key in BY_ID["form.earliest"].keys:
            event.stop()
            event.prevent_default()
            self.post_message(self.EarliestWanted())
