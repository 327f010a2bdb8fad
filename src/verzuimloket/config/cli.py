"""The command line ``verzuimloket`` (README.md).

Exit codes: 0 done, 1 refused with reasons, 2 wrong use. ``--json`` prints for machines.
"""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from verzuimloket.config import leveropdracht, rapportopdracht

DONE, REFUSED, WRONG_USE = 0, 1, 2
console = Console(stderr=True)


def main(argv: list[str] | None = None) -> int:
    """Run one command and answer its exit code."""
    options = _parser().parse_args(argv)
    tune()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verzuimloket.config.settings")
    from verzuimloket.config.omgeving import OmgevingFout

    try:
        return int(options.command(options))
    except OmgevingFout as fout:
        console.print(f"[red]{fout}[/red]")
        return REFUSED
    except KeyboardInterrupt:
        return DONE


def tune() -> None:
    """Look for circles of garbage less often: the lines of a file make many objects and never a circle.

    Saves a quarter of the time of Python over a long file.
    """
    gc.set_threshold(50_000, 20, 20)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="verzuimloket", description="Register voor inschrijvingen en verzuim.")
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")
    commands = parser.add_subparsers(metavar="opdracht", required=True)

    def command(naam: str, run: Callable[[Any], int], hulp: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(naam, help=hulp, description=hulp)
        sub.set_defaults(command=run)
        return sub

    demo = command("demo", _demo, "start het portaal met een verzonnen land")
    demo.add_argument("--poort", type=int, default=8000)
    start = command("start", _start, "start portaal en worker met het eigen register")
    start.add_argument("--poort", type=int, default=8000)
    command("worker", _worker, "verwerk taken, zoals het versturen van e-mail")
    command("migreer", _migreer, "breng de database naar deze versie")
    laad = command("laad", _laad, "laad een bestaand register, met historie")
    laad.add_argument("map", type=Path)
    inlezen = command("inlezen", _inlezen, "lees een bestand met inschrijvingen in, zonder portaal")
    inlezen.add_argument("bestand", type=Path, metavar="BESTAND")
    inlezen.add_argument("--instelling", default="", metavar="CODE", help="voor alle regels zonder instellingscode")
    inlezen.add_argument("--proef", action="store_true", help="controleer alleen en leg niets vast")
    inlezen.add_argument("--accepteer-goede", action="store_true", help="leg de goede regels vast naast foute")
    inlezen.add_argument("--vervang-bestaande", action="store_true", help="laat een bestaande inschrijving plaatsmaken")
    inlezen.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="antwoord als JSON")
    rapportopdracht.add(command("rapportages", _rapportages, "maak de maandrapportages en schrijf ze in een map"))
    leveropdracht.add(command("levering", _levering, "maak gegevensleveringen en schrijf ze in een map"))
    _reference_data(command)
    land = command("testland", _testland, "maak een verzonnen land om te laden")
    land.add_argument("--leerlingen", type=int, required=True, metavar="N")
    land.add_argument("--zaad", type=int, default=1, metavar="Z")
    land.add_argument("--uit", type=Path, required=True, metavar="MAP")
    beheerder = command("beheerder", _beheerder, "maak de eerste beheerder van een organisatie")
    beheerder.add_argument("gebruikersnaam", metavar="GEBRUIKERSNAAM")
    beheerder.add_argument("--naam", required=True)
    beheerder.add_argument("--email", required=True)
    beheerder.add_argument("--organisatie", required=True, metavar="SOORT:KENMERK")
    command("controleer", _controleer, "controleer de installatie en het register")
    return parser


def _levering(options: argparse.Namespace) -> int:
    _django()
    from verzuimloket.config import leveren

    data, lines = leveren.run(options, console)
    _answer(options, data, lines)
    return DONE if data["gelukt"] else REFUSED


