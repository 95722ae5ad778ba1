"""`itcrm profile`: a client at a glance."""

import gc
from argparse import Namespace
from typing import TYPE_CHECKING

from itcrm_tui.cli import DONE
from itcrm_tui.cli.explaining import UsageError
from itcrm_tui.cli.glance import glance
from itcrm_tui.cli.printing import print_json, print_sections, print_text

if TYPE_CHECKING:
    from itcrm_tui.domain.profile import Profile
    from itcrm_tui.domain.wording import Section

FIRST = "overview"
MORE = "More: --section people, or services, usage, billing ...; --whole for all of it"


def profile(arguments: Namespace) -> int:
    """Print a client at a glance, one part of the profile, or the whole of it."""
    gc.disable()  # what so short a command loads and reads is needed to its end
    try:
        return _print(_found(arguments), arguments)
    finally:
        gc.enable()


def _print(found: "Profile", arguments: Namespace) -> int:
    parts = _parts(found, arguments.section)
    if arguments.json:
        print_json(item=_as_item(found, parts))
    elif arguments.markdown:
        _print_markdown(found, parts)
    else:
        _print_plain(found, parts, whole=arguments.section is not None or arguments.whole)
    return DONE


def _found(arguments: Namespace) -> "Profile":
    from itcrm_tui.domain.kinds import KINDS
    from itcrm_tui.workflows import notation
    from itcrm_tui.workflows.finding import NotFoundError, find
    from itcrm_tui.workflows.opening import opened
    from itcrm_tui.workflows.profile import profile as profile_of

    name = " ".join(arguments.name)
    with opened(arguments.db) as store:
        with store.read() as reader:
            client, today = find(reader, KINDS["client"], name), notation.today(reader.settings())
        found = profile_of(store, client.id, today)
    if found is None:
        raise NotFoundError(KINDS["client"], name)
    return found


def _parts(found: "Profile", wanted: str | None) -> dict[str, "list[Section]"]:
    from itcrm_tui.domain.profile_tabs import TABS

    if wanted is None:
        return {name: tab(found) for name, tab in TABS.items()}
    names = [name for name in TABS if name.startswith(wanted.lower())]
    if len(names) != 1:
        raise UsageError(f"There is no section “{wanted}”. There are: {', '.join(TABS)}.")
    return {names[0]: TABS[names[0]](found)}


def _print_plain(found: "Profile", parts: dict[str, "list[Section]"], *, whole: bool) -> None:
    from itcrm_tui.domain.profile_words import headline, owners

    title = [line for line in (headline(found), owners(found)) if line]
    if not whole:
        print_text("\n".join(glance(title, parts[FIRST], MORE)))
        return
    print_text("  ".join(title))
    for name, sections in parts.items():
        print_text(f"\n{name.upper()}")
        print_sections(sections, indent=2)


def _print_markdown(found: "Profile", parts: dict[str, "list[Section]"]) -> None:
    from itcrm_tui.domain.profile_words import headline, owners

    print_text(f"# {found.client.name}\n\n{headline(found)}  {owners(found)}".rstrip())
    for name, sections in parts.items():
        print_text(f"\n## {name.capitalize()}")
        for section in sections:
            print_text(
                "\n".join(
                    ["", f"### {section.heading.capitalize()}", "", *(f"- {line.strip()}" for line in section.lines)]
                )
            )


def _as_item(found: "Profile", parts: dict[str, "list[Section]"]) -> dict[str, object]:
    from itcrm_tui.domain.values import as_json

    said = {
        name: [{"heading": section.heading, "lines": list(section.lines)} for section in sections]
        for name, sections in parts.items()
    }
    return {"client": as_json(found.client), "today": found.today.isoformat(), "sections": said}
