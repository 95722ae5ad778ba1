"""Ways to damage a database past the store, and the sentence by which the self check names each."""

from __future__ import annotations

from typing import NamedTuple


class Damage(NamedTuple):
    """A statement, a sentence (or the beginning of one), and whether others hide it."""

    statement: str
    sentence: str
    alone: bool = False


INDEXES = ("unique_client_code", "unique_external_reference_record_kind_system_key")
"""What has to go before doubles can be planted."""

DAMAGE = [
    Damage(
        "UPDATE client SET tier = 9 WHERE id = 'client-1'",
        "The client client-1 holds another tier than the journal says.",
        alone=True,
    ),
    Damage(
        "UPDATE internal_note SET body = 'x'",
        "The internal note note-1 holds another body than the journal says.",
        alone=True,
    ),
    Damage(
        "UPDATE client SET notes = 'x' WHERE id = 'client-2'",
        "The client client-2 holds another notes than the",
        alone=True,
    ),
    Damage(
        "UPDATE client SET tags = NULL",
        "The client client-1 holds another tags than the journal says.",
        alone=True,
    ),
    Damage(
        "UPDATE client SET version = 7 WHERE id = 'client-1'",
        "The client client-1 has version 7, with 3 changes in the",
        alone=True,
    ),
    Damage(
        "UPDATE client SET deleted_at = NULL WHERE id = 'client-3'",
        "The client client-3 lives, though the journal says",
        alone=True,
    ),
    Damage(
        "UPDATE client SET deleted_at = updated_at WHERE id = 'client-2'",
        "The client client-2 is deleted, though the",
        alone=True,
    ),
    Damage(
        "UPDATE client SET updated_at = created_at WHERE id = 'client-1'",
        "The client client-1 was not updated when the",
        alone=True,
    ),
    Damage(
        "DELETE FROM line_of_business",
        "The line of business line-1 is in the journal, but not in the table.",
        alone=True,
    ),
    Damage(
        "INSERT INTO team (id, version, created_at, updated_at, name, sort_name) SELECT 'team-1',"
        " 0, created_at, created_at, 'T', 't' FROM role",
        "The team team-1 was never made, as far as the journal goes.",
    ),
    Damage(
        "DELETE FROM change WHERE kind = 'service'",
        "Change set 2 changed 8 records; the journal holds 7 of them.",
    ),
    Damage(
        "DELETE FROM restricted_change WHERE change_set_id = (SELECT id FROM change_set WHERE sequence = 7)",
        "Change set 7 changed 1 records; the journal holds 0 of them.",
        alone=True,
    ),
    Damage(
        "DELETE FROM restricted_change WHERE change_set_id = (SELECT id FROM change_set WHERE sequence = 3)",
        "The internal note note-1 has version 3, with 2 changes in the journal.",
        alone=True,
    ),
    Damage(
        "DELETE FROM change_set WHERE sequence = 4",
        "There is no change set with number 4.",
    ),
    Damage(
        "DELETE FROM change_set WHERE sequence = 3",
        ", which has no header.",
    ),
    Damage(
        "UPDATE counter SET value = 99",
        "The counter says 99, the newest change set has number 10.",
    ),
    Damage(
        "INSERT INTO change SELECT change_set_id, 77, kind, record_id, operation, fields FROM"
        " restricted_change WHERE operation = 'create'",
        "A change of internal_note note-1 stands in the table change.",
    ),
    Damage(
        "UPDATE search_text SET text = 'x' WHERE record_id = 'client-1'",
        "The search text of client client-1 is not what",
    ),
    Damage(
        "DELETE FROM search_text WHERE record_id = 'role-1'",
        "The search text of role role-1 is not what its fields say.",
    ),
    Damage(
        "UPDATE search_text SET record_id = 'team-9', kind = 'team' WHERE record_id = 'line-1'",
        "There is a search text of team team-9, which does not exist.",
    ),
    Damage(
        "UPDATE search_text SET kind = 'internal_note' WHERE record_id = 'client-2'",
        "The search text of internal_note client-2 stands in the table search_text.",
    ),
    Damage(
        "INSERT INTO search_text (record_id, position, kind, text) SELECT 'client-3', 99,"
        " 'client', 'gone' FROM counter",
        "The search text of client client-3 is not what its fields say.",
    ),
    Damage(
        "UPDATE client SET sort_name = 'x' WHERE id = 'client-2'",
        "The sort name of client client-2 is not what its",
    ),
    Damage(
        "DELETE FROM link WHERE record_id = 'service-1'",
        "The links of service service-1 are not what it says under “Open",
    ),
    Damage(
        "UPDATE link SET target_id = 'x' WHERE record_id = 'person-1'",
        "The links of person person-1 are not what it says",
    ),
    Damage(
        "INSERT INTO link (record_id, field, target_id, kind) VALUES ('service-9', 'open_to_clients', 'x', 'service')",
        "The links of service service-9 are not what it says under “Open to clients”.",
    ),
    Damage(
        "INSERT INTO link (record_id, field, target_id, kind) VALUES ('x', 'y', 'z', 'ghost')",
        "There is a link of ghost x, which is no kind of record.",
    ),
    Damage(
        "DELETE FROM role_lock",
        "The role role-1 has no lock.",
    ),
    Damage(
        "INSERT INTO role_lock VALUES ('role-9')",
        "There is a lock of role role-9, which does not exist.",
    ),
    Damage(
        "UPDATE client SET parent = 'client-3' WHERE id = 'client-2'",
        "The client client-2 names as parent what is",
    ),
    Damage(
        "UPDATE client SET parent = 'client-9' WHERE id = 'client-2'",
        "The client client-2 names as parent what is",
        alone=True,
    ),
    Damage(
        "UPDATE external_reference SET record = 'client-3'",
        "The external reference key-1 names as record what is",
    ),
    Damage(
        "UPDATE external_reference SET record_kind = 'ghost'",
        "The external reference key-1 names as record what is",
        alone=True,
    ),
    Damage(
        "UPDATE client SET code = 'FIN'",
        "There are 2 clients with the same code.",
        alone=True,
    ),
    Damage(
        "INSERT INTO external_reference (id, version, created_at, updated_at, record_kind, record,"
        " system, key) SELECT 'key-2', 1, created_at, updated_at, record_kind, record, system, key"
        " FROM external_reference",
        "There are 2 external references with the same key.",
    ),
]