def _reference_data(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands for what the register holder loads by file."""
    rio = command("rio", _rio, "laad besturen, instellingen, vestigingen en locaties uit RIO")
    rio.add_argument("map", type=Path)
    postcodes = command("postcodes", _postcodes, "laad de tabel van het CBS met de gemeente van elk adres")
    postcodes.add_argument("bestand", type=Path)
    postcodes.add_argument("--peildatum", type=date.fromisoformat, required=True, metavar="JJJJ-MM-DD")
    postcodes.add_argument("--kleiner", action="store_true", help="ook als de tabel veel kleiner is dan die van nu")


def _answer(options: argparse.Namespace, data: dict[str, Any], lines: list[str]) -> None:
    if options.json:
        print(json.dumps(data, ensure_ascii=False, default=str))
        return
    for line in lines:
        print(line)


def _django() -> None:
    import django

    django.setup()


def _demo(options: argparse.Namespace) -> int:
    os.environ.setdefault("VERZUIMLOKET_OMGEVING", "demo")
    from verzuimloket.config import demo

    return demo.run(options.poort, console)


def _start(options: argparse.Namespace) -> int:
    from verzuimloket.config import dienst

    _django()
    return dienst.serve(options.poort, on_ready=lambda: console.print(f"Portaal: http://127.0.0.1:{options.poort}"))


def _worker(options: argparse.Namespace) -> int:
    _django()
    from django.core.management import call_command

    call_command("procrastinate", "worker", "--concurrency", "2")
    return DONE


def _migreer(options: argparse.Namespace) -> int:
    _django()
    from verzuimloket.config.migreren import migrate
    from verzuimloket.routering.actions import load_reference

    migrate()
    load_reference()
    _answer(options, {"gemigreerd": True}, ["De database is bijgewerkt."])
    return DONE


def _laad(options: argparse.Namespace) -> int:
    if not options.map.is_dir():
        console.print(f"De map {options.map} bestaat niet.")
        return WRONG_USE
    _django()
    from verzuimloket.channels.upload.laden import laad

    with console.status("Laden …") as status:
        resultaat = laad(options.map, lambda naam, regels: status.update(f"Laden: {naam} {regels or ''}"))
    data = {"gelukt": resultaat.gelukt, "regels": resultaat.regels, "fouten": len(resultaat.fouten)}
    if resultaat.gelukt:
        _answer(options, data, [f"{naam}: {aantal} regels geladen" for naam, aantal in resultaat.regels.items()])
        return DONE
    fouten = [f"{f.bestand}.csv regel {f.regel} {f.kolom}: {f.oplossing} ({f.code})" for f in resultaat.fouten[:10]]
    einde = f"Er is niets geladen. Alle {len(resultaat.fouten)} fouten staan in {options.map / 'fouten.csv'}."
    _answer(options, data, [*fouten, einde])
    return REFUSED


def _inlezen(options: argparse.Namespace) -> int:
    if not options.bestand.is_file():
        console.print(f"Het bestand {options.bestand} bestaat niet.")
        return WRONG_USE
    _django()
    from verzuimloket.channels.upload.aanleveren.inlezen import Keuze
    from verzuimloket.config import inlezen

    keuze = Keuze(options.instelling, options.proef, options.accepteer_goede, options.vervang_bestaande)
    data, lines = inlezen.run(options.bestand, keuze, console)
    _answer(options, data, lines)
    return DONE if data["gelukt"] else REFUSED


def _rapportages(options: argparse.Namespace) -> int:
    _django()
    from verzuimloket.config import rapporteren

    data, lines = rapporteren.run(options, console)
    _answer(options, data, lines)
    return DONE if data["gelukt"] else REFUSED


def _rio(options: argparse.Namespace) -> int:
    from verzuimloket.config import laadopdrachten

    if not options.map.is_dir():
        console.print(f"De map {options.map} bestaat niet.")
        return WRONG_USE
    _django()
    with console.status("Laden …") as status:
        data, lines = laadopdrachten.rio(options.map, lambda naam, n: status.update(f"Laden: {naam} {n or ''}"))
    _answer(options, data, lines)
    return DONE if data["gelukt"] else REFUSED


def _postcodes(options: argparse.Namespace) -> int:
    from verzuimloket.config import laadopdrachten

    if not options.bestand.is_file():
        console.print(f"Het bestand {options.bestand} bestaat niet.")
        return WRONG_USE
    _django()
    with console.status("Laden …") as status:
        data, lines = laadopdrachten.postcodes(
            options.bestand, options.peildatum, options.kleiner, lambda n: status.update(f"Laden: {n >> 20} MB")
        )
    _answer(options, data, lines)
    return DONE if data["gelukt"] else REFUSED


def _testland(options: argparse.Namespace) -> int:
    from verzuimloket import testland
    from verzuimloket.core import clock

    vandaag: date = clock.today()
    try:
        with console.status("Land maken …") as status:
            gemaakt = testland.schrijf(
                options.uit,
                options.leerlingen,
                options.zaad,
                vandaag,
                lambda n: status.update(f"{n} leerlingen"),
            )
            testland.schrijf_rio(options.uit / "rio", options.leerlingen, options.zaad, vandaag)
    except ValueError as fout:
        console.print(str(fout))
        return WRONG_USE
    _answer(options, {"regels": gemaakt.regels}, [f"{naam}.csv: {n} regels" for naam, n in gemaakt.regels.items()])
    return DONE


def _beheerder(options: argparse.Namespace) -> int:
    _django()
    from verzuimloket.config import eerste_beheerder
    from verzuimloket.core.errors import Rejected

    try:
        made = eerste_beheerder.make(options.gebruikersnaam, options.naam, options.email, options.organisatie)
    except Rejected as rejected:
        fouten = [{"code": fout.code, "tekst": fout.text} for fout in rejected.violations]
        _answer(options, {"gelukt": False, "fouten": fouten}, [f"{f['tekst']} ({f['code']})" for f in fouten])
        return REFUSED
    namen = {"gebruikersnaam": made.gebruiker.gebruikersnaam, "wachtwoord": made.wachtwoord, "token": made.otpauth}
    uitleg = "U ziet dit maar één keer. Geef het wachtwoord en het token apart aan de beheerder."
    _answer(options, {"gelukt": True, **namen}, [*(f"{naam}: {wat}" for naam, wat in namen.items()), uitleg])
    return DONE


def _controleer(options: argparse.Namespace) -> int:
    _django()
    from verzuimloket.config.controle import check

    bevindingen = check()
    wrong = [bevinding for bevinding in bevindingen if not bevinding.goed]
    _answer(
        options,
        {"goed": not wrong, "bevindingen": [vars(bevinding) for bevinding in bevindingen]},
        [f"{'goed ' if b.goed else 'FOUT '} {b.wat}: {b.toelichting}" for b in bevindingen],
    )
    return REFUSED if wrong else DONE


if __name__ == "__main__":
    sys.exit(main())
