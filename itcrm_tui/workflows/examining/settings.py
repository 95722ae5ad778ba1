"""Whether the configuration can be used."""

import difflib
import os
from collections.abc import Mapping

from itcrm_tui import config, here, paths
from itcrm_tui.workflows.examining.finding import Finding

AREA = "configuration"
ENVIRONMENT = ("ITCRM_DB", "ITCRM_CONFIG", "ITCRM_STATE", "ITCRM_DEBUG")


def examine() -> list[Finding]:
    """Return each thing that is wrong with the configuration, or that nothing is."""
    file = paths.config_file()
    wrong = problems(os.environ)
    if not wrong:
        return [Finding(AREA, "file", str(file) if file.exists() else f"{file} is not there; the defaults hold")]
    return [Finding(AREA, "file", str(file), problem) for problem in wrong]


def problems(environment: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the configuration file and the variables of the environment, a sentence each."""
    return [*here.problems(), *_database(), *_variables(environment)]


def _database() -> list[str]:
    from storage.engines import backend_for
    from storage.errors import UrlError

    try:
        if url := config.sound(paths.config_file()).database:
            backend_for(url)
    except UrlError as error:
        return [f"Database: {error}"]
    return []


def _variables(environment: Mapping[str, str]) -> list[str]:
    """A misspelt variable is passed over without a word, and the program works on another database than meant."""
    strange = sorted(name for name in environment if name.startswith("ITCRM_") and name not in ENVIRONMENT)
    found = []
    for name in strange:
        like = difflib.get_close_matches(name, ENVIRONMENT, n=1, cutoff=0.8)
        if like:
            found.append(f"The variable {name} means nothing to itcrm; did you mean {like[0]}?")
    return found
