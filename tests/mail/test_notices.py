"""Which mail follows from which event: a table."""

import dataclasses
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from verzuimloket.mail import notices
from verzuimloket.mail.notices import Bericht
from verzuimloket.verzuim.states import TRANSITIONS

KENMERK = UUID("00000000-0000-4000-8000-000000000001")
PADEN = {"instantie": "/gemeente/x/", "contactpersoon": "/verzuim/x/"}


def melding(**given: Any) -> notices.Melding:
    fields: dict[str, Any] = {
        "nummer": 5400,
        "kenmerk": KENMERK,
        "versie": 1,
        "email_instantie": "loket@gemeente.example",
        "email_contactpersoon": "contact@school.example",
        "kopie_gewenst": True,
    }
    return notices.Melding(**fields | given)


def berichten(event: str, **given: Any) -> list[Bericht]:
    return notices.berichten(event, melding(**given), portaal="https://portaal.example", paden=PADEN)


@pytest.mark.req("EML-01", "EML-02", "EML-03")
@pytest.mark.parametrize(
    ("event", "kopie", "receivers"),
    [
        ("opvoeren", True, ["loket@gemeente.example", "contact@school.example"]),
        ("opvoeren", False, ["loket@gemeente.example"]),
        ("wijzigen", True, ["loket@gemeente.example"]),
        ("intrekken", True, ["loket@gemeente.example"]),
        ("vrijstelling", False, ["loket@gemeente.example", "contact@school.example"]),
        ("vervangend", False, ["loket@gemeente.example", "contact@school.example"]),
        ("in_behandeling_nemen", False, ["contact@school.example"]),
        ("terugkoppelen", False, ["contact@school.example"]),
        ("afsluiten", False, ["contact@school.example"]),
        ("ter_kennisgeving_aannemen", False, ["contact@school.example"]),
    ],
)
def test_who_gets_a_mail(event: str, kopie: bool, receivers: list[str]) -> None:
    assert [bericht.adres for bericht in berichten(event, kopie_gewenst=kopie)] == receivers


def test_every_transition_has_a_mail() -> None:
    assert set(TRANSITIONS) <= set(notices.SOORTEN)


@pytest.mark.parametrize("taal", notices.TALEN)
@pytest.mark.parametrize("event", notices.SOORTEN)
def test_subject_and_text(event: str, taal: str) -> None:
    for bericht in berichten(event, taal=taal):
        assert "5400" in bericht.onderwerp
        assert "5400" in bericht.tekst
        assert f"https://portaal.example{PADEN[bericht.aan]}\n" in bericht.tekst
        assert bericht.onderwerp == bericht.onderwerp.strip()
        assert "\n" not in bericht.onderwerp
        assert not bericht.tekst.startswith("\n")
        assert "\n\n\n" not in bericht.tekst
        assert "@" not in bericht.tekst


def test_message_id_is_fixed_and_one_per_version_event_and_receiver() -> None:
    ids = [bericht.message_id for event in notices.SOORTEN for bericht in berichten(event)]
    ids += [bericht.message_id for bericht in berichten("opvoeren", versie=2)]
    assert len(set(ids)) == len(ids)
    assert berichten("wijzigen") == berichten("wijzigen")
    assert all(mid.endswith("@portaal.example>") and mid.isascii() for mid in ids)


def test_the_contact_person_reads_the_chosen_language_the_agency_dutch() -> None:
    agency, contact = berichten("opvoeren", taal="en")
    assert (agency.taal, agency.onderwerp) == ("nl", "Nieuwe verzuimmelding 5400")
    assert (contact.taal, contact.onderwerp) == ("en", "Absence report (verzuimmelding) 5400 was sent")
    assert berichten("opvoeren", taal="xx")[1].taal == "nl"


def test_every_mail_exists_in_every_language() -> None:
    folder = Path(notices.__file__).parent / "templates"
    names = {taal: {path.name for path in (folder / taal).iterdir()} for taal in notices.TALEN}
    assert names["en"] == names["nl"]


@pytest.mark.req("EML-01", "PRV-04")
@pytest.mark.parametrize("event", notices.SOORTEN)
@pytest.mark.parametrize("taal", notices.TALEN)
def test_nothing_of_anyone_is_in_subject_or_text(event: str, taal: str) -> None:
    """A mail is made of what ``notices.Melding`` holds: the number, the link and nothing of a person."""
    markers = {"email_instantie": "naald1@x.example", "email_contactpersoon": "naald2@x.example"}
    texts = [
        f"{bericht.onderwerp}\n{bericht.tekst}"
        for bericht in berichten(event, taal=taal, naam_instantie="Naald Gemeente", **markers)
    ]
    assert all("naald" not in text.lower() for text in texts)
    assert {field.name for field in dataclasses.fields(notices.Melding)} == {
        *("nummer", "kenmerk", "versie", "kopie_gewenst", "taal"),
        *("email_instantie", "naam_instantie", "email_contactpersoon"),
    }


@pytest.mark.parametrize("event", notices.SOORTEN)
def test_what_is_shown_beforehand_is_what_is_sent(event: str) -> None:
    told = notices.vooraf(event, melding(), portaal="https://portaal.example", paden=PADEN)
    assert told == berichten(event)
    assert [bericht.wie for bericht in told if bericht.aan == "instantie"] in ([], ["de instantie"])


def test_before_there_is_a_number_its_place_is_shown() -> None:
    told = notices.vooraf("opvoeren", melding(nummer=None, kenmerk=None), portaal="https://p.example", paden={})
    assert [bericht.onderwerp for bericht in told] == [
        "Nieuwe verzuimmelding <nummer volgt>",
        "Verzuimmelding <nummer volgt> is verstuurd",
    ]
    assert all("<link volgt>" in bericht.tekst for bericht in told)
    assert told[1].voorwaarde
