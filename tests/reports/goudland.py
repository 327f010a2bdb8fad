"""A fixed small register for the files: one person per thing that a file must tell. Everybody is fictitious.

Loaded as a user would; the fifteen runs of report year 2025-2026 tell of it, the last three beside those of 2026-2027.
"""

from datetime import date
from pathlib import Path

from tests.factories import bsn
from tests.reports.verzuim import gemeld
from verzuimloket.channels.upload.laden import laad
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.rapportages.actions import publish_month
from verzuimloket.rapportages.rules.kalender import months_of
from verzuimloket.testland.bestanden import KOPPEN

MAART, JANUARI = date(2026, 3, 1), date(2027, 1, 1)
_BEKEND, _MBO, _EX = "2025-08-15 09:00:00", "MBO;;2;BOL;25655;J", "MBO;;2;EX;25655;N"
_INSTELLINGEN = [
    "99AA;ROC Voorbeeld;MBO;1;1990-08-01;109B027",
    "99BB;Lyceum De Proef; 't Zand;VO;1;1990-08-01;109B027".replace("; 't", " 't"),
    "99CC;Vakschool Zonder Leerlingen;MBO;1;1990-08-01;209B001",
    "99PO;Basisschool;PO;1;1990-08-01;109B027",
    "99PI;Particulier;MBO;0;1990-08-01;109B027",
]
# persoon: achternaam;voorvoegsel;voornamen;geslacht;geboortedatum
_PERSONEN = {
    "geen": "Akker;van den;Jan Pieter;M;2008-05-10",
    "bek": "Boom;;Saar & Co;V;2008-06-00",
    "examen": "Çelik;;Ömer;M;2005-12-31",
    "verhuisd": "Dijk;van;Noor;V;2007-02-28",
    "terug": "Eik;;Bo;O;2006-00-00",
    "laat": "Groen;de;Lotte;V;2006-07-01",
    "op tijd": "Hei;;Daan;M;2006-07-02",
    "vo": "Iep;'t;Fien;V;2009-09-09",
    "havo": "Jager;;Guus;M;2010-01-02",
    "sk": "Kers;;Isa;V;2005-05-05",
    "weg": "Linde;;Mees;M;2006-03-03",
}
_UTRECHT = "2020-01-01;;0344;;3511AB;99;A;2;Schoolstraat;Utrecht"


def _ins(
    wie: str, begin: str, eind: str = "", what: str = _MBO, bij: str = "99AA;99AA01;A1", van: str = _BEKEND
) -> str:
    return f"{wie}-{begin};{wie};{bij};{what};{begin};{eind};{van};"


_INSCHRIJVINGEN = [
    _ins("geen", "2025-08-01", "2025-12-31"),
    _ins("bek", "2025-08-01", "2026-01-31"),
    _ins("bek", "2026-02-01", what="MBO;;2;OVO;25655;N", van="2026-02-02 09:00:00"),
    _ins("examen", "2025-08-01", "2026-01-31", "MBO;;4;BBL;25656;J", "99AA;;C3"),
    _ins("examen", "2026-02-01", what=_EX, van="2026-01-30 10:00:00"),
    _ins("verhuisd", "2025-08-01", "2025-12-31"),
    _ins("terug", "2025-08-01", "2025-11-15"),
    _ins("terug", "2026-02-09", bij="99AA;;2", van="2026-02-10 09:00:00"),
    _ins("laat", "2025-08-01", "2026-09-15"),
    _ins("op tijd", "2025-08-01"),
    _ins("vo", "2025-08-01", "2026-02-10", "VO;VMBO;;;0301;J", "99BB;99BB02;1"),
    _ins("havo", "2025-08-01", "", "VO;HAVO;;;0400;J", "99BB;99BB00;1"),
    _ins("sk", "2025-08-01", "2026-02-01", "MBO;;3;BOL;25657;J"),
    _ins("weg", "2025-08-01", "2025-12-31", "MBO;;1;BOL;25658;J"),
]
_ADRESSEN = [
    *(f"{wie};{_UTRECHT};;" for wie in _PERSONEN if wie not in ("verhuisd", "vo", "weg")),
    "verhuisd;2020-01-01;2026-02-14;0344;;3512AB;1;;;Dorpsweg;Utrecht;;",
    "verhuisd;2026-02-15;;0355;;3701AB;12;;bis;Laan van Zeist;Zeist;2026-02-16 09:00:00;",
    "vo;2020-01-01;;0294;;7101AB;5;;;Markt;Winterswijk;;",
    "weg;2020-01-01;2026-02-09;0344;;3511AB;9;;;Schoolstraat;Utrecht;;",
    "weg;2026-02-10;;;5010;;;;;;;2026-02-12 09:00:00;",
]
_DIPLOMAS = [
    "d1;laat;MBO;2;2026-12-18;2026-12-20 09:00:00;",
    "d2;op tijd;MBO;3;2026-10-15;2026-10-16 09:00:00;",
    "d3;havo;HAVO;;2026-10-20;2026-10-21 09:00:00;",
    "d4;sk;MBO;2;2025-07-01;;",
]


def load(folder: Path) -> None:
    """The register as it is."""
    numbers = ((f"{bsn(nummer)};" if wie != "vo" else ";101000000") for nummer, wie in enumerate(_PERSONEN, 1))
    lines = {
        "instellingen": _INSTELLINGEN,
        "personen": [
            f"{wie};{nummer};{rest};;" for nummer, (wie, rest) in zip(numbers, _PERSONEN.items(), strict=True)
        ],
        "adressen": _ADRESSEN,
        "inschrijvingen": _INSCHRIJVINGEN,
        "diplomas": _DIPLOMAS,
    }
    for naam, koppen in KOPPEN.items():
        (folder / f"{naam}.csv").write_text("\n".join([koppen, *lines.get(naam, [])]) + "\n", encoding="utf-8")
    resultaat = laad(folder)
    assert not resultaat.fouten, resultaat.fouten
    gemeld(person("Akker"), "2025-12-10T10:00:00", code="99AA", soort="V3", instantie_id="G0344")
    gemeld(person("Boom"), "2026-01-12T10:00:00", code="99AA", soort="O", instantie_id="G0344")


def person(achternaam: str) -> Persoon:
    with acting_as(SYSTEEM):
        return Persoon.objects.get(achternaam=achternaam)


def publish(tot: date = JANUARI) -> None:
    """All runs of report year 2025-2026 up to and including this month."""
    for t2 in months_of(2025):
        if t2 <= tot:
            with acting_as(SYSTEEM):
                publish_month(t2, by=SYSTEEM, at=clock.now())
