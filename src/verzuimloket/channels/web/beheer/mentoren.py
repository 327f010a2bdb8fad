"""Mentors and their pupils: who reads meldingen of own pupils only, and who these are (WNS-01).

Pupils are added by number. A number is never shown again as it was typed: not in the box, not in a message.
"""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.access.models import Gebruiker
from verzuimloket.channels.web.beheer import school
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.errors import Violation
from verzuimloket.inschrijvingen import actions, queries
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen.models import Persoon

LIJST = "school-mentoren"
MEEST = 100  # numbers at a time
_VELDEN = {
    "nummers": Veld("Bsn of onderwijsnummer", "Een of meer nummers, elk op een eigen regel", max=3000),
    "leerling": Veld("Leerlingen"),
    "einddatum": Veld("Laatste dag", "Laat leeg om meteen te stoppen", optional=True),
    "actie": Veld("Actie"),
}


@require_http_methods(["GET", "HEAD"])
@allowed(school.ROL)
def mentoren(request: Verzoek, instelling: str) -> HttpResponse:
    """The readers who see only own pupils, with how many they have."""
    found, on = school.find(request, instelling), clock.today()
    rijen = [
        (mentor, queries.pupils_of_mentor(request.actor, found.code, mentor.pk, on=on).count())
        for mentor in queries.mentors_at(found.code, on=on)
    ]
    return school.page(request, "beheer/mentoren.jinja", found, huidig=LIJST, titel="Mentoren", rijen=rijen)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(school.ROL)
def mentor(request: Verzoek, instelling: str, pk: int) -> HttpResponse:
    """The pupils of one mentor: add by number, and end."""
    found = school.find(request, instelling)
    who = _find(found.code, pk)
    form = Formulier.posted(request.POST, _VELDEN)
    told = _DOEN.get(form.getypt("actie"), _niets)(request, found, who, form)
    if told:
        school.tell(request, told)
    if told and not form.fouten:
        return redirect("school-mentor", found.code, pk)
    return school.page(
        request,
        "beheer/mentor.jinja",
        found,
        huidig=LIJST,
        titel=f"Leerlingen van {who.naam}",
        mentor=who,
        leerlingen=list(queries.pupils_of_mentor(request.actor, found.code, pk, on=clock.today())),
        form=form,
        fouten=form.fouten,
    )


def _find(instelling: str, pk: int) -> Gebruiker:
    """A mentor of this institution; anybody else is as unknown as nobody."""
    found = next((each for each in queries.mentors_at(instelling, on=clock.today()) if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _niets(request: Verzoek, instelling: Instelling, who: Gebruiker, form: Formulier) -> str:
    return ""


def _toevoegen(request: Verzoek, instelling: Instelling, who: Gebruiker, form: Formulier) -> str:
    """Add whom the numbers name; those that name nobody are told by line and last digits."""
    given = _lines(form)
    if form.fouten:
        return ""
    on = clock.today()
    found = {nummer: queries.find_enrolled(request.actor, instelling.code, nummer, on=on) for _, nummer in given}
    people: dict[int, Persoon] = {persoon.pk: persoon for persoon in found.values() if persoon}
    if people:
        actions.assign_pupils(who.pk, instelling.code, list(people.values()), by=request.actor, on=on)
    form.add(_unknown(line, nummer) for line, nummer in given if found[nummer] is None)
    return f"Toegevoegd: {len(people)}." if people else ""


def _lines(form: Formulier) -> list[tuple[int, str]]:
    """(line, number) of what was typed."""
    text = form.tekstvak("nummers")
    lines = [(line, nummer.strip()) for line, nummer in enumerate(text.split("\n"), start=1) if nummer.strip()]
    if not lines and not form.fouten:
        form.wrong("VORM_leeg", "Vul minstens 1 bsn of onderwijsnummer in.", "nummers")
    if len(lines) > MEEST:
        form.wrong("VORM_lengte", f"Voeg hoogstens {MEEST} leerlingen tegelijk toe.", "nummers")
    return lines


def _unknown(line: int, nummer: str) -> Violation:
    text = (
        f"Regel {line}, nummer dat eindigt op {nummer[-3:]}: deze leerling staat niet bij uw instelling ingeschreven. "
        "Controleer het nummer."
    )
    return Violation("TG_leerling_onbekend", text, "nummers")


def _stoppen(request: Verzoek, instelling: Instelling, who: Gebruiker, form: Formulier) -> str:
    einddatum, chosen = form.datum("einddatum"), list(_kenmerken(request.POST.getlist("leerling")))
    if not chosen:
        form.wrong("VORM_keuze", "Kies minstens 1 leerling.", "leerling")
    if form.fouten:
        return ""
    count = actions.release_pupils(who.pk, instelling.code, chosen, einddatum, by=request.actor, on=clock.today())
    return f"Gewijzigd: {count}."


def _kenmerken(texts: Iterable[str]) -> Iterable[UUID]:
    for text in texts:
        try:
            yield UUID(text)
        except ValueError:
            continue


_DOEN = {"toevoegen": _toevoegen, "stoppen": _stoppen}
