"""The statement that reads the first rows of the roster from SQLite, as `views/roster.py` makes it.

Written by `python -m tools.roster_statement`.
"""

# ruff: noqa: E501

ROSTER = """
SELECT client.id, client.sort_name, client.code, client.name, client.segment, client.tier, client.perceived_health, (SELECT person_1.name
FROM person AS person_1
WHERE person_1.id = client.relationship_owner) AS owner, (SELECT count(DISTINCT subscription.service) AS count_1
FROM subscription
WHERE subscription.deleted_at IS NULL AND subscription.client = client.id AND (subscription.ends_on IS NULL OR subscription.ends_on >= :today)) AS services, (SELECT count(*) AS count_2
FROM commitment
WHERE commitment.deleted_at IS NULL AND commitment.client = client.id AND (CASE WHEN state IN ('promised', 'in delivery') THEN 1 ELSE 0 END) = 1) AS promises, (SELECT count(*) AS count_3
FROM commitment
WHERE commitment.deleted_at IS NULL AND commitment.client = client.id AND (CASE WHEN state IN ('promised', 'in delivery') THEN 1 ELSE 0 END) = 1 AND commitment.due < :today) AS late, (SELECT min(commitment.due) AS min_1
FROM commitment
WHERE commitment.deleted_at IS NULL AND commitment.client = client.id AND (CASE WHEN state IN ('promised', 'in delivery') THEN 1 ELSE 0 END) = 1 AND commitment.due IS NOT NULL) AS next_due, (SELECT count(*) AS count_4
FROM feedback
WHERE feedback.deleted_at IS NULL AND feedback.client = client.id AND feedback.state != 'closed') AS open_feedback, (SELECT max(touchpoint.held_at) AS max_1
FROM touchpoint
WHERE touchpoint.deleted_at IS NULL AND touchpoint.client = client.id AND touchpoint.held_at IS NOT NULL) AS last_touchpoint_at
FROM client
WHERE client.deleted_at IS NULL ORDER BY client.sort_name, client.id
LIMIT :limit
"""
