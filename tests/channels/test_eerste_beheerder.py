"""The command that makes the first administrator."""

import json
import re

import pytest

from tests import factories
from verzuimloket.access.models import Gebruiker, Machtiging
from verzuimloket.config import cli

pytestmark = pytest.mark.usefixtures("committed_db")


def run(gebruikersnaam: str = "Els", organisatie: str = "instelling:28AX", **more: str) -> int:
    given = {"naam": "Els de Eerste", "email": "els@school.example"} | more
    options = [f"--{naam}={value}" for naam, value in (given | {"organisatie": organisatie}).items()]
    return cli.main(["beheerder", gebruikersnaam, *options])


@pytest.mark.req("AUT-15")
@pytest.mark.parametrize(
    ("organisatie", "rol"),
    [
        ("instelling:28AX", "beheerder"),
        ("bestuur:109B027", "beheerder"),
        ("instantie:G0344", "beheerder"),
        ("register:", "registerbeheerder"),
    ],
)
def test_makes_an_administrator_once(organisatie: str, rol: str, capsys: pytest.CaptureFixture[str]) -> None:
    factories.instelling("28AX")
    assert run(organisatie=organisatie) == cli.DONE
    out = capsys.readouterr().out
    wachtwoord = re.search(r"^wachtwoord: (\S+)$", out, re.M)
    assert wachtwoord
    assert re.search(r"^token: otpauth://totp/Verzuimloket:els\?secret=[A-Z2-7]{32}&", out, re.M)
    machtiging = Machtiging.objects.get()
    assert (machtiging.rol, f"{machtiging.soort_kenmerk}:{machtiging.kenmerk}") == (rol, organisatie)
    assert Gebruiker.objects.get(gebruikersnaam="els").check_password(wachtwoord[1])
    assert run(organisatie=organisatie) == cli.REFUSED
    again = capsys.readouterr().out
    assert "TG_gebruikersnaam_bestaat" in again
    assert "otpauth" not in again
    assert Gebruiker.objects.get().check_password(wachtwoord[1])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"organisatie": "instelling:99ZZ"}, "TG_organisatie_onbekend"),
        ({"organisatie": "bestuur:999B999"}, "TG_organisatie_onbekend"),
        ({"organisatie": "instantie:G9999"}, "TG_organisatie_onbekend"),
        ({"organisatie": "register:28AX"}, "TG_organisatie_onbekend"),
        ({"organisatie": "28AX"}, "TG_organisatie_onbekend"),
        ({"organisatie": ""}, "TG_organisatie_onbekend"),
        ({"gebruikersnaam": "els de eerste"}, "TG_gebruikersnaam_vorm"),
        ({"naam": " "}, "TG_naam_verplicht"),
        ({"naam": "Els\udcff"}, "TG_naam_verplicht"),
        ({"email": "els"}, "TG_email_klopt"),
    ],
)
def test_refuses_with_a_reason(given: dict[str, str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    factories.instelling("28AX")
    assert run(**given) == cli.REFUSED
    assert code in capsys.readouterr().out
    assert not Gebruiker.objects.exists()


def test_answers_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--naam=Els", "--email=els@register.example", "--organisatie=register:"]
    assert cli.main(["--json", "beheerder", "els", *given]) == cli.DONE
    assert json.loads(capsys.readouterr().out).keys() == {"gelukt", "gebruikersnaam", "wachtwoord", "token"}
    assert cli.main(["--json", "beheerder", "els", *given]) == cli.REFUSED
    assert json.loads(capsys.readouterr().out)["fouten"][0]["code"] == "TG_gebruikersnaam_bestaat"
