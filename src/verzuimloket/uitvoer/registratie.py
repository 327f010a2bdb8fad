"""The registratieoverzicht as a file: all that an institution registered (BST-07…09, BST-16, BST-17).

The first columns are those of the upload, under the same names: so the file can be compared with an own
administration, and corrected and sent back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db.models import QuerySet

from verzuimloket.core import audit, clock
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.inschrijvingen.queries import controlepunten, registratie
from verzuimloket.inschrijvingen.queries.registratie import STANDEN
from verzuimloket.personen import sleutels
from verzuimloket.personen.models import Adres, Persoon
from verzuimloket.uitvoer import registratie_punten as punten
from verzuimloket.uitvoer.opdracht import CSV
from verzuimloket.uitvoer.tabel import Blad, Rij, Waarde, write_csv, write_xlsx

SOORT = "REGISTRATIEOVERZICHT"  # of bestandssoort.csv
Rows = QuerySet[Inschrijving]


@dataclass(frozen=True)
class Regel:
    """One enrolment, with all that its columns tell."""

    rij: Inschrijving
    adres: Adres
    stand: str
    signalen: str
    sinds: datetime | None
    gewijzigd: datetime | None

    @property
    def persoon(self) -> Persoon:
        return self.rij.persoon


@dataclass(frozen=True)
class Kolom:
    """One column of the file: its name, what it tells, and what that means."""

    naam: str
    waarde: Callable[[Regel], Waarde]
    uitleg: str
    breedte: int = 14


def geboren(persoon: Persoon) -> Waarde:
    """A day; as text with 00 for what is not known (INS-35)."""
    return persoon.geboortedatum if persoon.geboren.volledig() else persoon.geboren.iso()


def _number(sealed: Any, persoon: Persoon) -> str:
    return sleutels.unseal(bytes(sealed), persoon.kenmerk) if sealed else ""


_LEEG = "Leeg als het register het niet weet."
KOLOMMEN = (
    Kolom("instellingscode", lambda r: r.rij.instelling_id, "De code van de instelling die inschreef."),
    Kolom("datumInschrijving", lambda r: r.rij.begindatum, "De eerste dag van de inschrijving.", 16),
    Kolom("datumUitschrijving", lambda r: r.rij.einddatum, "De laatste dag. Leeg: nog ingeschreven.", 17),
    Kolom("bsn", lambda r: _number(r.persoon.bsn, r.persoon), f"Het burgerservicenummer. {_LEEG}", 12),
    Kolom(
        "onderwijsnummer",
        lambda r: _number(r.persoon.onderwijsnummer, r.persoon),
        f"Het nummer zonder bsn. {_LEEG}",
        16,
    ),
    Kolom("geslacht", lambda r: r.persoon.geslacht, "M (man), V (vrouw) of O (onbekend).", 9),
    Kolom("geboortedatum", lambda r: geboren(r.persoon), "Een onbekende dag of maand staat er als 00.", 14),
    Kolom("achternaam", lambda r: r.persoon.achternaam, "Zonder voorvoegsels.", 22),
    Kolom("voorvoegsels", lambda r: r.persoon.voorvoegsel, "Wat voor de achternaam staat, zoals 'van der'.", 12),
    Kolom("voornamen", lambda r: r.persoon.voornamen, _LEEG, 20),
    Kolom("landcode", lambda r: r.adres.landcode, "Het land van het adres van vandaag; 6030 is Nederland.", 9),
    Kolom("postcode", lambda r: r.adres.postcode, "Vier cijfers en twee letters.", 10),
    Kolom("huisnummer", lambda r: r.adres.huisnummer, "Alleen het nummer.", 11),
    Kolom("huisletter", lambda r: r.adres.huisletter, "De letter achter het huisnummer.", 10),
    Kolom("huisnummertoevoeging", lambda r: r.adres.toevoeging, "Wat verder bij het huisnummer hoort.", 20),
    Kolom("huisnummeraanduiding", lambda r: r.adres.aanduiding, "'to' (tegenover) of 'by' (bij).", 20),
    Kolom("aanduidingLocatie", lambda r: r.adres.locatie, "Een omschrijving als er geen huisnummer is.", 18),
    Kolom("straatnaam", lambda r: r.adres.straat, "De straat.", 22),
    Kolom("plaatsnaam", lambda r: r.adres.plaats, "De woonplaats.", 18),
    Kolom("adresregel1", lambda r: r.adres.regel1, "De eerste regel van een adres in het buitenland.", 22),
    Kolom("adresregel2", lambda r: r.adres.regel2, "De tweede regel van een adres in het buitenland.", 18),
    Kolom("adresregel3", lambda r: r.adres.regel3, "De derde regel van een adres in het buitenland.", 18),
    Kolom("gemeente", lambda r: _gemeente(r.adres), "De gemeente van het adres van vandaag.", 20),
    Kolom("stand", lambda r: STANDEN[r.stand], "Ingeschreven, uitgeschreven of begint later.", 14),
    Kolom("geregistreerdOp", lambda r: r.sinds, "Wanneer de inschrijving in het register kwam.", 17),
    Kolom("laatstGewijzigd", lambda r: r.gewijzigd, "Wanneer de inschrijving voor het laatst veranderde.", 17),
    Kolom("signalen", lambda r: r.signalen, "Waar u naar moet kijken. De betekenis staat hieronder.", 40),
)


def _gemeente(adres: Adres) -> str:
    return codelijst("gemeente").label(adres.gemeentecode) if adres.gemeentecode else ""


def naam(instelling: str, on: date, formaat: str) -> str:
    """What the file is called: what, of whom and when."""
    parts = [part for part in ("registratieoverzicht", instelling, on.isoformat()) if part]
    return f"{'-'.join(parts)}.{formaat}"


def export(rows: Rows, target: BinaryIO, *, formaat: str, by: Actor, at: datetime, tmpdir: str | None = None) -> int:
    """Write these enrolments; how many. One query for the rows, whatever their number."""
    by.demand(Rol.INSCHRIJVER)
    found, counted = _Count(), _lines(rows, on=at.date())
    rijen = found.counted(counted)
    if formaat == CSV:
        write_csv(target, [kolom.naam for kolom in KOLOMMEN], rijen)
    else:
        write_xlsx(target, _sheets(rijen, found, rows, at=at), at=at, tmpdir=tmpdir)
    audit.record("registratie:uitvoeren", "registratieoverzicht", by=by, aantal=found.aantal, formaat=formaat)
    return found.aantal


class _Count:
    """Counts rows while they pass."""

    aantal = 0

    def counted(self, rijen: Iterator[Rij]) -> Iterator[Rij]:
        for rij in rijen:
            yield rij
            self.aantal += 1


def _lines(rows: Rows, *, on: date) -> Iterator[Rij]:
    more = punten.more_points(rows, on=on)
    flags = {code: controlepunten.flag(code) for code in controlepunten.conditions(on=on)}
    for row in registratie.streamed(controlepunten.flagged(rows, on=on), on=on):
        codes = {code for code, name in flags.items() if getattr(row, name)}
        codes |= {code for code, found in more.items() if row.pk in found}
        yield [kolom.waarde(_regel(row, codes, on=on)) for kolom in KOLOMMEN]


def _regel(row: Inschrijving, codes: set[str], *, on: date) -> Regel:
    adres = registratie.address_of(row) or Adres(landcode="")
    sinds, gewijzigd = registratie.moments_of(row)
    return Regel(row, adres, registratie.state_of(row, on=on), _told(codes), sinds, gewijzigd)


def _told(codes: set[str]) -> str:
    return "; ".join(codelijst("controlepunt").label(code) for code in punten.in_list_order(codes))


def _sheets(rijen: Iterator[Rij], found: _Count, rows: Rows, *, at: datetime) -> Iterator[Blad]:
    heads, widths = [kolom.naam for kolom in KOLOMMEN], [kolom.breedte for kolom in KOLOMMEN]
    yield Blad("Registratieoverzicht", heads, widths, rijen, filter=True)
    yield Blad("Toelichting", ["Wat", "Uitleg", "Aantal"], [32, 100, 10], _explanation(found, rows, at))


def _explanation(found: _Count, rows: Rows, at: datetime) -> Iterator[Rij]:
    """Sheet 2: of when it is, what the columns mean, and how often each point occurs."""
    yield ("Gemaakt op", at.astimezone(clock.AMSTERDAM))
    yield ("Aantal inschrijvingen", "Een leerling die twee keer is ingeschreven, telt twee keer.", found.aantal)
    yield ("", "")
    yield from ((kolom.naam, kolom.uitleg) for kolom in KOLOMMEN)
    yield ("", "")
    controle = punten.figures(rows, on=at.date())
    for punt in codelijst("controlepunt"):
        if punt.code in punten.TERMIJNEN:
            yield (punt.naam, punt.extra["uitleg"], punten.behind(rows, punt.code, on=at.date()).count())
        else:
            yield (punt.naam, punt.extra["uitleg"], controle.aantal(punt.code))
