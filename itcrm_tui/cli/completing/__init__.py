"""What the shell asks when Tab is pressed: words for the one under the cursor. Never an error, never a second long."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

FILES = 4
"""The exit code that asks the shell to complete names of files."""


def complete() -> NoReturn:
    """Answer the shell by argcomplete's protocol, and end the process; whatever goes wrong, nothing is said."""
    code = 1
    with suppress(BaseException):
        from itcrm_tui.cli.completing.finder import answer

        code = answer()
    with suppress(BaseException):
        sys.stdout.flush()
    os._exit(code)
