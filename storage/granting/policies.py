"""Row policies: a contributor writes the answers and the reports of the own team, and nobody else's.

Who leads a team is told by the person's login, which is the name of the role on the server.
"""

from storage.granting.roles import OWN_ROWS, Role

_OF_OWN_TEAM = """EXISTS (
    SELECT 1 FROM requirement
    JOIN role ON role.id = requirement.role
    JOIN team ON team.id = role.team
    JOIN person ON person.id IN (team.lead, team.deputy)
    WHERE requirement.id = {table}.requirement AND person.deleted_at IS NULL AND person.login = CURRENT_USER
)"""


def policies() -> dict[tuple[str, str], str]:
    """Return the clause of each policy after its name, by table and name."""
    found: dict[tuple[str, str], str] = {}
    for table in OWN_ROWS:
        own = _OF_OWN_TEAM.format(table=table)
        found[table, "all_read"] = "FOR SELECT TO PUBLIC USING (true)"
        found[table, "staff_write"] = f"FOR ALL TO {Role.STAFF.in_database} USING (true) WITH CHECK (true)"
        contributor = Role.CONTRIBUTOR.in_database
        found[table, "own_team_inserts"] = f"FOR INSERT TO {contributor} WITH CHECK ({own})"
        found[table, "own_team_updates"] = f"FOR UPDATE TO {contributor} USING ({own}) WITH CHECK ({own})"
    return found
