"""Looking into a file that somebody sends, before anything is kept of it (beveiliging.md 31, D1-D5).

The content decides what a file is, never its name. Parsing happens in a child process with little
memory, little time, no way to open a file or a connection, and nothing of our environment: whatever
a hostile file does to a parser, the web server only sees that the child gave no answer.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from verzuimloket.bestanden.inspectie.codes import Bevinding, Gebrek

SECONDEN = 10
_PAKKETTEN = Path(__file__).resolve().parents[3]  # the folder that holds the package verzuimloket
_TEGELIJK = BoundedSemaphore(2)  # per web process: a child may take hundreds of megabytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files, and of encrypted new ones
_VERSLEUTELD = "EncryptedPackage".encode("utf-16-le")
_BEGIN = {"PDF": b"%PDF-", "JPG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "XLSX": b"PK\x03\x04"}


def inspecteer(inhoud: bytes) -> Bevinding:
    """What kind of file this is, what is wrong with it, and what of it may be kept. Never raises."""
    if inhoud.startswith(_OLE) and _VERSLEUTELD in inhoud:
        return Bevinding("XLSX", Gebrek.BEVEILIGD)
    soort = next((soort for soort, begin in _BEGIN.items() if inhoud.startswith(begin)), "")
    return _in_child(soort, inhoud) if soort else Bevinding("")


def _in_child(soort: str, inhoud: bytes) -> Bevinding:
    command = [sys.executable, "-P", "-m", __name__, soort]
    try:
        with _TEGELIJK:
            done = subprocess.run(
                command, input=inhoud, capture_output=True, timeout=SECONDEN, env={"PYTHONPATH": str(_PAKKETTEN)}
            )
    except subprocess.TimeoutExpired:
        return Bevinding(soort, Gebrek.TE_VEEL)
    if done.returncode:  # killed for taking too much
        return Bevinding(soort, Gebrek.TE_VEEL)
    head, _, kept = done.stdout.partition(b"\n")
    told = json.loads(head)
    return Bevinding(told["soort"], Gebrek(told["gebrek"]), told["wat"], kept)
