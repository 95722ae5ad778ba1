"""Who and what writes from here: the person's login, and the id of this device."""

import getpass
import os
import socket
import uuid
from pathlib import Path

PRIVATE_FILE = 0o600


def login_name() -> str:
    """Return the login that the operating system knows the person by; the environment cannot change it."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        pass
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"user{os.getuid()}"


def device_id(folder: Path) -> str:
    """Return the id of this device, made and kept in `folder` on first need.

    Where nothing can be kept, it is derived from the machine and the person, and so still the same every time.
    """
    file = folder / "device"
    try:
        return str(uuid.UUID(file.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        return _made(file)


def _made(file: Path) -> str:
    made = str(uuid.uuid4())
    fresh = file.with_name(f"device.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as handle:
            handle.write(f"{made}\n")
        return _put_in_place(fresh, file, made)
    except OSError:
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{socket.gethostname()}/{login_name()}"))


def _put_in_place(fresh: Path, file: Path, made: str) -> str:
    """Keep what is whole: of two that start at once, the first one's id stands; a spoilt file is replaced."""
    try:
        os.link(fresh, file)
    except FileExistsError:
        try:
            return str(uuid.UUID(file.read_text(encoding="ascii").strip()))
        except ValueError:
            fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return made
