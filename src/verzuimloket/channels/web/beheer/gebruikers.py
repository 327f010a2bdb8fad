"""People of the own organisation: who they are, a new one, and giving and taking back roles (AUT-15 to AUT-17).

Whose organisation it is comes from the session of the administrator, never from the address or the form.
"""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from verzuimloket.access import actions, queries, rules
from verzuimloket.access.codes import ROLLEN_VAN
from verzuimloket.access.inputs import GebruikerInput
from verzuimloket.access.queries import Keuze, Medewerker
from verzuimloket.channels.web.beheer import inzage
from verzuimloket.channels.web.formulier import Formulier, Veld
from verzuimloket.channels.web.pagina import show
from verzuimloket.channels.web.toegang import allowed
from verzuimloket.channels.web.verzoek import Verzoek
from verzuimloket.core import clock
from verzuimloket.core.actor import Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected

BEHEERDERS = (Rol.BEHEERDER, Rol.REGISTERBEHEERDER)
GROEP = "Beheer"
_TOLD = "beheer_uitkomst"
_GEWIJZIGD = "De rollen zijn gewijzigd. Dat geldt vanaf nu."
_GESLOTEN = "De toegang is gesloten. Deze medewerker kan niets meer doen voor uw organisatie."


@require_http_methods(["GET", "HEAD"])
@allowed(*BEHEERDERS)
def beheer(request: Verzoek) -> HttpResponse:
    """Everyone who has or had a role for this organisation."""
    keuze = _keuze(request)
    return show(
        request,
        "beheer/lijst.jinja",
        titel="Medewerkers en rollen",
        groep=GROEP,
        medewerkers=queries.medewerkers(keuze.soort_kenmerk, keuze.kenmerk),
        uitkomst=request.session.pop(_TOLD, ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*BEHEERDERS)
def nieuw(request: Verzoek) -> HttpResponse:
    """A new account. Its two secrets are on the answer to this one submit, and nowhere else."""
    form = Formulier.posted(request.POST, _velden(request))
    account = _open(request, form) if request.method == "POST" else None
    if account:
        titel = "De medewerker is toegevoegd"
        return show(request, "beheer/toegevoegd.jinja", titel=titel, groep=GROEP, account=account)
    soort = _keuze(request).soort_kenmerk
    return show(
        request,
        "beheer/nieuw.jinja",
        titel="Medewerker toevoegen",
        groep=GROEP,
        form=form,
        rollen=_choices(ROLLEN_VAN[soort]),
        leest=Rol.RAADPLEGER in ROLLEN_VAN[soort],
        inzage=inzage.fields(form, None),
        fouten=form.fouten,
    )


def _open(request: Verzoek, form: Formulier) -> actions.NieuwAccount | None:
    """The account that was made. If none was, the form says why."""
    keuze = _keuze(request)
    given = GebruikerInput(
        gebruikersnaam=form.tekst("gebruikersnaam"),
        naam=form.tekst("naam"),
        email=form.tekst("email"),
        rollen=_rollen(form, "rollen"),
        inzage=inzage.read(form),
    )
    wrong = list(form.fouten)
    try:
        if not wrong:
            return actions.open_account(
                given,
                keuze.soort_kenmerk,
                keuze.kenmerk,
                by=request.actor,
                vanaf=clock.today(),
            )
        form.add(rules.broken(given, keuze.soort_kenmerk))
    except Rejected as rejected:
        form.add(rejected.violations)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(*BEHEERDERS)
def gebruiker(request: Verzoek, pk: int) -> HttpResponse:
    """One person: the roles for this organisation, to give and to take back."""
    medewerker = _find(request, pk)
    form = Formulier.posted(request.POST, _velden(request))
    if request.method == "POST" and _change(request, medewerker, form):
        there = queries.medewerkers(_keuze(request).soort_kenmerk, _keuze(request).kenmerk, pk=pk)
        return redirect("beheer-gebruiker", pk) if there else redirect("beheer")
    return _page(request, medewerker, form)


def _change(request: Verzoek, medewerker: Medewerker, form: Formulier) -> bool:
    """Whether it was done. Only what this administrator changed on the page changes: another may be busy too."""
    sluiten = form.getypt("actie") == "sluiten"
    now, seen = set(medewerker.rollen(on=clock.today())), set(_rollen(form, "gezien"))
    wanted = set() if sluiten else set(_rollen(form, "rollen"))
    if _own(request, medewerker):
        form.add([rules.EIGEN])
    elif not wanted and not sluiten:
        form.add([rules.GEEN_ROL])
    if form.fouten:
        return False
    keuze = _keuze(request)
    try:
        actions.change_roles(
            medewerker.gebruiker,
            keuze.soort_kenmerk,
            keuze.kenmerk,
            geven=sorted(wanted - seen),
            innemen=sorted(now if sluiten else seen - wanted),
            inzage=inzage.read(form) if Rol.RAADPLEGER in wanted else None,
            by=request.actor,
            on=clock.today(),
        )
    except Rejected as rejected:
        form.add(rejected.violations)
        return False
    request.session[_TOLD] = _GESLOTEN if sluiten else _GEWIJZIGD
    return True


def _page(request: Verzoek, medewerker: Medewerker, form: Formulier) -> HttpResponse:
    soort, now = _keuze(request).soort_kenmerk, medewerker.rollen(on=clock.today())
    return show(
        request,
        "beheer/gebruiker.jinja",
        titel=medewerker.gebruiker.naam,
        groep=GROEP,
        medewerker=medewerker,
        gezien=now,
        leest=Rol.RAADPLEGER in ROLLEN_VAN[soort],
        inzage=inzage.fields(form, None if request.method == "POST" else medewerker),
        eigen=rules.EIGEN.text if _own(request, medewerker) else "",
        veld=form.meerkeuzeveld("rollen", choices=_choices(dict.fromkeys((*ROLLEN_VAN[soort], *now))))
        | ({} if request.method == "POST" else {"value": now}),
        fouten=form.fouten,
        uitkomst=request.session.pop(_TOLD, ""),
    )


def _find(request: Verzoek, pk: int) -> Medewerker:
    """The person, if of this organisation; someone of another is as unknown as nobody."""
    keuze = _keuze(request)
    found = queries.medewerkers(keuze.soort_kenmerk, keuze.kenmerk, pk=pk)
    if not found:
        raise Http404
    return found[0]


def _own(request: Verzoek, medewerker: Medewerker) -> bool:
    return bool(medewerker.gebruiker.pk == request.actor.gebruiker_id)


def _keuze(request: Verzoek) -> Keuze:
    keuze: Keuze = request.keuze
    return keuze


def _velden(request: Verzoek) -> dict[str, Veld]:
    """All roles can be read, so that one of another kind of organisation gets its own sentence."""
    soort_kenmerk = _keuze(request).soort_kenmerk
    alle = tuple((rol.value, codelijst("rol").label(rol)) for rol in Rol)
    return {
        "gebruikersnaam": Veld("Gebruikersnaam", "Kleine letters, cijfers, punten en streepjes", max=60),
        "naam": Veld("Naam", "Zo zien anderen wie iets heeft gedaan", max=100),
        "email": Veld("E-mailadres", max=254),
        "rollen": Veld("Rollen", f"Voor {_WAAR[soort_kenmerk]}", keuzes=alle),
        "gezien": Veld("Rollen", keuzes=alle),
        "actie": Veld("Actie"),
        **inzage.velden(request.actor),
    }


_WAAR = {
    "bestuur": "alle instellingen van uw bestuur",
    "instelling": "uw instelling",
    "instantie": "uw gemeente of instantie",
    "register": "het register",
}


def _choices(rollen: Iterable[Rol]) -> list[tuple[str, str, str]]:
    """Each role with what it may do, in the words of the code list (AUT-17)."""
    return [(rol.value, codelijst("rol")[rol].naam, codelijst("rol")[rol].extra["toelichting"]) for rol in rollen]


def _rollen(form: Formulier, naam: str) -> tuple[Rol, ...]:
    return tuple(Rol(code) for code in form.keuzes(naam))
