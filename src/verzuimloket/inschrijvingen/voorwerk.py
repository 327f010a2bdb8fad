"""What can be done to an enrolment before the register is asked. A long file has it done by a process that only reads.

So nothing here may need models or a connection (ADR 0040).
"""

from datetime import date

from verzuimloket.inschrijvingen.inputs import Inschrijfregel, InschrijvingInput, Voorwerk
from verzuimloket.personen import sleutels
from verzuimloket.personen.rules import normaal_pgn, normaal_postcode, pgn_soort, zoeksleutel

_BUCKETS = 256  # of names: PostgreSQL keeps only some thousands of advisory locks
_NIETS = "\\N"
_IN_COPY = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def ready(regel: Inschrijfregel) -> Voorwerk:
    """What was done beforehand, or does it now."""
    return regel.klaar or prepare(regel.given)


def prepare(given: InschrijvingInput) -> Voorwerk:
    """Its line in the staging table of ``queries.regels``, as COPY reads it, and the turns."""
    nummer = normaal_pgn(given.bsn or given.onderwijsnummer) if given.met_nummer else ""
    soort = pgn_soort(nummer) if nummer else None
    index = sleutels.index(nummer) if soort else None
    bsn, onderwijsnummer = (index, None) if soort == "bsn" else (None, index)
    gewoon = index is not None and _has_ordinary_shape(given, bsn is not None)
    geboren = given.geboortedatum.rekendatum() if given.geboortedatum else None
    cells = (
        *(_text(given.instelling), _day(given.begindatum), _day(given.einddatum), _bytes(bsn), _bytes(onderwijsnummer)),
        *(_text(given.geslacht), _day(geboren), "t" if gewoon else "f"),
    )
    return Voorwerk("\t".join(cells).encode() + b"\n", _turns(given))


def _has_ordinary_shape(given: InschrijvingInput, is_bsn: bool) -> bool:
    """One number in its own field, a whole birth date, a known sex and a first day; nothing else."""
    alone = given.onderwijsnummer == "" if is_bsn else given.bsn == ""
    born = given.geboortedatum is not None and given.geboortedatum.dag is not None
    return alone and born and given.geslacht in ("M", "V") and given.adres is None and given.begindatum is not None


def _turns(given: InschrijvingInput) -> tuple[str, ...]:
    school = f"inschrijven {given.instelling}"
    return (school,) if given.met_nummer else (school, f"persoon {sum(wie(given).encode()) % _BUCKETS}")


def _text(value: str) -> str:
    return value.translate(_IN_COPY)


def _day(value: date | None) -> str:
    return value.isoformat() if value else _NIETS


def _bytes(value: bytes | None) -> str:
    return "\\\\x" + value.hex() if value else _NIETS


# who it is


def wie(given: InschrijvingInput) -> str:
    """One text for one pupil, as far as the school tells: the number, else the name with the birth date."""
    if given.met_nummer:
        return normaal_pgn(given.bsn or given.onderwijsnummer)
    return f"{zoeksleutel(given.achternaam)} {given.geboortedatum}"


def one_pupil(given: InschrijvingInput) -> tuple[str, ...]:
    """The same for two enrolments that may be about one pupil; nothing when it can never be stored.

    A column that was forgotten makes all lines of a file alike: those need not wait for one another. Without a
    number only who lives at the same place can be the same pupil.
    """
    adres = given.adres
    if given.begindatum is None:
        return ()
    if given.met_nummer:
        return (wie(given),) if pgn_soort(wie(given)) else ()
    if not given.achternaam or given.geboortedatum is None or adres is None:
        return ()
    return wie(given), adres.land, normaal_postcode(adres.postcode), adres.huisnummer, adres.regel1
