"""Who asks, and when: all that a filter's meaning depends on besides its text."""

from dataclasses import dataclass, field

from itcrm_tui.domain.kinds import Kind
from itcrm_tui.domain.notation import Notation
from itcrm_tui.query.asked import Asked, asked_field


@dataclass(frozen=True, kw_only=True)
class Asker:
    """`notation` has today, the time zone and how numbers are typed; `me` is the login of the one who asks.

    `saved`: what was saved under names for the kind that is asked about.
    """

    notation: Notation
    me: str = ""
    saved: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def login_of(person: Kind) -> Asked:
        """Return what asks a person for the login."""
        return asked_field(person.name, person.by_name["login"])
