"""`python -m itcrm_tui` is the command `itcrm`."""

import sys

from itcrm_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
