"""Who has which role."""

from sqlalchemy import Connection, text

from storage.errors import RefusedError
from storage.granting.roles import Role
from storage.granting.setting_up import exists

_MEMBERS = text(
    "SELECT member.rolname FROM pg_auth_members"
    " JOIN pg_roles AS member ON member.oid = pg_auth_members.member"
    " WHERE pg_auth_members.roleid = to_regrole(:role) AND member.rolcanlogin ORDER BY 1"
)


def role_of(connection: Connection) -> Role | None:
    """Return the first of the roles that whoever is connected has; an administrator of the server has all."""
    has = text("SELECT pg_has_role(current_user, :role, 'MEMBER')")
    mine = (role for role in Role if exists(connection, role) and connection.scalar(has, {"role": role.in_database}))
    return next(mine, None)


def members(connection: Connection) -> dict[Role, list[str]]:
    """Return the logins of each role."""
    there = [role for role in Role if exists(connection, role)]
    return {role: list(connection.scalars(_MEMBERS, {"role": role.in_database})) for role in there}


def give(connection: Connection, role: Role | None, login: str) -> None:
    """Give a login one role and take away the others; None takes away all. Raises RefusedError."""
    known = connection.scalar(text("SELECT rolcanlogin FROM pg_roles WHERE rolname = :name"), {"name": login})
    if known is None:
        raise RefusedError(f"The server knows nobody called {login!r}. Its administrator runs: CREATE ROLE … LOGIN")
    if not known:
        raise RefusedError(f"{login!r} is a role that nobody logs in as.")
    quoted = connection.dialect.identifier_preparer.quote_identifier(login)
    for other, logins in members(connection).items():
        if login in logins and other is not role:
            connection.execute(text(f"REVOKE {other.in_database} FROM {quoted}"))
    if role is not None:
        giving = " WITH ADMIN OPTION" if role is Role.OWNER else ""  # an owner makes others owners too
        connection.execute(text(f"GRANT {role.in_database} TO {quoted}{giving}"))
