"""The four files with data of RIO, and what no line shows by itself."""

import re
from collections.abc import Iterator

from verzuimloket.channels.upload.laden import velden
from verzuimloket.channels.upload.laden.bestanden import Bestand
from verzuimloket.channels.upload.laden.verbanden import Verband, keys, periods
from verzuimloket.instellingen.codes import BEVOEGD_GEZAG, ONDERWIJSBESTUUR

_VESTIGING, _LOCATIE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}"), re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{4}")
_BESTUUR = re.compile(r"[0-9]{3}[A-Z][0-9]{3}|[0-9]{5}")
_BESTUUR_VORM = "Schrijf een onderwijsbestuur als 109B027 en een bevoegd gezag als 25453."
_PERIODE = (velden.datum("begindatum"), velden.datum("einddatum"))

BESTANDEN = (
    Bestand(
        "besturen",
        (
            velden.patroon("code", _BESTUUR, _BESTUUR_VORM, verplicht=True),
            velden.code("soort", "rio_soort", verplicht=True),
            velden.tekst("naam", 200, verplicht=True),
            velden.tekst("plaats", 80),
            *_PERIODE,
            velden.patroon("bestuur", _BESTUUR, _BESTUUR_VORM),
        ),
        ("code",),
    ),
    Bestand(
        "instellingen",
        (
            velden.instellingscode("instellingscode"),
            velden.tekst("naam", 200, verplicht=True),
            velden.code("sector", "sector", verplicht=True),
            velden.vlag("bekostigd", "1", "0"),
            velden.datum("oprichtingsdatum", verplicht=True),
            velden.patroon("bestuur", _BESTUUR, _BESTUUR_VORM, verplicht=True),
        ),
        ("instellingscode",),
        (
            velden.tekst("naam_kort", 80),
            velden.tekst("plaats", 80),
            velden.code("wet", "wet_onderwijs"),
            velden.code("soort", "soort_instelling"),
            velden.code("schoolsoort", "schoolsoort"),
            velden.datum("opheffingsdatum"),
        ),
    ),
    Bestand(
        "vestigingen",
        (
            velden.patroon("code", _VESTIGING, "Schrijf de vestigingscode als 31XU00.", verplicht=True),
            velden.instellingscode("instellingscode"),
            velden.tekst("naam", 200, verplicht=True),
            velden.tekst("plaats", 80),
            *_PERIODE,
        ),
        ("code",),
    ),
    Bestand(
        "locaties",
        (
            velden.patroon("code", _LOCATIE, "Schrijf de locatiecode als 28AX0022.", verplicht=True),
            velden.instellingscode("instellingscode"),
            velden.tekst("naam", 100, verplicht=True),
            velden.tekst("plaats", 80),
            velden.datum("einddatum"),
        ),
        ("code",),
    ),
)


def _all() -> Iterator[Verband]:
    for bestand in BESTANDEN:
        yield from keys(bestand)
        if "begindatum" in bestand.kop:
            yield from periods(bestand)
        if bestand.naam in ("vestigingen", "locaties"):
            yield from _of_institution(bestand)
    yield from _SPECIAL


def _of_institution(bestand: Bestand) -> Iterator[Verband]:
    yield Verband(
        bestand.naam,
        "code",
        "LD_code_instelling",
        "De code moet met de instellingscode van deze regel beginnen.",
        f"SELECT regel, code FROM {bestand.tabel} WHERE left(code, 4) <> instellingscode",
    )
    yield Verband(
        bestand.naam,
        "instellingscode",
        "LD_instelling_onbekend",
        "Deze instelling staat niet in het register en niet in instellingen.csv.",
        f"SELECT regel, instellingscode FROM {bestand.tabel} s"
        " WHERE NOT EXISTS (SELECT FROM instellingen_instelling i WHERE i.code = s.instellingscode)"
        " AND NOT EXISTS (SELECT FROM laad_instellingen i WHERE i.instellingscode = s.instellingscode)",
    )


def _known(bestand: str) -> Verband:
    return Verband(
        bestand,
        "bestuur",
        "LD_bestuur_onbekend",
        "Dit bestuur staat niet in het register en niet in besturen.csv.",
        f"SELECT regel, bestuur FROM laad_{bestand} s WHERE bestuur <> ''"
        " AND NOT EXISTS (SELECT FROM instellingen_bestuur b WHERE b.code = s.bestuur)"
        " AND NOT EXISTS (SELECT FROM laad_besturen b WHERE b.code = s.bestuur)",
    )


_SPECIAL = (
    _known("besturen"),
    _known("instellingen"),
    Verband(
        "besturen",
        "soort",
        "LD_soort_bestuur",
        f"Schrijf {ONDERWIJSBESTUUR} bij een code als 109B027, en {BEVOEGD_GEZAG} bij een code als 25453.",
        "SELECT regel, soort FROM laad_besturen WHERE soort <>"
        f" CASE WHEN code ~ '^[0-9]+$' THEN '{BEVOEGD_GEZAG}' ELSE '{ONDERWIJSBESTUUR}' END",
    ),
    Verband(
        "instellingen",
        "opheffingsdatum",
        "LD_einddatum",
        "De opheffingsdatum moet op of na de oprichtingsdatum liggen.",
        "SELECT regel, opheffingsdatum::text FROM laad_instellingen WHERE opheffingsdatum < oprichtingsdatum",
    ),
)

VERBANDEN = tuple(_all())
