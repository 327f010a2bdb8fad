"""Compare the list of the register with an own list (MND-19…21, WNS-08). Nothing of the own list is stored.

It is read, compared and forgotten. For the download it travels along in the page, sealed to who sent it.
"""

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from binascii import Error as NoBase64
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import chain
from typing import Any

from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from verzuimloket.bestanden.inspectie.codes import Afgekeurd, Gebrek
from verzuimloket.bestanden.inspectie.werkboek import lees_cellen
from verzuimloket.channels.web import uploads
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.rapportages import delen
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import audit, clock, kluis
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Violation
from verzuimloket.lesverzuim.rules.lezen import decode
from verzuimloket.personen import queries as personen
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.queries import lijst
from verzuimloket.rapportages.queries.vergelijken import Vergelijking, Verschil, compare
from verzuimloket.rapportages.rules import uitleg
from verzuimloket.rapportages.rules.vergelijken import MOST, SHOWN, Eigen, Gelezen, read, rows_of
from verzuimloket.uitvoer.opdracht import CSV, MIME, XLSX
from verzuimloket.uitvoer.opmaak import masker
from verzuimloket.uitvoer.tabel import Blad, Rij, write_csv, write_xlsx

ON_SCREEN = 200  # of each kind; all of them stand in the file
KOLOMMEN = 200  # of a workbook
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
GROEPEN = (
    ("hier", "Alleen op onze lijst", "Deze leerlingen staan op onze lijst, maar niet op die van u."),
    ("daar", "Alleen op uw lijst", "Deze leerlingen staan op uw lijst, maar niet op die van ons."),
    ("anders", "Op beide lijsten, maar anders", "De reden of de datum van uitschrijving verschilt."),
)
_WERKBOEK = {
    Gebrek.BEVEILIGD: "Er zit een wachtwoord op het bestand. Haal het wachtwoord eraf en probeer het opnieuw.",
    Gebrek.TE_VEEL: "Dit Excel-bestand is te groot om te lezen. Sla uw lijst op als CSV UTF-8.",
}
_KAPOT = "Wij kunnen dit Excel-bestand niet lezen. Open het in Excel, sla het op als CSV UTF-8 en kies dat bestand."


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Rol.RAPPORTAGES)
def vergelijken(request: Verzoek) -> HttpResponse:
    """The form; and in answer to it the differences, or these as a file."""
    keuzes = delen.keuzes() if lijst.bereik(request.actor).codes else []
    form = Formulier({naam: request.POST.getlist(naam)[:1] for naam in ("peiling", "nummers")}, _velden(keuzes))
    if request.method != "POST" or not keuzes:
        return _form(request, form, keuzes)
    run, given = _run(form), _given(request, form)
    if run is None or given is None or form.fouten:
        return _form(request, form, keuzes)
    found = compare(lijst.bereik(request.actor), run, given.leerlingen)
    audit.record("rapportage:vergelijken", run, by=request.actor, regels=len(given.leerlingen))
    formaat = request.POST.get("formaat", "")
    if formaat in (CSV, XLSX):
        return _file(run, found, formaat)
    return _result(request, run, given, found)


def _velden(keuzes: list[tuple[str, str]]) -> dict[str, Veld]:
    return {
        "peiling": Veld("Lijst", keuzes=tuple(keuzes)),
        "nummers": Veld(
            "Plak uw lijst",
            "1 leerling per regel, met het bsn of onderwijsnummer. Kopieert u uit Excel? Dan mogen er meer kolommen "
            "staan. Zet in dat geval de namen van de kolommen erboven.",
            optional=True,
        ),
        "bestand": Veld("Of kies een bestand", "CSV of Excel (.xlsx), hoogstens 10 MB", optional=True),
    }


def _run(form: Formulier) -> Peiling | None:
    kenmerk = form.keuze("peiling")
    run = lijst.published().filter(kenmerk=kenmerk).first() if kenmerk else None
    if run is None and not form.fouten:
        form.wrong("VORM_keuze", "Kies een lijst.", "peiling")
    return run


def _given(request: Verzoek, form: Formulier) -> Gelezen | None:
    """The own list, from the page (sealed), a file or the text field."""
    ticket = request.POST.get("lijst", "")
    if ticket:
        opened = _opened(ticket, request.actor)
        if opened is None:
            form.wrong("VORM_vergelijken_oud", "Deze vergelijking is niet meer geldig. Vergelijk opnieuw.", "nummers")
        return opened
    file = request.FILES.get("bestand")
    if "bestand" in uploads.too_long(request):
        form.wrong("VORM_vergelijken_lang", "Dit bestand is groter dan 10 MB. Kies een kleiner bestand.", "bestand")
        return None
    field = "bestand" if file else "nummers"
    try:
        given, fouten = read(_rows(file.read()) if file else rows_of(request.POST.get("nummers", "")))
    except Afgekeurd as afgekeurd:
        form.wrong("VORM_vergelijken_bestand", _WERKBOEK.get(afgekeurd.gebrek, _KAPOT), "bestand")
        return None
    form.fouten.extend(replace(each, field=field) for each in fouten)
    return given


def _rows(inhoud: bytes) -> Iterable[list[str]]:
    """The cells of a file: of a workbook by the child process that opens it, else of text."""
    if inhoud.startswith(_OLE):
        raise Afgekeurd(Gebrek.ONLEESBAAR)
    return _sheet(inhoud) if inhoud.startswith(_ZIP) else rows_of(decode(inhoud))


