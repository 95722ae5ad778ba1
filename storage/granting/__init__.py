"""Who may do what on a shared database: four roles, and a GRANT per table for each.

The wall is PostgreSQL's own. A role that may not read a table is told so by the server whatever program asks; nothing
here is looked at when a person works.
"""
