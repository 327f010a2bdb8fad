"""Every page × every role × own and other organisation, made from the URL configuration. No leak."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import factories
from tests.personas import LogIn
from verzuimloket.aanleveringen import queries as aanleveringen
from verzuimloket.aanleveringen.models import Aanlevering, Bevinding
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.bestanden.inputs import GedeeldInput
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock, kluis
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen.models import Inschrijving
from verzuimloket.verzuim import actions
from verzuimloket.verzuim.models import Melding

pytestmark = pytest.mark.django_db

SECRET = "Geheimachternaam"
KENMERK = {Rol.BEHANDELAAR: ("instantie", "G0344", "G0599"), Rol.REGISTERBEHEERDER: ("register", "", "")}


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


ROUTES = sorted(_patterns(get_resolver()), key=lambda route: route[0])
IDS = [route or "start" for route, _ in ROUTES]


@pytest.mark.parametrize(("route", "pattern"), ROUTES, ids=IDS)
def test_every_page_declares_who_may_enter(route: str, pattern: URLPattern) -> None:
    assert hasattr(pattern.callback, "toegang"), f"{route} does not say who may enter"
    assert pattern.name, f"{route} has no name"


@pytest.fixture
def objects() -> dict[str, object]:
    """A melding, a draft, an enrolment and a pupil of school 28AX, handled by Utrecht."""
    factories.instelling("28AX")
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    pupil = factories.leerling(achternaam=SECRET)
    melding = factories.melding(pupil, reden=SECRET, toelichting=SECRET)
    anna = factories.melder()
    from verzuimloket.access.models import Gebruiker

    maker = Gebruiker.objects.create(gebruikersnaam="maker", naam="Maker")
    with acting_as(anna):
        concept = actions.start_concept(pupil, "28AX", by=_as(anna, maker.pk), at=clock.now())
        inschrijving = Inschrijving.objects.get(persoon=pupil)
    made = {"bestand": _bestand(), "aanlevering": _aanlevering()}
    return {"melding": melding, "concept": concept, "inschrijving": inschrijving, "persoon": pupil} | made


def _bestand(soort: str = "REGISTRATIEOVERZICHT") -> Bestand:
    """A file that was put ready for the school, or that it sent."""
    given = GedeeldInput("instelling", soort, f"{SECRET}.csv", "text/csv", "28AX", clock.today() + timedelta(days=9))
    with acting_as(SYSTEEM):
        made = bestanden.start_shared(given, by=SYSTEEM, at=clock.now())
        bestanden.append(made, BytesIO(SECRET.encode()))
        bestanden.complete(made, totaal=1, at=clock.now())
    return made


def _aanlevering() -> Aanlevering:
    terug = _bestand("TERUGMELDING")
    with acting_as(SYSTEEM):
        sent = Aanlevering.objects.create(
            bestand=_bestand("INSCHRIJVINGEN"), soort="INSCHRIJVINGEN", instelling_id="28AX", stand="GECONTROLEERD",
            regels=1, nieuw=1, terug=terug, foute_regels=terug, telling={"BV_I_te_jong": [1, True]},
            ontvangen_at=clock.now(), gecontroleerd_at=clock.now(),
        )  # fmt: skip
        text = json.dumps({"waarde": SECRET, "tekst": SECRET})
        sealed = kluis.seal(aanleveringen.key(), text, aanleveringen.place(sent, 2))
        Bevinding.objects.create(aanlevering=sent, regel=2, code="BV_I_te_jong", blokkeert=True, inhoud=sealed)
    return sent


def _as(actor: object, pk: int) -> object:
    return type(actor)(**{**vars(actor), "gebruiker_id": pk})


def _candidates(route: str, objects: dict[str, object]) -> Iterator[str]:
    """The address with the kenmerk of every object in turn, and with one that does not exist."""
    values = [str(getattr(thing, "kenmerk")) for thing in objects.values()]  # noqa: B009
    for value in [*values, str(uuid4())]:
        address = re.sub(r"<uuid:[a-z_]+>", value, route)
        address = re.sub(r"<int:[a-z_]+>", "1", address)
        address = re.sub(r"<(str:)?instelling>", "28AX", address)
        address = re.sub(r"<(str:|slug:)?stap>", "verzuim", address)
        address = re.sub(r"<(str:|slug:)?actie>", "afsluiten", address)
        address = re.sub(r"<slug:code>", "BV_S_overlap_melding", address)
        address = re.sub(r"<slug:naam>", "geslacht", address)
        address = address.removeprefix("^").replace("(?:/.*)?$", "/v1/niets")
        address = re.sub(r"<str:locatie>", "28AX0022", address)
        address = re.sub(r"<slug:rio>", "instelling", address)
        address = re.sub(r"<str:code>", "28AX", address)
        assert "<" not in address, f"the matrix does not know how to fill {address}"
        yield "/" + address


STRANGERS = [*((rol, "other") for rol in Rol if rol is not Rol.REGISTERBEHEERDER), (None, "nobody")]


@pytest.mark.req("AUT-20", "AUT-21", "RPL-07", "PRV-09", "INS-44")
@pytest.mark.parametrize(("rol", "organisatie"), STRANGERS, ids=str)
def test_a_stranger_sees_nothing(rol: Rol | None, organisatie: str, objects: dict[str, object], log_in: LogIn) -> None:
    client = Client()
    if rol:
        soort, _, kenmerk = KENMERK.get(rol, ("instelling", "28AX", "11AA"))
        client = log_in("Vreemde", rol, soort=soort, kenmerk=kenmerk)
    before = _state()
    for route, _ in ROUTES:
        for address in _candidates(route, objects):
            for response in (client.get(address), client.post(address, {"instelling": "28AX"})):
                assert response.status_code < 500, f"{address} answers {response.status_code}"
                assert SECRET.encode() not in response.content, f"{address} shows a stranger's data to {rol}"
    assert _state() == before, "a stranger changed something"


def _state() -> list[tuple[object, ...]]:
    with acting_as(SYSTEEM):
        return [
            *Melding.objects.values_list("pk", "versie", "status"),
            *Inschrijving.objects.values_list("pk"),
            *Aanlevering.objects.values_list("pk", "stand"),
            *Bestand.objects.values_list("pk", "opgehaald_at"),
        ]


@pytest.mark.req("WNS-01")
@pytest.mark.parametrize("rol", [rol for rol in Rol if rol not in KENMERK], ids=str)
def test_roles_of_the_own_school_change_only_what_is_theirs(
    rol: Rol, objects: dict[str, object], log_in: LogIn
) -> None:
    client = log_in("Eigen", rol, soort="instelling", kenmerk="28AX")
    before = _state()
    for route, pattern in ROUTES:
        may = rol in getattr(pattern.callback, "toegang", ())
        for address in _candidates(route, objects):
            response = client.get(address)
            assert response.status_code < 500
            if not may and getattr(pattern.callback, "toegang", ()):
                assert response.status_code == 403
                assert SECRET.encode() not in response.content
                client.post(address)
    assert rol in (Rol.MELDER, Rol.INSCHRIJVER) or _state() == before


def test_unknown_and_not_yours_look_the_same(objects: dict[str, object], cor: Client) -> None:
    melding = objects["melding"]
    theirs = cor.get(reverse("melding", args=[melding.kenmerk]))  # type: ignore[attr-defined]
    nobodys = cor.get(reverse("melding", args=[uuid4()]))
    assert theirs.status_code == nobodys.status_code == 404
    assert _without_token(theirs.content) == _without_token(nobodys.content)


def _without_token(page: bytes) -> bytes:
    """The token against forged forms differs per page."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", page)
