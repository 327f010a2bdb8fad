"""What a line tells the register, and whom it is about. Needs no database: also for the process that reads."""

from verzuimloket.channels.upload.aanleveren.vormen import Regel, Wie
from verzuimloket.inschrijvingen.inputs import InschrijvingInput, Voorwerk
from verzuimloket.inschrijvingen.voorwerk import prepare
from verzuimloket.personen.rules import normaal_postcode, zoeksleutel


def voorwerk(regel: Regel) -> Voorwerk:
    """How the enrolment goes to the register."""
    return prepare(regel.given)


def wie(regel: Regel) -> Wie | None:
    """The number; without a number the name, birth date, sex and address, as the register recognises a pupil."""
    given: InschrijvingInput = regel.given
    if given.begindatum is None:
        return None
    number = given.bsn or given.onderwijsnummer  # as it is normally written: the reader saw to that
    who = (number,) if number else _named(given)
    rest = (given.instelling,) if number else (given.instelling, zoeksleutel(given.voornamen), given.geslacht)
    return Wie(who, rest, given.begindatum, given.einddatum) if who else None


def _named(given: InschrijvingInput) -> tuple[str, ...]:
    if not given.achternaam or given.geboortedatum is None:
        return ()
    adres = given.adres
    home = (adres.land, normaal_postcode(adres.postcode), adres.huisnummer, adres.regel1) if adres else ()
    return (zoeksleutel(given.achternaam), given.geboortedatum.iso(), *home)
