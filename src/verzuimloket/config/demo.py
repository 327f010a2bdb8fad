"""``verzuimloket demo``: the product with a made-up country, ready to walk through by hand."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from verzuimloket.core.actor import Rol

LEERLINGEN, ZAAD = 3_000, 1
MAILBOX = "leerplicht.{code}@gemeente.example"
SMTP_POORT = 10_025


@dataclass(frozen=True)
class Persona:
    """Somebody to log in as. The seed of the token is fixed, so that an app on a phone keeps working."""

    gebruikersnaam: str
    naam: str
    rollen: tuple[Rol, ...]
    soort_kenmerk: str
    kenmerk: str
    wie: str
    beperking: str = ""

    @property
    def seed(self) -> bytes:
        return f"demo-token-{self.gebruikersnaam}".encode().ljust(20, b".")


SCHOOL = (Rol.MELDER, Rol.INSCHRIJVER, Rol.BEHEERDER_ONDERWIJS)
GEMEENTE = (Rol.BEHANDELAAR, Rol.RAPPORTAGES)
PERSONAS = (
    Persona(
        "anna",
        "Anna Vermolen",
        (*SCHOOL, Rol.RAPPORTAGES),
        "bestuur",
        "902B007",
        "administratie, vo-bestuur met drie scholen",
    ),
    Persona("ines", "Inés Whitford", SCHOOL, "bestuur", "909B027", "administratie, internationale school (B4)"),
    Persona(
        "mo",
        "Mo el Tahri",
        (Rol.MELDER, Rol.INSCHRIJVER, Rol.RAPPORTAGES),
        "instelling",
        "51VS",
        "verzuimmelder, roc",
    ),
    Persona(
        "mila",
        "Mila Jonkhart",
        (Rol.RAADPLEGER,),
        "instelling",
        "47ZA",
        "mentor, leest over eigen leerlingen",
        "leerlingen",
    ),
    Persona("els", "Els Brandenburg", (Rol.BEHEERDER,), "bestuur", "902B007", "beheerder van het vo-bestuur"),
    Persona("bram", "Bram Terwelle", GEMEENTE, "instantie", "G0344", "leerplichtambtenaar Utrecht"),
    Persona("dina", "Dina Oosterkamp", (Rol.BEHANDELAAR,), "instantie", "G0599", "leerplichtambtenaar Rotterdam"),
    Persona("rosa", "Rosa Hoekveld", (Rol.RAPPORTAGES,), "instantie", "R0019", "Doorstroompunt regio Utrecht"),
    Persona("rita", "Rita Zevenhuizen", (Rol.REGISTERBEHEERDER,), "register", "", "registerbeheerder, schrijft nieuws"),
)
LOCATIES = {
    "47ZA": ("Hoofdgebouw", "Dependance Duinzicht"),
    "47BR": ("Hoofdgebouw",),
    "51VS": ("Gebouw Noord", "Gebouw Zuid"),
    "58XV": ("Main building",),
}


def run(port: int, console: Console) -> int:
    """Prepare the register when it is empty, and serve until Ctrl-C."""
    os.environ["VERZUIMLOKET_PORTAAL"] = f"http://127.0.0.1:{port}"
    os.environ.setdefault("VERZUIMLOKET_SMTP_POORT", str(SMTP_POORT))
    with console.status("Database starten …"):
        _django()
    with console.status("Register klaarzetten …"):
        prepare(console)
    from django.conf import settings

    from verzuimloket.config import dienst
    from verzuimloket.mail import server

    postbus = server.start(settings.POSTBUS, settings.EMAIL_PORT)
    try:
        return dienst.serve(port, on_ready=lambda: _welcome(port, console))
    finally:
        postbus.stop()


def _django() -> None:
    from verzuimloket.config import embedded

    os.environ["VERZUIMLOKET_DATABASE_URL"] = embedded.database_url()
    import django

    django.setup()


def prepare(console: Console) -> None:
    """Bring the database to this version and, the first time, fill it. Safe to repeat."""
    from verzuimloket.config.migreren import migrate
    from verzuimloket.instellingen.models import Instelling
    from verzuimloket.routering.actions import load_reference

    migrate()
    load_reference(MAILBOX)
    if not Instelling.objects.exists():
        console.print(f"Eerste keer: een verzonnen land met {LEERLINGEN} leerlingen maken en laden.")
        _load_country(console)
        _add_locaties()
        _add_personas()
        _tell_story(console)
        _write_news()
    _add_personas()
    _order_reports()


NIEUWS = (
    "Zie vooraf welke e-mail wordt verstuurd",
    "Voordat u een melding verstuurt, wijzigt of intrekt, ziet u op het scherm welke e-mail er uitgaat en naar wie.\n\n"
    "Bij Uw voorkeuren kiest u of de e-mails aan de contactpersoon in het Nederlands of het Engels zijn.",
)


def _write_news() -> None:
    from verzuimloket.core import clock
    from verzuimloket.core.actor import SYSTEEM
    from verzuimloket.core.scope import acting_as
    from verzuimloket.mail import actions

    with acting_as(SYSTEEM):
        bericht = actions.write_news(*NIEUWS, clock.today(), by=SYSTEEM)
        actions.place_news(bericht, by=SYSTEEM, at=clock.now())


def _tell_story(console: Console) -> None:
    from verzuimloket.config import demo_bestanden, demo_dubbel, demo_school, demo_verhaal

    demo_verhaal.tell(console)
    demo_school.tell(LOCATIES)
    twice, both = demo_dubbel.tell()
    console.print(f"Dubbel in het register: {twice} leerlingen. Ingeschreven bij 2 scholen: {both} leerling.")
    verwerkt, wacht = demo_bestanden.tell(LOCATIES)
    console.print(f"Bestanden verstuurd: {verwerkt.nieuw} leerlingen ingeschreven, {wacht.fout} foute regels wachten.")


def _order_reports() -> None:
    """The worker makes them while the visitor looks around. What was made stays as it is."""
    from verzuimloket.core.actor import SYSTEEM
    from verzuimloket.core.jobs import defer
    from verzuimloket.core.scope import acting_as

    with acting_as(SYSTEEM):
        defer("rapportages_maken")


def _load_country(console: Console) -> None:
    from verzuimloket import testland
    from verzuimloket.channels.upload.laden import laad
    from verzuimloket.channels.upload.rio import laad_rio
    from verzuimloket.core import clock
    from verzuimloket.core.actor import SYSTEEM
    from verzuimloket.core.scope import acting_as

    with tempfile.TemporaryDirectory() as folder, acting_as(SYSTEEM):
        testland.schrijf_rio(Path(folder), LEERLINGEN, ZAAD, clock.today())
        rio = laad_rio(Path(folder), by=SYSTEEM)
    with tempfile.TemporaryDirectory() as folder:
        testland.schrijf(Path(folder), LEERLINGEN, ZAAD, clock.today())
        resultaat = laad(Path(folder))
    if rio.fouten or resultaat.fouten:
        raise RuntimeError(f"the made-up country was refused: {[*rio.fouten, *resultaat.fouten][:3]}")
    console.print(
        f"Geladen: {resultaat.regels['personen']} personen, {resultaat.regels['meldingen']} regels meldingen."
    )


def _add_locaties() -> None:
    from verzuimloket.core import clock
    from verzuimloket.core.actor import SYSTEEM
    from verzuimloket.instellingen.actions import add_locatie
    from verzuimloket.instellingen.inputs import LocatieInput

    for instelling, namen in LOCATIES.items():
        for nummer, naam in enumerate(namen, start=22):
            given = LocatieInput(instelling, f"{instelling}{nummer:04d}", naam)
            add_locatie(given, by=SYSTEEM, on=clock.today())


def _add_personas() -> None:
    from verzuimloket.access import actions
    from verzuimloket.access.inputs import Inzage
    from verzuimloket.access.queries import DEMO_WACHTWOORD
    from verzuimloket.core import clock
    from verzuimloket.core.actor import SYSTEEM

    for persona in PERSONAS:
        gebruiker = actions.create_gebruiker(
            persona.gebruikersnaam,
            persona.naam,
            f"{persona.gebruikersnaam}@demo.example",
            DEMO_WACHTWOORD,
            seed=persona.seed,
            by=SYSTEEM,
        )
        for rol in persona.rollen:
            actions.grant(
                gebruiker,
                rol,
                persona.soort_kenmerk,
                persona.kenmerk,
                by=SYSTEEM,
                vanaf=clock.today(),
                inzage=Inzage(persona.beperking),
            )


def _welcome(port: int, console: Console) -> None:
    from verzuimloket.access.queries import DEMO_WACHTWOORD

    console.print(f"\n[bold]Verzuimloket staat klaar: http://127.0.0.1:{port}[/bold]")
    console.print(f"Wachtwoord van iedereen: {DEMO_WACHTWOORD}")
    console.print(_log_ins())
    console.print(f"De codes wisselen elke 30 seconden; de actuele staan op http://127.0.0.1:{port}/inloggen/.")
    console.print(f"Verstuurde e-mail: http://127.0.0.1:{port}/postbus/. Stoppen: Ctrl-C.\n")


def _log_ins() -> Table:
    table = Table("gebruikersnaam", "code nu", "wie")
    for persona in PERSONAS:
        table.add_row(persona.gebruikersnaam, _code(persona), f"{persona.naam}, {persona.wie}")
    return table


def _code(persona: Persona) -> str:
    from verzuimloket.access.queries import STAP, totp_code
    from verzuimloket.core import clock

    return totp_code(persona.seed, int(clock.real_now().timestamp()) // STAP)
