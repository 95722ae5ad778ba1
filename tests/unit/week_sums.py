"""The figures of a week beside the sums of the rows behind them."""

from __future__ import annotations

from itcrm_tui.workflows.week_rows import FilledWeek


def week_adds_up(filled: FilledWeek) -> set[str]:
    """Compare the figures of a week with its rows; return which of them are not zero."""
    week, rows = filled.week, filled.rows
    sums = {
        "firm": sum(row.minutes for row in rows if row.booking == "firm"),
        "overdue": sum(row.minutes for row in rows if row.booking == "overdue"),
        "soft": sum(row.minutes for row in rows if row.booking == "soft"),
        "this": sum(row.minutes for row in rows if row.booking == "this"),
        "over": sum(row.over for row in rows),
    }
    assert (week.firm, week.soft, week.this, week.over) == (
        sums["firm"] + sums["overdue"],
        sums["soft"],
        sums["this"],
        sums["over"],
    )
    assert week.free + sum(sums.values()) == week.available
    assert sum(sums.values()) - sums["over"] <= week.available
    assert all(row.minutes or row.over for row in rows)
    return {name for name, minutes in {**sums, "holiday": week.holiday}.items() if minutes}
