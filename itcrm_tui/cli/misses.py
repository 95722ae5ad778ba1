"""`itcrm misses`: why promises were missed, month by month; or the review of one of them."""

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from itcrm_tui.cli import DONE, NO, said
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.printing import print_json, print_pairs, print_table, print_text, tell

if TYPE_CHECKING:
    from itcrm_tui.domain.misses_report import Miss, Month, Report

MOST_MONTHS = 60


def misses(arguments: Namespace) -> int:
    """Print the causes of misses, or one review. The answer is no for a commitment that is not missed."""
    from itcrm_tui.workflows.misses import misses_report
    from itcrm_tui.workflows.opening import opened

    if arguments.name:
        return _one(arguments)
    if not 1 <= arguments.months <= MOST_MONTHS:
        raise UsageError(f"--months takes a number from 1 to {MOST_MONTHS}.")
    with opened(arguments.db) as store:
        with store.read() as reader:
            today = said.today(reader)
        found = misses_report(store, arguments.months, today)
    if arguments.json:
        print_json(item=as_item(found))
    else:
        _print(found)
    return DONE


def _print(found: "Report") -> None:
    from itcrm_tui.domain.misses_words import empty_words, month_words, summary_words

    if not found.misses:
        tell(f"There are {len(found.undated):,} of unknown month." if found.undated else empty_words(found))
        return
    print_text(summary_words(found))
    header = ["CAUSE", *map(month_words, found.months), "ALL", ""]
    rows = [
        [row.cause, *(_count(month) for month in row.by_month), _count(row.misses), _again(row.is_repeated)]
        for row in found.rows
    ]
    rows.append(["misses", *map(_count, found.by_month), _count(found.misses), ""])
    print_table(header, rows, range(1, len(header) - 1))
    actions = ", ".join(f"{len(missed):,} {action}" for action, missed in found.actions.items() if missed)
    print_text(f"Corrective actions: {actions}.")


def _again(is_repeated: bool) -> str:
    return "repeated" if is_repeated else ""


def _count(missed: "tuple[Miss, ...]") -> str:
    return f"{len(missed):,}" if missed else "."


def as_item(found: "Report") -> dict[str, Any]:
    """Return the report as JSON has it, with the commitments behind each figure."""
    return {
        "months": [_month(month) for month in found.months],
        "misses": _ids(found.misses),
        "reviewed": found.reviewed,
        "undated": _ids(found.undated),
        "causes": [
            {
                "cause": row.cause,
                "repeated": row.is_repeated,
                "by_month": [len(month) for month in row.by_month],
                "misses": _ids(row.misses),
            }
            for row in found.rows
        ],
        "actions": {str(action): _ids(missed) for action, missed in found.actions.items()},
    }


def _month(month: "Month") -> str:
    return f"{month[0]}-{month[1]:02}"


def _ids(missed: "tuple[Miss, ...]") -> list[str]:
    return [miss.commitment.id for miss in missed]


def _one(arguments: Namespace) -> int:
    from itcrm_tui.domain.commitment import Commitment
    from itcrm_tui.workflows.misses import open_review
    from itcrm_tui.workflows.opening import opened

    with opened(arguments.db) as store:
        with store.read() as reader:
            commitment = said.named(reader, Commitment, " ".join(arguments.name))
        found = open_review(store, commitment.id)
    if found is None:
        tell(f"{commitment.title} is {commitment.state}, not missed.")
        return NO
    review, draft, missing = found.review, found.draft(), list(found.missing)
    if arguments.json:
        from itcrm_tui.domain.values import as_json

        kept = as_json(review) if review else None
        print_json(item={"commitment": as_json(commitment), "review": kept, "missing": missing, "draft": draft})
    else:
        print_text(f"{commitment.title}  {found.client}")
        print_pairs(_pairs(found.texts, draft, missing))
    return DONE


def _pairs(texts: Any, draft: str, missing: list[str]) -> list[tuple[str, str]]:
    from itcrm_tui.domain.kinds import KINDS

    fields = KINDS["miss_review"].fields
    pairs = [(field.label, texts[field.name]) for field in fields if field.name != "commitment" and field.name in texts]
    if "told_to_client" not in texts:
        pairs.append(("Draft for the client", draft))
    return [*pairs, ("Still lacks", ", ".join(missing) or "nothing")]
