"""Which mail follows from which event: a table."""

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


@pytest.mark.parametrize("event", notices.SOORTEN)
def test_subject_and_text(event: str) -> None:
    for bericht in berichten(event):
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
