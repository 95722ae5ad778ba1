"""`itcrm config path|show|check`."""

import os
from argparse import Namespace

from itcrm_tui import config, here, paths
from itcrm_tui.cli import DONE, NO
from itcrm_tui.cli.printing import print_json, print_pairs, print_text, tell
from itcrm_tui.config import SETTINGS, sources


def configuration(arguments: Namespace) -> int:
    """Do what the action says."""
    return {"path": _path, "show": _show, "check": _check}[arguments.action](arguments)


def _path(arguments: Namespace) -> int:
    if arguments.json:
        print_json(item={"file": str(paths.config_file()), "exists": paths.config_file().exists()})
    else:
        print_text(str(paths.config_file()))
    return DONE


def _show(arguments: Namespace) -> int:
    """Print the settings as a file could hold them, each with where its value comes from."""
    settled, file = here.settled(), paths.config_file()
    values = {name: getattr(settled, name) for name in SETTINGS}
    come_from = sources(file, os.environ)
    if arguments.db:
        values["database"], come_from["database"] = here.shown_url(arguments.db), _named(arguments)
    if arguments.json:
        print_json(item={**values, "sources": come_from})
        return DONE
    if not file.exists():
        tell(f"There is no {file}; what no variable says has its default.")
    for name, value in values.items():
        print_text("\n".join([f"# {SETTINGS[name].metadata['about']}", *_lines(name, value, come_from[name]), ""]))
    in_use = here.shown_url(here.url_for(arguments.db))
    print_pairs([("# database in use", in_use), ("# state", str(paths.state_folder()))])
    return DONE


def _named(arguments: Namespace) -> str:
    return "variable ITCRM_DB" if arguments.db == os.environ.get("ITCRM_DB") else "option --db"


def _lines(name: str, value: object, source: str) -> list[str]:
    """Return a setting as TOML, with its source behind it."""
    import tomli_w

    written = tomli_w.dumps({name: value}).strip()
    first, _, rest = (written or f"[{name}]").partition("\n")
    return [f"{first:<34} # {source}", *filter(None, rest.split("\n"))]


def _wrong_looks() -> list[str]:
    """Return what is wrong with the theme that is named, and with the files of one's own themes."""
    from screens.theme_files import folder_beside, themes_in
    from screens.themes import look

    file = paths.config_file()
    named = look(config.sound(file).theme, file, {}).trouble
    return list(dict.fromkeys([*([named] if named else []), *themes_in(folder_beside(file))[1]]))


def _check(arguments: Namespace) -> int:
    """Name everything that is wrong, not only the first."""
    from itcrm_tui.workflows.examining.settings import problems

    found = [*problems(os.environ), *_wrong_looks()]
    if arguments.json:
        print_json(items=found)
    else:
        fine = "is not there; the defaults hold" if not paths.config_file().exists() else "is in order"
        print_text("\n".join(found) or f"{paths.config_file()} {fine}.")
    return NO if found else DONE