def _sheet(inhoud: bytes) -> Iterator[list[str]]:
    with closing(lees_cellen(iter([inhoud]), KOLOMMEN, 0)) as answers:
        next(answers)
        yield from chain.from_iterable(answers)


# the answer


def _form(request: Verzoek, form: Formulier, keuzes: list[tuple[str, str]]) -> HttpResponse:
    return show(
        request,
        "rapportages/vergelijken.jinja",
        titel="Vergelijken met uw eigen lijst",
        groep=delen.GROEP,
        tabs=delen.tabs("vergelijken"),
        form=form,
        fouten=form.fouten,
        keuzes=keuzes,
        most=MOST,
    )


def _result(request: Verzoek, run: Peiling, given: Gelezen, found: Vergelijking) -> HttpResponse:
    groepen = [(naam, kop, tekst, getattr(found, naam)) for naam, kop, tekst in GROEPEN]
    return show(
        request,
        "rapportages/vergeleken.jinja",
        titel="Verschillen met uw lijst",
        groep=delen.GROEP,
        fouten=_remarks(given),
        run=run,
        naam_run=delen.titel_of(run),
        aantal=len(given.leerlingen),
        gelijk=found.gelijk,
        oorzaken=_causes(found),
        groepen=[
            (naam, kop, tekst, len(all_), [_row(run, each) for each in all_[:ON_SCREEN]])
            for naam, kop, tekst, all_ in groepen
        ],
        op_scherm=ON_SCREEN,
        ticket=_sealed(given, request.actor),
    )


def _remarks(given: Gelezen) -> list[Violation]:
    """Lines that were left out: a warning, since the rest was compared."""
    told = []
    if given.fout:
        which = ", ".join(str(regel) for regel in given.fout[:SHOWN])
        more = f" en nog {len(given.fout) - SHOWN}" if len(given.fout) > SHOWN else ""
        text = f"Op deze regels staat geen bsn of onderwijsnummer dat klopt: {which}{more}. Die regels tellen niet mee."
        told.append(Violation("VORM_vergelijken_regels", text, blocks=False))
    if given.dubbel:
        text = f"In uw lijst staan {given.dubbel} regels met een nummer dat al eerder in de lijst stond."
        told.append(Violation("VORM_vergelijken_dubbel", text, blocks=False))
    return told


def _causes(found: Vergelijking) -> list[tuple[str, int]]:
    """How often each of the three known causes explains a difference; the rest together."""
    codes = [each.oorzaak for each in found.hier]
    told = [(tekst, codes.count(code)) for code, tekst in uitleg.OORZAKEN.items() if tekst]
    return [*told, ("Andere oorzaak: zie de lijst.", codes.count(uitleg.ANDERS))]


def _row(run: Peiling, each: Verschil) -> dict[str, Any]:
    persoon = each.persoon
    if persoon is None:
        return {"naam": "", "href": "", "nummer": masker(each.nummer), "tekst": each.tekst}
    href = reverse("rapportages:regel", args=[run.kenmerk, persoon.kenmerk])
    return {"naam": persoon.naam, "href": href, "nummer": masker(personen.number_of(persoon)), "tekst": each.tekst}


def _file(run: Peiling, found: Vergelijking, formaat: str) -> HttpResponse:
    """All differences, with the whole number: to look up in the own administration."""
    heads = ["verschil", "persoonsgebondenNummer", "achternaam", "voorvoegsel", "voornamen", "oorzaak"]
    rijen = list(_lines(found))
    target = BytesIO()
    if formaat == CSV:
        write_csv(target, heads, rijen)
    else:
        sheet = Blad("Verschillen", heads, [28, 22, 24, 12, 24, 90], rijen, filter=True)
        write_xlsx(target, [sheet], at=clock.now())
    naam = f"verschillen-{run.productiemaand}.{formaat}"
    disposition = content_disposition_header(True, naam)
    return HttpResponse(target.getvalue(), content_type=MIME[formaat], headers={"Content-Disposition": disposition})


def _lines(found: Vergelijking) -> Iterator[Rij]:
    for naam, kop, _ in GROEPEN:
        for each in getattr(found, naam):
            wie = each.persoon
            nummer = personen.number_of(wie) if wie else each.nummer
            names = (wie.achternaam, wie.voorvoegsel, wie.voornamen) if wie else ("", "", "")
            yield (kop, nummer, *names, each.tekst)


# the own list, as it travels along


def _sealed(given: Gelezen, actor: Actor) -> str:
    rows = [(nummer, each.reden, str(each.uit or "")) for nummer, each in given.leerlingen.items()]
    packed = zlib.compress(json.dumps(rows).encode())
    return b64encode(kluis.seal_bytes(_key(), packed, _owner(actor))).decode()


def _opened(ticket: str, actor: Actor) -> Gelezen | None:
    try:
        packed = kluis.unseal_bytes(_key(), b64decode(ticket), _owner(actor))
    except (InvalidTag, NoBase64, ValueError):
        return None
    rows = json.loads(zlib.decompress(packed))
    return Gelezen({nummer: Eigen(reden, date.fromisoformat(uit) if uit else None) for nummer, reden, uit in rows})


def _owner(actor: Actor) -> str:
    return f"vergelijken {actor.gebruiker_id} {actor.organisatie}"


def _key() -> bytes:
    return hashlib.sha256(b"verzuimloket vergelijken " + settings.SECRET_KEY.encode()).digest()
