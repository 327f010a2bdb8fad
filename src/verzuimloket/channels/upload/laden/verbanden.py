"""What no line shows by itself: references, keys, periods. Each check is one set statement over staging.

A check answers (regel, waarde) of every line that breaks it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from verzuimloket.channels.upload.laden.bestanden import BESTANDEN, Bestand
from verzuimloket.channels.upload.laden.lezen import Fout

MEESTE_FOUTEN = 10_000


@dataclass(frozen=True)
class Verband:
    """One check on one file."""

    bestand: str
    kolom: str
    code: str
    oplossing: str
    sql: str


def _all() -> Iterator[Verband]:
    for bestand in BESTANDEN:
        yield from keys(bestand)
        yield from _references(bestand)
        yield from periods(bestand)
    yield from _numbers()
    yield from _SPECIAL


def keys(bestand: Bestand) -> Iterator[Verband]:
    """Each key once; with history: one state at a time."""
    key, first = ", ".join(bestand.sleutel), bestand.sleutel[0]
    where = "WHERE geregistreerd_tot IS NULL" if bestand.heeft_historie else ""
    yield Verband(
        bestand.naam,
        first,
        "LD_dubbel",
        "Deze sleutel komt vaker voor. Houd één regel over die nu geldt.",
        f"SELECT regel, {first}::text FROM {bestand.tabel} JOIN (SELECT {key} FROM {bestand.tabel} {where}"
        f" GROUP BY {key} HAVING count(*) > 1) t USING ({key}) {where}",
    )
    if bestand.heeft_historie:
        yield Verband(
            bestand.naam,
            "geregistreerd_van",
            "LD_tegelijk",
            "Het register kende van deze sleutel op dat moment al een andere regel. Laat geregistreerd_van pas"
            " beginnen als geregistreerd_tot van de vorige regel voorbij is.",
            _TEGELIJK.format(tabel=bestand.tabel, key=key),
        )


_TEGELIJK = """
SELECT regel, coalesce(geregistreerd_van::text, '') FROM (
  SELECT regel, geregistreerd_van, max(coalesce(geregistreerd_tot, 'infinity')) OVER (PARTITION BY {key}
    ORDER BY geregistreerd_van NULLS FIRST, regel ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS vorige
  FROM {tabel} JOIN (SELECT {key} FROM {tabel} GROUP BY {key} HAVING count(*) > 1) t USING ({key})
) s WHERE coalesce(geregistreerd_van, '-infinity') < vorige
"""


def _references(bestand: Bestand) -> Iterator[Verband]:
    if "persoon" in bestand.kop and bestand.naam != "personen":
        yield Verband(
            bestand.naam,
            "persoon",
            "LD_persoon_onbekend",
            "Deze persoon staat niet in personen.csv.",
            f"SELECT regel, persoon FROM {bestand.tabel} s"
            " WHERE NOT EXISTS (SELECT FROM laad_personen p WHERE p.persoon = s.persoon)",
        )
    if "instellingscode" in bestand.kop and bestand.naam != "instellingen":
        yield Verband(
            bestand.naam,
            "instellingscode",
            "LD_instelling_onbekend",
            "Deze instelling staat niet in het register en niet in instellingen.csv.",
            f"SELECT regel, instellingscode FROM {bestand.tabel} s"
            " WHERE NOT EXISTS (SELECT FROM instellingen_instelling i WHERE i.code = s.instellingscode)"
            " AND NOT EXISTS (SELECT FROM laad_instellingen i WHERE i.instellingscode = s.instellingscode)",
        )


def periods(bestand: Bestand) -> Iterator[Verband]:
    """No end before its beginning."""
    if "einddatum" in bestand.kop:
        yield Verband(
            bestand.naam,
            "einddatum",
            "LD_einddatum",
            "De einddatum moet op of na de begindatum liggen.",
            f"SELECT regel, einddatum::text FROM {bestand.tabel} WHERE einddatum < begindatum",
        )
    if bestand.heeft_historie:
        yield Verband(
            bestand.naam,
            "geregistreerd_tot",
            "LD_geregistreerd",
            "Het einde van de registratie moet na het begin liggen.",
            f"SELECT regel, geregistreerd_tot::text FROM {bestand.tabel} WHERE geregistreerd_tot <= geregistreerd_van",
        )


def _numbers() -> Iterator[Verband]:
    yield Verband(
        "personen",
        "bsn",
        "LD_geen_nummer",
        "Vul een bsn of een onderwijsnummer in.",
        "SELECT regel, '' FROM laad_personen WHERE bsn_index IS NULL AND onderwijsnummer_index IS NULL",
    )
    for soort in ("bsn", "onderwijsnummer"):
        yield Verband(
            "personen",
            soort,
            "LD_nummer_dubbel",
            "Dit nummer staat bij meer dan een persoon. Gebruik voor elke persoon één regel.",
            f"SELECT regel, '' FROM laad_personen JOIN (SELECT {soort}_index FROM laad_personen"
            f" WHERE {soort}_index IS NOT NULL GROUP BY 1 HAVING count(*) > 1) t USING ({soort}_index)",
        )
    yield Verband(
        "personen",
        "onderwijsnummer",
        "LD_twee_personen",
        "Bsn en onderwijsnummer horen in het register niet bij dezelfde persoon. Controleer ze. Is het één persoon,"
        " voeg de twee dan eerst samen.",
        "SELECT regel, '' FROM laad_personen s JOIN personen_persoon o USING (onderwijsnummer_index)"
        " LEFT JOIN personen_persoon b ON b.bsn_index = s.bsn_index"
        " WHERE b.id <> o.id OR o.bsn_index <> s.bsn_index",
    )


_SPECIAL = (
    Verband(
        "adressen",
        "gemeentecode",
        "LD_gemeente_onbekend",
        "Deze gemeente staat niet in de codelijst gemeente.",
        "SELECT regel, gemeentecode FROM laad_adressen s WHERE gemeentecode <> ''"
        " AND NOT EXISTS (SELECT FROM routering_gemeente g WHERE g.code = s.gemeentecode)",
    ),
    Verband(
        "meldingen",
        "meldingsnummer",
        "LD_melding_bestaat",
        "Deze melding staat al in het register. Haal de regel weg.",
        "SELECT regel, meldingsnummer::text FROM laad_meldingen s"
        " WHERE EXISTS (SELECT FROM verzuim_melding m WHERE m.nummer = s.meldingsnummer)",
    ),
    Verband(
        "meldingen",
        "reden_afgesloten",
        "LD_reden",
        "Vul bij status G een reden_afgesloten in en bij status I een reden_intrekken.",
        "SELECT regel, status FROM laad_meldingen WHERE (status = 'G' AND reden_afgesloten = '')"
        " OR (status = 'I' AND reden_intrekken = '')",
    ),
    Verband(
        "meldingen",
        "persoon",
        "LD_geen_gemeente",
        "Van deze persoon staat geen Nederlands adres in adressen.csv. Voeg het adres toe.",
        "SELECT regel, persoon FROM laad_meldingen s WHERE NOT EXISTS"
        " (SELECT FROM laad_adressen a WHERE a.persoon = s.persoon AND a.gemeentecode <> '')",
    ),
)

VERBANDEN = tuple(_all())


def check(cursor: Any, verbanden: Iterable[Verband] = VERBANDEN) -> list[Fout]:
    """All broken checks over the staging tables, at most MEESTE_FOUTEN."""
    fouten: list[Fout] = []
    for verband in verbanden:
        cursor.execute(f"{verband.sql} ORDER BY regel LIMIT {MEESTE_FOUTEN}")
        fouten += [
            Fout(verband.bestand, regel, verband.kolom, waarde, verband.code, verband.oplossing)
            for regel, waarde in cursor.fetchall()
        ]
    return fouten[:MEESTE_FOUTEN]
