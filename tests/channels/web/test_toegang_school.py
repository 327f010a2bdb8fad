"""What belongs to a melding or to one person of a school: no other school, municipality or colleague gets at it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.core import test_muren as rijen
from tests.personas import LogIn
from verzuimloket.access.models import Gebruiker
from verzuimloket.bestanden.models import Bestand
from verzuimloket.core import clock
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.scope import acting_as
from verzuimloket.instellingen.models import Contactpersoon
from verzuimloket.lesverzuim.models import Lesverzuim, Lesverzuimlijst, Lesverzuimsignaal
from verzuimloket.verzuim.models import Bericht, Bijlage, Concept, Melding, Volger

pytestmark = [pytest.mark.django_db, pytest.mark.req("AUT-20", "AUT-21")]
SCHOOL = (Rol.MELDER, Rol.INSCHRIJVER, Rol.RAADPLEGER, Rol.BEHEERDER_ONDERWIJS, Rol.BEHEERDER)


@dataclass
class Bezit:
    """One row of everything, of Anna of school 28AX; Utrecht handles the melding."""

    anna: Gebruiker
    melding: Melding
    rows: dict[str, Any] = field(default_factory=dict)

    def addresses(self) -> list[str]:
        melding, row = self.melding.kenmerk, {naam: each.kenmerk for naam, each in self.rows.items()}
        names: list[tuple[str, list[Any]]] = [
            *((f"melding-{wat}", [melding]) for wat in ("bijlagen", "volgen", "pdf", "vervolg", "weer-op-school")),
            *(
                (f"{kant}-bericht", [melding, actie])
                for kant in ("melding", "gemeente")
                for actie in ("vraag", "intern")
            ),
            *((f"gemeente-{wat}", [melding]) for wat in ("volgen", "pdf", "plicht", "historie-pdf")),
            *(
                (name, [melding, row["bijlage"]])
                for name in ("melding-bijlage", "melding-bijlage-weg", "gemeente-bijlage")
            ),
            *((name, [row["concept"], row["bij concept"]]) for name in ("concept-bijlage", "concept-bijlage-weg")),
            *((f"verzuim-{wat}", [row["concept"]]) for wat in ("overdragen", "stoppen", "past")),
            *((f"uren-{wat}", [row[wat]]) for wat in ("melden", "weg")),
            ("uren-leerling", ["28AX", self.melding.persoon.kenmerk]),
            ("verzuim-plicht", ["28AX", self.melding.persoon.kenmerk]),
            ("school-contactpersoon", ["28AX", row["contactpersoon"]]),
            *self.personal(),
        ]
        return [reverse(name, args=args) for name, args in names]

    def personal(self) -> list[tuple[str, list[Any]]]:
        """Of Anna alone: a colleague with the same roles gets at these no more than a stranger."""
        row = {naam: each.kenmerk for naam, each in self.rows.items()}
        return [
            ("uren-controle", [row["lijst"]]),
            ("bestand", [row["bestand"]]),
            ("bestand-verwijderen", [row["bestand"]]),
        ]


@pytest.fixture
def bezit() -> Bezit:
    melding, anna = factories.melding(), Gebruiker.objects.create(gebruikersnaam="anna", naam="Anna")
    found, now = Bezit(anna, melding), clock.now()
    with acting_as(SYSTEEM):
        own = {"instelling_id": "28AX", "persoon": melding.persoon}
        days = dict.fromkeys(("begindatum", "einddatum", "sinds"), clock.today())
        concept = Concept.objects.create(doel="nieuw", gebruiker=anna, begonnen_at=now, gewijzigd_at=now, **own)
        found.rows |= {
            "concept": concept,
            "bijlage": rijen.bijlage(melding=melding),
            "bij concept": rijen.bijlage(concept=concept),
            "melden": Lesverzuimsignaal.objects.create(soort="16U", **days, **own),
            "weg": rijen.lesverzuim(melding.persoon_id),
            "contactpersoon": Contactpersoon.objects.create(instelling_id="28AX", naam="X", email="x@school.example"),
            "lijst": rijen.lijst(anna),
            "bestand": Bestand.objects.create(
                organisatie="28AX", soort_kenmerk="instelling", gebruiker=anna, gemaakt_at=now,
                verwijderen_op=clock.today(), status="KLAAR", klaar_at=now,
            ),
        }  # fmt: skip
    return found


_TABLES = (Bericht, Bijlage, Volger, Concept, Contactpersoon, Lesverzuim, Lesverzuimlijst, Lesverzuimsignaal, Bestand)


def counted() -> list[int]:
    with acting_as(SYSTEEM):
        return [table._default_manager.count() for table in (*_TABLES, Melding)]


def refused(client: Client, address: str) -> list[int]:
    post = {"tekst": "Tekst", "actie": "volgen", "naam": "Y", "email": "y@school.example", "einddatum_dag": "6"}
    return [client.get(address).status_code, client.post(address, post).status_code]


STRANGERS: dict[str, Callable[[LogIn], Client]] = {
    "school": lambda log_in: log_in("Cor", *SCHOOL, soort="instelling", kenmerk="11AA"),
    "gemeente": lambda log_in: log_in("Dina", Rol.BEHANDELAAR, Rol.BEHEERDER, soort="instantie", kenmerk="G0599"),
}


@pytest.mark.parametrize("make", STRANGERS.values(), ids=STRANGERS)
def test_strangers_get_at_nothing(bezit: Bezit, log_in: LogIn, make: Callable[[LogIn], Client]) -> None:
    factories.instelling("11AA", bestuur="200B001", naam="Andere School")
    client, before = make(log_in), counted()
    answers = {address: refused(client, address) for address in bezit.addresses()}
    assert {status for each in answers.values() for status in each} <= {403, 404, 405}, answers
    assert counted() == before


def test_a_colleague_gets_not_at_what_is_personal(bezit: Bezit, log_in: LogIn) -> None:
    ines, before = log_in("Ines", *SCHOOL, soort="instelling", kenmerk="28AX"), counted()
    answers = [refused(ines, reverse(name, args=args)) for name, args in bezit.personal()]
    assert {status for each in answers for status in each} <= {404, 405}
    assert counted() == before


def test_a_file_of_one_melding_is_not_found_at_another(bezit: Bezit, log_in: LogIn) -> None:
    ines, bram = (
        log_in("Ines", *SCHOOL, soort="instelling", kenmerk="28AX"),
        log_in("Bram", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0344"),
    )
    other, bijlage, before = factories.melding(factories.leerling()), bezit.rows["bijlage"], counted()
    for client, name in ((ines, "melding-bijlage"), (ines, "melding-bijlage-weg"), (bram, "gemeente-bijlage")):
        assert set(refused(client, reverse(name, args=[other.kenmerk, bijlage.kenmerk]))) <= {404, 405}
    in_a_draft = reverse("gemeente-bijlage", args=[bezit.melding.kenmerk, bezit.rows["bij concept"].kenmerk])
    assert bram.get(in_a_draft).status_code == 404
    assert counted() == before
