"""The story of the demo: meldingen of the last weeks with all their details, through the actions that everyone uses.

The load format has no contact persons, explanations or answers; these meldingen have them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rich.console import Console

from verzuimloket.config import demo_uren
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Actor, Kanaal, Rol
from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.errors import Rejected
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.routering.queries import naam_of
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.inputs import Contactpersoon, MeldingInput, TerugkoppelingInput, Verzuimdag
from verzuimloket.verzuim.models import Melding

PER_SCHOOL = 8  # meldingen; half of them the agency takes up, a quarter it closes
SCHOLEN = ("47ZA", "47BR", "51VS", "58XV")
REDENEN = ("Onbekend", "Komt vaak te laat", "Wil niet naar school", "afwezig vanwege ziekte")
CONTACTEN = ("J. Boezeroen", "S. de Vries-Achterveld", "M. Wiersinga")


@dataclass(frozen=True)
class Kandidaat:
    """A pupil to report, and whether the pupil is of age."""

    persoon_id: int
    meerderjarig: bool


def tell(console: Console) -> None:
    """Report and handle; a pupil whom a rule refuses is left out."""
    vandaag = clock.today()
    total = sum(_tell_of(school, vandaag) for school in SCHOLEN)
    console.print(f"Via het loket gemeld: {total} meldingen met alle gegevens.")
    console.print(f"Lesverzuim bijgehouden: {demo_uren.tell(SCHOLEN[0])} regels.")


def _tell_of(school: str, vandaag: date) -> int:
    told = 0
    for kandidaat in _pupils(school, vandaag):
        if told == PER_SCHOOL:
            break
        told += _report(school, kandidaat, told, vandaag)
    return told


def _pupils(school: str, vandaag: date) -> list[Kandidaat]:
    """Pupils who are enrolled and about whom nothing was reported in the last months."""
    recent = vandaag - timedelta(days=150)
    with acting_as(SYSTEEM):
        rows = (
            Inschrijving.objects.filter(instelling_id=school, einddatum=None, begindatum__lt=recent)
            .exclude(persoon__meldingen__begindatum__gte=recent)
            .select_related("persoon")
            .order_by("persoon_id")[: 5 * PER_SCHOOL]
        )
        return [Kandidaat(row.persoon_id, row.persoon.geboren.leeftijd_op(recent) >= 18) for row in rows]


def _report(school: str, kandidaat: Kandidaat, nummer: int, vandaag: date) -> bool:
    by = Actor("Anna Vermolen", Kanaal.SCHERM, frozenset({Rol.MELDER}), school, school, instellingen=(school,))
    friday = vandaag - timedelta(days=vandaag.weekday() + 3 + 7 * (nummer % 4))
    at = datetime.combine(friday + timedelta(days=1), datetime.min.time(), AMSTERDAM) + timedelta(
        hours=9, minutes=nummer
    )
    try:
        with acting_as(by):
            melding = actions.submit_melding(_input(school, kandidaat, nummer, friday), by=by, at=at)
    except Rejected:
        return False
    if nummer % 2:
        _handle(melding.pk, melding.instantie_id, at + timedelta(hours=5), closes=nummer % 4 == 3)
    return True


def _input(school: str, kandidaat: Kandidaat, nummer: int, friday: date) -> MeldingInput:
    maandag, contact = friday - timedelta(days=4), CONTACTEN[nummer % len(CONTACTEN)]
    return MeldingInput(
        instelling=school,
        persoon_id=kandidaat.persoon_id,
        begindatum=maandag,
        einddatum=friday,
        soort="V4" if kandidaat.meerderjarig else "V3",
        reden=REDENEN[nummer % len(REDENEN)],
        toelichting="De leerling was deze week niet of maar een deel van de dag op school.",
        actie_gewenst=nummer % 3 != 1,
        toelichting_actie_gewenst="De school heeft afspraken gemaakt met de ouders." if nummer % 3 == 1 else "",
        prioriteit=nummer % 3 == 0,
        contact_naam=contact,
        contact_functie="verzuimcoördinator",
        contact_telefoon="030 555 01 00",
        contact_email="verzuim@school.example",
        leerling_telefoon="06 55500100",
        contactpersonen=(Contactpersoon("Ouder of verzorger", "ouder", "06 55500101"),),
        verzuimdagen=(
            Verzuimdag(maandag, True),
            Verzuimdag(maandag + timedelta(days=1), False, (1, 2, 3), "Pas na de pauze op school"),
        ),
        acties=("TELEFOON", "OUDERS") if nummer % 2 else ("BRIEF",),
    )


def _handle(pk: int, instantie: str, at: datetime, *, closes: bool) -> None:
    naam = naam_of(instantie)
    by = Actor("Bram Terwelle", Kanaal.SCHERM, frozenset({Rol.BEHANDELAAR}), instantie, naam, instanties=(instantie,))
    answer = {"organisatie": naam, "behandelaar_naam": "Bram Terwelle", "behandelaar_functie": "leerplichtambtenaar"}
    with acting_as(by):
        melding = Melding.objects.get(pk=pk)
        given = TerugkoppelingInput(**answer, toelichting="Wij nodigen de leerling en de ouders uit voor een gesprek.")
        actions.take_up_melding(melding, given, by=by, at=at)
        if closes:
            done = TerugkoppelingInput(**answer, toelichting="De afspraken staan op papier.", reden_afgesloten="A")
            actions.close_melding(melding, done, by=by, at=at + timedelta(days=2))
