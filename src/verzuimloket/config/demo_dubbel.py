"""The story of the demo, part three: pupils who stand twice in the register, and one who is enrolled twice."""

from datetime import date, timedelta

from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import actions
from verzuimloket.inschrijvingen.inputs import InschrijvingInput
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.koppelingen import actions as koppelingen
from verzuimloket.koppelingen.inputs import VraagInput
from verzuimloket.personen import queries as personen
from verzuimloket.personen.inputs import AdresInput
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim import actions as verzuim
from verzuimloket.verzuim.inputs import MeldingInput
from verzuimloket.verzuim.models import Melding

VAN, NAAR, ROC, GEMEENTE = "47ZA", "47BR", "51VS", "G0344"
TWICE = 2  # pupils who stand twice in the register
_TRIED = 40  # a rule may refuse one
_VRAAG = "De scholen schrijven de achternaam anders. Is dit 1 leerling?"


def tell() -> tuple[int, int]:
    """How many pupils stand twice in the register, and how many are enrolled at two schools by this story."""
    on, again = clock.today(), 0
    for persoon in _reported(on):
        if again < TWICE and _register_again(persoon, on, misspelt=again > 0):
            again += 1
    return again, _enrol_twice(on)


def _reported(on: date) -> list[Persoon]:
    """Minors with a bsn of whom the agency has a melding of the one school, and whom the other does not know."""
    with acting_as(SYSTEEM):
        elders = Inschrijving.objects.filter(instelling_id=NAAR).values("persoon_id")
        known = Melding.objects.filter(instelling_id=VAN, instantie_id=GEMEENTE).exclude(persoon__in=elders)
        rows = Persoon.objects.filter(pk__in=known.values("persoon_id"), bsn_index__isnull=False)
        rows = rows.filter(geboortedatum__gt=on.replace(year=on.year - 16, day=1), geboorte_precisie="D")
        return list(rows.exclude(voornamen="").order_by("pk")[:_TRIED])


def _register_again(persoon: Persoon, on: date, *, misspelt: bool) -> bool:
    """The next school enrols the pupil without number and reports; False when a rule refuses that.

    misspelt: with another surname, so that the agency is not sure and asks the register.
    """
    adres = _new_home(persoon, on)
    if adres is None:
        return False
    by = Actor("Anna Vermolen", Kanaal.SCHERM, frozenset({Rol.INSCHRIJVER, Rol.MELDER}), NAAR, NAAR, (NAAR,))
    given = InschrijvingInput(
        instelling=NAAR,
        begindatum=_monday(on, weeks=4),
        einddatum=None,
        met_nummer=False,
        geslacht=persoon.geslacht,
        geboortedatum=persoon.geboren,
        achternaam=f"{persoon.achternaam}e" if misspelt else persoon.achternaam,
        voorvoegsel=persoon.voorvoegsel,
        voornamen=persoon.voornamen,
        adres=adres,
    )
    try:
        with acting_as(by):
            ander = actions.enrol(given, by=by, on=on).inschrijving.persoon
            verzuim.submit_melding(_melding(ander, on), by=by, at=clock.now())
    except Rejected:
        return False
    if misspelt:
        _ask(persoon, ander)
    return True


def _monday(on: date, *, weeks: int) -> date:
    return on - timedelta(days=on.weekday() + 7 * weeks)


def _new_home(persoon: Persoon, on: date) -> AdresInput | None:
    """A house further on in the street: with the old address the register would know the pupil."""
    with acting_as(SYSTEEM):
        adres = personen.adres_op(persoon, on)
    if adres is None or not adres.postcode:
        return None
    huisnummer = str(int(adres.huisnummer) + 2)
    return AdresInput(postcode=adres.postcode, huisnummer=huisnummer, straat=adres.straat, plaats=adres.plaats)


def _melding(persoon: Persoon, on: date) -> MeldingInput:
    maandag = _monday(on, weeks=2)
    return MeldingInput(
        instelling=NAAR,
        persoon_id=persoon.pk,
        begindatum=maandag,
        einddatum=maandag + timedelta(days=4),
        soort="V3",
        reden="Onbekend",
        actie_gewenst=True,
        contact_naam="S. Overdiep",
        contact_functie="verzuimcoördinator",
        contact_telefoon="030 555 01 10",
        contact_email="verzuim@school.example",
        acties=("TELEFOON",),
    )


def _ask(een: Persoon, ander: Persoon) -> None:
    numbers = {personen.number_kind(each): personen.number_of(each) for each in (een, ander)}
    by = Actor("Bram Terwelle", Kanaal.SCHERM, frozenset({Rol.BEHANDELAAR}), GEMEENTE, GEMEENTE, instanties=(GEMEENTE,))
    with acting_as(by):
        koppelingen.ask(VraagInput(**numbers, opmerking=_VRAAG), by=by, at=clock.now())


def _enrol_twice(on: date) -> int:
    """A pupil of the roc whom a school of Anna enrols with the bsn, while the roc did not end its enrolment."""
    by = Actor("Anna Vermolen", Kanaal.SCHERM, frozenset({Rol.INSCHRIJVER}), VAN, VAN, (VAN,))
    with acting_as(SYSTEEM):
        rows = Inschrijving.objects.filter(instelling_id=ROC, einddatum=None, persoon__bsn_index__isnull=False)
        pupils = [row.persoon for row in rows.select_related("persoon").order_by("-persoon__geboortedatum")[:_TRIED]]
    for persoon in pupils:
        given = InschrijvingInput(
            instelling=VAN,
            begindatum=_monday(on, weeks=2),
            einddatum=None,
            met_nummer=True,
            bsn=personen.number_of(persoon),
            geslacht=persoon.geslacht,
            geboortedatum=persoon.geboren,
        )
        try:
            with acting_as(by):
                actions.enrol(given, by=by, on=on)
        except Rejected:
            continue
        return 1
    return 0
