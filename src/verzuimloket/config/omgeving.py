"""Everything that the outside world tells this installation: environment variables and secrets.

A secret comes from ``NAME`` or from the file named in ``NAME_FILE``. The demo and the tests make
their own secrets, in the data folder; production refuses to start without them.
"""

import os
import secrets
from pathlib import Path


class OmgevingFout(RuntimeError):
    """The environment lacks something that this installation needs."""


OMGEVINGEN = ("demo", "test", "productie")
HOOFDMAP = Path(__file__).resolve().parents[3]


def omgeving() -> str:
    """``demo`` (the default), ``test`` or ``productie``."""
    name = os.environ.get("VERZUIMLOKET_OMGEVING", "demo")
    if name not in OMGEVINGEN:
        raise OmgevingFout(f"VERZUIMLOKET_OMGEVING is {name!r}; kies uit {', '.join(OMGEVINGEN)}")
    return name


def datamap() -> Path:
    """Folder for the embedded database, secrets and mailbox; made when absent."""
    path = Path(os.environ.get("VERZUIMLOKET_DATAMAP", HOOFDMAP / "var")).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def value(name: str) -> str:
    """The value of NAME, or the content of the file in NAME_FILE, or nothing."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, "")


def secret(name: str) -> str:
    """A secret of 32 random bytes in hex. Raises OmgevingFout in production when it is not given."""
    given = value(name)
    if given:
        return given
    if omgeving() == "productie":
        raise OmgevingFout(f"Geef {name} of {name}_FILE op: 32 willekeurige bytes, hexadecimaal")
    return _own_secret(datamap() / "sleutels" / name.lower())


def _own_secret(path: Path) -> str:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii")
