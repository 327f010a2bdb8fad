"""Files with enrolments for tests, and reading them in small parts. Nobody in them exists."""

from collections.abc import Iterator
from datetime import date

import pytest

from verzuimloket.aanleveringen.sjabloon import KOLOMMEN
from verzuimloket.channels.upload.inschrijvingen.lezen import Leesregel, Lezing, open_bestand
from verzuimloket.core.errors import Rejected

VANDAAG = date(2026, 11, 22)
KOP = [kolom.naam for kolom in KOLOMMEN]
GOED = {"datumInschrijving": "2026-08-01", "bsn": "999990019", "geslacht": "V", "geboortedatum": "2012-03-04"}


def lijn(**cellen: str) -> str:
    """A line under the heading of the template; what is not named is as in GOED."""
    return ";".join((GOED | cellen).get(naam, "") for naam in KOP)


def tekst(*lijnen: str, kop: str = ";".join(KOP)) -> str:
    return "\r\n".join((kop, *lijnen, ""))


def open_(inhoud: bytes | str, *, instelling: str = "99XA", deel: int = 50) -> Lezing:
    """Opened from parts of that size."""
    ruw = inhoud.encode() if isinstance(inhoud, str) else inhoud

    def delen() -> Iterator[bytes]:
        for place in range(0, len(ruw), deel):
            yield ruw[place : place + deel]

    return open_bestand(delen, len(ruw), instelling=instelling, vervang_bestaande=False, on=VANDAAG)


def regels(inhoud: bytes | str, *, instelling: str = "99XA", deel: int = 50) -> list[Leesregel]:
    return list(open_(inhoud, instelling=instelling, deel=deel).regels())


def regel(**cellen: str) -> Leesregel:
    """The one line of a file with these cells."""
    (gelezen,) = regels(tekst(lijn(**cellen)))
    return gelezen


def codes(gelezen: Leesregel) -> list[tuple[str, str]]:
    return [(fout.code, fout.field) for fout in gelezen.fouten]


def geweigerd(inhoud: bytes | str, *, instelling: str = "99XA", deel: int = 50) -> tuple[str, str]:
    """Code and sentence with which the whole file is refused."""
    with pytest.raises(Rejected) as caught:
        regels(inhoud, instelling=instelling, deel=deel)
    (violation,) = caught.value.violations
    assert violation.blocks
    assert violation.text.endswith(".")
    return violation.code, violation.text
