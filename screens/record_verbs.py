"""What can be done in a view with the row under the cursor, or with the record in view itself."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from itcrm_tui.domain.kinds import KINDS, Kind
from itcrm_tui.domain.relations import Relation, adding
from itcrm_tui.ids import RecordId
from itcrm_tui.keys import key
from screens.bindings import bindings
from screens.editing import Editing
from screens.promise_verbs import PromiseVerbs
from screens.record_source import Behind
from screens.steps import LETTERS
from screens.trail import Target, Trail
from widgets.section_list import SectionRow

if TYPE_CHECKING:
    from itcrm_tui.workflows.viewing import Viewed

NOTHING_TO_CHOOSE = "Rows are marked in the places 2 to 5; inside a record this acts on a commitment."
HAVE_STATES = ("commitment", "feedback", "miss_review")


class RecordVerbs(Editing, PromiseVerbs):
    """The verbs of a view."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "record.add",
        "record.edit",
        "record.delete",
        "record.next_state",
        "record.who",
        "many.actions",
        "data.history",
        "data.refresh",
        "find.client",
    )
    kind: Kind
    record_id: RecordId
    viewed: "Viewed | None"
    changed: Relation | None = None
    """Where the record stands that is being added or edited."""

    @property
    def current(self) -> SectionRow | None:
        """The row under the cursor; the view says."""
        raise NotImplementedError

    def subject_of(self, row: SectionRow | None) -> Target | None:
        """Return the record that a row is about: its own, else the one in view; None where there is none yet."""
        behind = row.about if row is not None else None
        if not isinstance(behind, Behind):
            return self.kind.name, self.record_id
        if behind.relation is not None:
            return (behind.relation.kind.name, behind.record) if behind.record else None
        if len(behind.ways) == 1 and (way := behind.ways[0]).record is not None and self.kind.name == "client":
            return way.kind, way.record
        return self.kind.name, self.record_id

    def _subject(self) -> tuple[Kind, RecordId] | None:
        found = self.subject_of(self.current)
        if found is None:
            self.say(f"Nothing stands here yet; {key('record.add')} adds it.")
            return None
        behind = self.current.about if self.current is not None else None
        self.changed = behind.relation if isinstance(behind, Behind) else None
        return KINDS[found[0]], found[1]

    @property
    def _asked_about(self) -> tuple[Kind, RecordId]:
        """What a question is about: the record of the row, or the one in view where the row has none."""
        name, record_id = self.subject_of(self.current) or (self.kind.name, self.record_id)
        return KINDS[name], record_id

    def promise_about(self) -> Target | None:
        """Return the row's record, or the one in view."""
        kind, record_id = self._asked_about
        return kind.name, record_id

    @property
    def kind_to_merge(self) -> Kind:
        """The kind of the row's record, or of the one in view."""
        return self._asked_about[0]

    def to_merge(self) -> list[RecordId]:
        """Return the row's record, or the one in view."""
        return [self._asked_about[1]]

    def subject_to_step(self) -> RecordId | None:
        """Return the commitment of the row, or the one in view."""
        kind, record_id = self._asked_about
        return record_id if kind.name == "commitment" and record_id else None

    async def action_actions(self) -> None:
        """Choose what to do with the commitment of the row; other rows are marked and acted on in their places."""
        self.host.hold_keys()
        self._choose_step()

    @work(exclusive=True, group="question")
    async def _choose_step(self) -> None:
        from screens.question import Question

        answers = await self.look_at_steps()
        if not answers:
            self.host.release_keys()
            self.say(NOTHING_TO_CHOOSE)
            return
        chosen = await self.app.push_screen_wait(Question("This commitment", answers))
        if chosen in LETTERS:
            self.call_later(self.take_step, LETTERS[chosen])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Grey out what the row does not have."""
        if action == "next_state":
            found = self.subject_of(self.current)
            return found is not None and found[0] in HAVE_STATES
        return super().check_action(action, parameters)

    def action_add(self) -> None:
        """Add a record of the section under the cursor; where there is none, of a kind to choose."""
        behind = self.current.about if self.current is not None else None
        if isinstance(behind, Behind) and behind.relation in adding(self.kind):
            self._add_to(behind.relation)
        else:
            self._choose_and_add()

    @work(exclusive=True, group="question")
    async def _choose_and_add(self) -> None:
        from screens.choose import Choose

        ways = {one.kind.name: one for one in adding(self.kind)}
        choices = [(one.kind.label, name) for name, one in ways.items()]
        chosen = await self.app.push_screen_wait(Choose(f"Add to this {self.kind.label}", choices))
        if chosen is not None:
            self._add_to(ways[chosen])

    def _add_to(self, relation: Relation) -> None:
        self.changed = relation
        if relation.kind.name == "commitment":
            self.draft_promise((self.kind.name, self.record_id))
            return
        words = self.viewed.words if self.viewed is not None else self.record_id
        texts = {relation.field.name: words}
        if "record_kind" in relation.kind.by_name:
            texts["record_kind"] = self.kind.name
        self.add_record(relation.kind, texts)

    def action_edit(self) -> None:
        """Edit the row's record, or the one in view."""
        if subject := self._subject():
            self.edit_record(*subject)

    def action_edit_text(self) -> None:
        """Edit the row's record, or the one in view, as text."""
        if subject := self._subject():
            self.edit_as_text(*subject)

    def action_delete(self) -> None:
        """Delete the row's record, or the one in view."""
        if subject := self._subject():
            self.delete_record(*subject)

    def action_next_state(self) -> None:
        """Move the row's record to its next state."""
        if subject := self._subject():
            self.move_on(*subject)

    def action_history(self) -> None:
        """Show who changed the row's record, or the one in view."""
        from screens.history import History

        kind, record_id = self._asked_about
        title = self.viewed.title if self.viewed is not None and record_id == self.record_id else ""
        self.app.push_screen(History(record_id, f"{kind.label} {title or self._row_words()}"))

    def _row_words(self) -> str:
        row = self.current
        return row.cells[0][0] if row is not None and row.cells else ""

    def action_who(self) -> None:
        """Show whom to call about the row's record, or about the one in view."""
        from screens.who import Who

        self.app.push_screen(Who(*self._asked_about))

    @work(exclusive=True, group="question")
    async def action_open_client(self) -> None:
        """Open the client of the row's record."""
        from itcrm_tui.workflows.finding import client_of

        kind, record_id = self._asked_about
        client = await self.asked(lambda store: client_of(store, kind, record_id))
        if client is None or client == self.record_id:
            self.say("This has no other client.")
        else:
            self.open_target("client", client)

    def open_target(self, kind: str, record_id: RecordId, trail: Trail | None = None) -> None:
        """Open the view of a record."""
        from screens.record_view import RecordView

        self.app.push_screen(RecordView(KINDS[kind], record_id, trail))
