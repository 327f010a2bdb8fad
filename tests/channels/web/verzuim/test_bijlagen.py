"""Attachments on the screen: of a draft, of a melding, and what the municipality sees (WNS-03)."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.channels.web.verzuim import wizard
from tests.channels.web.verzuim.wizard import text
from tests.inspectie import maken
from tests.personas import LogIn
from verzuimloket.channels.web import uploads
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.scope import acting_as
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Bijlage, Melding, MeldingVersie

pytestmark = [pytest.mark.django_db, pytest.mark.req("WNS-03")]
NAAM = "Verslag van Lotte Morgen.pdf"


@pytest.fixture
def melding(lotte: Persoon) -> Melding:
    return factories.melding(lotte)


def stored() -> list[Bijlage]:
    with acting_as(SYSTEEM):
        return list(Bijlage.objects.order_by("pk"))


def pagina(melding: Melding) -> str:
    return reverse("melding-bijlagen", args=[melding.kenmerk])


def send(client: Client, address: str, naam: str = NAAM, inhoud: bytes | None = None) -> HttpResponse:
    file = SimpleUploadedFile(naam, maken.pdf() if inhoud is None else inhoud)
    return client.post(address, {"inhoud": file}, follow=True)


def test_add_see_take_along_and_take_away(anna: Client, bram: Client, melding: Melding) -> None:
    page = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert "Er zijn geen bijlagen." in page
    assert pagina(melding) in page
    answer = send(anna, pagina(melding))
    assert answer.redirect_chain[0][0] == f"{pagina(melding)}?gedaan=toegevoegd"
    assert "De bijlage is toegevoegd." in text(answer)
    (bijlage,) = stored()
    for client, view in ((anna, "melding"), (bram, "gemeente-melding")):
        page = text(client.get(reverse(view, args=[melding.kenmerk])))
        for part in (NAAM, "PDF-document, 1 kB", "Toegevoegd door Anna de Melder op", "tot en met 22 november 2027"):
            assert part in page
        assert ("Verwijderen" in page) is (client is anna)
    for client, view in ((anna, "melding-bijlage"), (bram, "gemeente-bijlage")):
        file = client.get(reverse(view, args=[melding.kenmerk, bijlage.kenmerk]))
        assert file.content == maken.pdf()
    away = reverse("melding-bijlage-weg", args=[melding.kenmerk, bijlage.kenmerk])
    assert "Wilt u deze bijlage verwijderen?" in text(anna.get(away))
    assert len(stored()) == 1
    assert "De bijlage is verwijderd." in text(anna.post(away, follow=True))
    assert stored() == []


def test_a_download_is_saved_and_never_shown(anna: Client, melding: Melding) -> None:
    """beveiliging.md F4. The name is neutral: the own name may hold that of a pupil."""
    send(anna, pagina(melding))
    (bijlage,) = stored()
    answer = anna.get(reverse("melding-bijlage", args=[melding.kenmerk, bijlage.kenmerk]))
    assert answer["Content-Disposition"] == 'attachment; filename="bijlage-1.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "no-store"


def test_the_name_stays_on_the_screen(anna: Client, melding: Melding) -> None:
    send(anna, pagina(melding), "<img src=x onerror=alert(1)> Lotte.pdf")
    page = text(anna.get(reverse("melding", args=[melding.kenmerk])))
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; Lotte.pdf" in page
    with acting_as(SYSTEEM):
        lines = AuditEntry.objects.filter(event__startswith="bijlage:").values_list("subject", "data")
        assert "Lotte" not in str(list(lines))


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("leeg.pdf", b"", "Dit bestand is leeg."),
        ("verslag.pdf", b"MZ programma", "Kies een PDF, een foto (JPG)"),
        ("foto.png", maken.pdf(), "De inhoud van dit bestand is een PDF"),
        ("verslag.pdf", maken.pdf_versleuteld(), "beveiligd met een wachtwoord"),
        ("verslag.pdf", maken.pdf()[:200], "beschadigd of niet volledig"),
        ("verslag.pdf", maken.pdf_met(OpenAction={"S": "/JavaScript", "JS": "x"}), "In dit bestand zit een script."),
        ("groot.pdf", b"%PDF-" + bytes(6_000_000), "Dit bestand is groter dan 5 MB."),
        ("groot.pdf", bytes(uploads.MAX_BESTAND + 1), "Dit bestand is groter dan 5 MB."),
    ],
)
def test_what_is_refused_gets_a_sentence_at_the_field(
    anna: Client, melding: Melding, naam: str, inhoud: bytes, zin: str
) -> None:
    page = text(send(anna, pagina(melding), naam, inhoud))
    assert page.count(zin) == 2  # in the summary and at the field
    assert 'href="#inhoud"' in page
    assert "<title>Fout: " in page
    assert stored() == []


def test_no_file_chosen(anna: Client, melding: Melding) -> None:
    assert "Kies het bestand dat u wilt toevoegen." in text(anna.post(pagina(melding)))


def test_a_request_that_is_too_large_is_not_read(anna: Client, melding: Melding) -> None:
    answer = send(anna, pagina(melding), inhoud=bytes(uploads.MAX_VERZOEK))
    assert answer.status_code == 400
    assert "kies een kleiner bestand" in text(answer)


def test_full(anna: Client, melding: Melding) -> None:
    for nummer in range(5):
        send(anna, pagina(melding), "foto.png", maken.beeld("PNG", maat=(9, 9 + nummer)))
    assert "U kunt hier geen bijlage meer toevoegen." in text(anna.get(pagina(melding)))
    assert "niet meer dan 5 bijlagen" in text(send(anna, pagina(melding)))
    assert len(stored()) == 5


def test_someone_elses(anna: Client, cor: Client, log_in: LogIn, melding: Melding) -> None:
    send(anna, pagina(melding))
    (bijlage,) = stored()
    other = log_in("Dina", Rol.BEHANDELAAR, soort="instantie", kenmerk="G0599")
    file, away = (reverse(f"melding-bijlage{end}", args=[melding.kenmerk, bijlage.kenmerk]) for end in ("", "-weg"))
    assert cor.get(pagina(melding)).status_code == cor.get(file).status_code == cor.get(away).status_code == 404
    assert send(cor, pagina(melding)).status_code == cor.post(away).status_code == 404
    assert other.get(reverse("gemeente-bijlage", args=[melding.kenmerk, bijlage.kenmerk])).status_code == 404
    assert anna.get(reverse("melding-bijlage", args=[melding.kenmerk, uuid4()])).status_code == 404
    assert len(stored()) == 1


def test_a_file_of_another_melding_is_not_here(anna: Client, melding: Melding) -> None:
    send(anna, pagina(melding))
    other = factories.melding(factories.leerling())
    address = reverse("melding-bijlage", args=[other.kenmerk, stored()[0].kenmerk])
    assert anna.get(address).status_code == 404


def test_a_reader_may_take_it_along_and_no_more(anna: Client, log_in: LogIn, melding: Melding) -> None:
    send(anna, pagina(melding))
    mila = log_in("Mila", Rol.RAADPLEGER, soort="instelling", kenmerk="28AX")
    page = text(mila.get(reverse("melding", args=[melding.kenmerk])))
    assert NAAM in page
    assert "Bijlage toevoegen" not in page
    assert "Verwijderen" not in page
    file = reverse("melding-bijlage", args=[melding.kenmerk, stored()[0].kenmerk])
    assert mila.get(file).status_code == 200
    assert send(mila, pagina(melding)).status_code == 403
    with acting_as(SYSTEEM):
        assert AuditEntry.objects.filter(event="bijlage:downloaden", actor="Mila").count() == 1


# the wizard


def test_in_the_wizard_and_along_with_the_melding(anna: Client, lotte: Persoon) -> None:
    concept = wizard.begin(anna, lotte)
    for stap in ("leerling", "verzuim", "lesuren"):
        wizard.post(anna, concept, stap, wizard.STAPPEN[stap])
    typed = {"acties": ["BRIEF"], "toelichting_acties": "Nog niet klaar"}
    page = wizard.post(anna, concept, "actie-school", typed, "bijlagen")
    address = reverse("concept-bijlagen", args=[concept.pk])
    assert page.redirect_chain[-1][0] == address
    assert "Terug naar Actie school" in text(page)
    assert NAAM in text(send(anna, address))
    step = text(anna.get(wizard.adres(concept, "actie-school")))
    assert "Nog niet klaar" in step
    assert NAAM in step
    file = reverse("concept-bijlage", args=[concept.pk, stored()[0].kenmerk])
    assert anna.get(file).content == maken.pdf()
    wizard.post(anna, concept, "actie-school", wizard.ACTIE_SCHOOL)
    assert NAAM in text(anna.get(wizard.adres(concept, "overzicht")))
    wizard.send(anna, concept)
    (melding,) = wizard.meldingen()
    assert [row.melding_id for row in stored()] == [melding.pk]
    assert anna.get(address).url == pagina(melding)
    assert anna.get(file).status_code == 404


def test_take_away_from_a_draft(anna: Client, lotte: Persoon) -> None:
    concept = wizard.begin(anna, lotte)
    send(anna, reverse("concept-bijlagen", args=[concept.pk]))
    away = reverse("concept-bijlage-weg", args=[concept.pk, stored()[0].kenmerk])
    assert "Terug naar de bijlagen" in text(anna.get(away))
    assert "De bijlage is verwijderd." in text(anna.post(away, follow=True))
    assert stored() == []


def test_a_draft_of_another_school(anna: Client, cor: Client, lotte: Persoon) -> None:
    concept = wizard.begin(anna, lotte)
    assert send(cor, reverse("concept-bijlagen", args=[concept.pk])).status_code == 404
    assert stored() == []


def test_a_change_has_the_files_of_its_melding(anna: Client, melding: Melding) -> None:
    send(anna, pagina(melding))
    concept = wizard.draft_at(anna.post(reverse("melding-wijzigen", args=[melding.kenmerk])))
    assert NAAM in text(anna.get(wizard.adres(concept, "actie-school")))
    assert anna.get(reverse("concept-bijlagen", args=[concept.pk])).url == pagina(melding)


# the own reference


@pytest.mark.req("WNS-04")
def test_own_reference_is_asked_kept_shown_and_proposed_again(anna: Client, bram: Client, lotte: Persoon) -> None:
    concept = wizard.begin(anna, lotte)
    wizard.fill(anna, concept, leerling={"eigen_kenmerk": " 2026-HV 17 "})
    assert "2026-HV 17" in text(anna.get(wizard.adres(concept, "overzicht")))
    wizard.send(anna, concept)
    (melding,) = wizard.meldingen()
    assert melding.eigen_kenmerk == "2026-HV 17"
    for client, view in ((anna, "melding"), (bram, "gemeente-melding")):
        assert "2026-HV 17" in text(client.get(reverse(view, args=[melding.kenmerk])))
    again = wizard.begin(anna, lotte)
    assert 'value="2026-HV 17"' in text(anna.get(wizard.adres(again, "leerling")))
    copy = wizard.draft_at(anna.post(reverse("melding-kopieren", args=[melding.kenmerk])))
    assert 'value="2026-HV 17"' in text(anna.get(wizard.adres(copy, "leerling")))


@pytest.mark.req("WNS-04")
def test_own_reference_changes_with_a_version(anna: Client, melding: Melding) -> None:
    concept = wizard.draft_at(anna.post(reverse("melding-wijzigen", args=[melding.kenmerk])))
    wizard.post(anna, concept, "leerling", wizard.LEERLING | {"eigen_kenmerk": "A-1"})
    wizard.send(anna, concept)
    assert "A-1" in text(anna.get(reverse("melding", args=[melding.kenmerk])))
    with acting_as(SYSTEEM):
        assert MeldingVersie.objects.get(id=melding.pk, geregistreerd__upper_inf=True).eigen_kenmerk == "A-1"


@pytest.mark.req("WNS-04")
@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("999999990", "lijkt een bsn of onderwijsnummer"),
        ("=1+1", "alleen letters, cijfers"),
        ("a" * 41, "Maak Eigen kenmerk / studentnummer korter."),
    ],
)
def test_own_reference_that_is_refused(anna: Client, lotte: Persoon, given: str, says: str) -> None:
    concept = wizard.begin(anna, lotte)
    page = text(wizard.post(anna, concept, "leerling", wizard.LEERLING | {"eigen_kenmerk": given}))
    assert len(re.findall(re.escape(says), page)) == 2
    assert 'href="#eigen_kenmerk"' in page
