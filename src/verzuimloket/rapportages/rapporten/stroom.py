"""Lines with names of all recipients, in one ordered pass over a set.

What is the same for every recipient of a line is written once, by the database, which also puts the lines of a
recipient one after the other: here only the person numbers in them are unsealed. Lines come in the order of the file:
surname, birth date, person.
"""

from binascii import a2b_base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from verzuimloket.core.lezen import stream
from verzuimloket.personen import sleutels
from verzuimloket.rapportages import queries
from verzuimloket.rapportages.models import Peiling
from verzuimloket.rapportages.rapporten.kolommen import KENMERK, VERZEGELD, Kolommen, koppen, sign
from verzuimloket.rapportages.rapporten.vorm import EINDE_REGEL, SCHEIDING, SOORTEN, Blokken, Ontvanger, Rapport, Regels
from verzuimloket.rapportages.rules.kalender import Productie

_KNOWN = 200_000  # numbers that are remembered: most lines come three times
_SAMEN = 65_536  # of so many lines, in order, the ones of one recipient come as one text
_PART = 50  # texts that are fetched at once


@dataclass(frozen=True)
class Bron:
    """Which set, and who gets its lines. All is SQL.

    velden:     columns of the line that ``ontvangers`` needs.
    joins:      what a layout needs on top of the usual.
    waar:       which lines.
    ontvangers: a join with ``o`` (peiling_id, soort, code and what differs per recipient); ``x`` is the line.
    """

    tabel: str
    velden: str
    waar: str
    ontvangers: str
    joins: str = ""


_IN_DE_MAAND = "m.peiling_id = ANY(%(peilingen)s)"
_PLAATSEN = "l.instelling_id, l.gemeente, l.regio"
LIJST = Bron(
    tabel="rapportages_lijstregel",
    velden=f"{_PLAATSEN}, l.vanaf_instelling, l.vanaf_gemeente, l.vanaf_regio",
    waar="l.peiling_id = ANY(%(peilingen)s)",
    ontvangers="""CROSS JOIN LATERAL (VALUES (x.peiling_id, 'I', x.instelling_id, x.vanaf_instelling),
      (x.peiling_id, 'G', x.gemeente, x.vanaf_gemeente), (x.peiling_id, 'R', x.regio, x.vanaf_regio)
    ) o(peiling_id, soort, code, vanaf)""",
    joins="LEFT JOIN inschrijvingen_inschrijving_versie u ON u.versie_id = l.uit_versie",
)
_PER_MUTATIE = """JOIN (
  SELECT m.lijstregel_id, m.peiling_id, m.soort_ontvanger AS soort, m.ontvanger AS code, m.reden, m.datum,
    CASE m.soort_ontvanger WHEN 'I' THEN b.vanaf_instelling WHEN 'G' THEN b.vanaf_gemeente ELSE b.vanaf_regio END
      AS vanaf
  FROM rapportages_mutatie m JOIN rapportages_lijstregel b ON b.id = m.lijstregel_id
  WHERE {maand} AND m.rapport = '{rapport}'
) o ON o.lijstregel_id = x.id"""


def mutaties(rapport: str) -> Bron:
    """Who came on a list (A01) or went off it (A02); the line of the latter is that of the run before."""
    some = (
        f"SELECT lijstregel_id FROM rapportages_mutatie WHERE peiling_id = ANY(%(peilingen)s) AND rapport = '{rapport}'"
    )
    return Bron(
        LIJST.tabel,
        f"l.id, {_PLAATSEN}",
        f"l.id IN ({some})",
        _PER_MUTATIE.format(maand=_IN_DE_MAAND, rapport=rapport),
        LIJST.joins,
    )


STARTSET = Bron(
    tabel="rapportages_startregel",
    velden=_PLAATSEN,
    waar="l.peiling_id = ANY(%(peilingen)s)",
    ontvangers="""CROSS JOIN LATERAL (VALUES (x.peiling_id, 'I', x.instelling_id), (x.peiling_id, 'G', x.gemeente),
      (x.peiling_id, 'R', x.regio)) o(peiling_id, soort, code)""",
)
_ROOM = "SELECT set_config('work_mem', '256MB', true), \
set_config('max_parallel_workers_per_gather', '0', true)"
_STATEMENT = """
WITH naam AS MATERIALIZED (
  SELECT DISTINCT ON (soort, code) soort, code, naam FROM rapportages_peilingontvanger
  WHERE peiling_id = ANY(%(peilingen)s) ORDER BY soort, code, peiling_id
)
SELECT wie, string_agg(regel, {einde} ORDER BY plaats)
FROM (
  SELECT (translate(o.soort, '{soorten}', '{cijfers}') || o.code) COLLATE "C" AS wie, concat({regel}) AS regel,
    (array_position(%(peilingen)s::bigint[], o.peiling_id::bigint)::bigint << 40) + x.rang AS plaats
  FROM (
    SELECT l.peiling_id, {velden},
      row_number() OVER (ORDER BY p.zoeknaam COLLATE "C", p.geboortedatum, l.persoon_id) AS rang, {teksten}
    FROM {tabel} l
    JOIN personen_persoon_versie p ON p.versie_id = l.persoon_versie
    JOIN inschrijvingen_inschrijving_versie i ON i.versie_id = l.inschrijving_versie
    LEFT JOIN personen_adres_versie a ON a.versie_id = l.adres_versie
    LEFT JOIN naam n ON n.soort = 'I' AND n.code = l.instelling_id
    LEFT JOIN naam g ON g.soort = 'G' AND g.code = l.gemeente
    {joins}
    WHERE {waar}
    OFFSET 0
  ) x
  {ontvangers}
  WHERE o.code <> '' AND (%(alleen)s::text[] IS NULL OR o.soort || o.code = ANY(%(alleen)s))
  OFFSET 0
) y
GROUP BY wie, plaats / {samen}
ORDER BY wie, plaats / {samen}
"""
_CIJFERS = "123"  # for the kinds of recipients, so that they come in their order


def statement(kolommen: Kolommen, bron: Bron) -> str:
    """The one statement of a report: some lines of a recipient as one text, in order of recipients and lines."""
    teksten: list[str] = []
    return _STATEMENT.format(
        regel=_cells(kolommen, teksten),
        teksten=", ".join(teksten),
        einde=sign(EINDE_REGEL),
        soorten=SOORTEN,
        cijfers=_CIJFERS,
        samen=_SAMEN,
        tabel=bron.tabel,
        velden=bron.velden,
        joins=bron.joins,
        waar=bron.waar,
        ontvangers=bron.ontvangers,
    )


def _cells(kolommen: Kolommen, teksten: list[str]) -> str:
    """SQL for the cells. Neighbours that are the same for every recipient become one text of the line."""
    parts = []
    for per_recipient, columns in groupby(kolommen, lambda kolom: "o." in kolom[1]):
        cells = f", {sign(SCHEIDING)}, ".join(sql for _, sql in columns)
        if not per_recipient:
            teksten.append(f"concat({cells}) AS tekst_{len(teksten)}")
            cells = f"x.tekst_{len(teksten) - 1}"
        parts.append(cells)
    return f", {sign(SCHEIDING)}, ".join(parts)


Welke = Callable[[Productie], Sequence[Peiling]]


def rapport(
    code: str, naam: str, kolommen: Kolommen, bron: Bron, welke: Welke, *, altijd: bool = True
) -> Rapport[Productie]:
    """A report over the sets of some runs of the month; altijd: made, with only a heading, when there are none."""
    sql = statement(kolommen, bron)

    def teksten(productie: Productie, alleen: Sequence[Ontvanger]) -> Blokken:
        peilingen = welke(productie)
        return _blokken(sql, _values(productie, peilingen, alleen)) if peilingen else iter(())

    def lines(productie: Productie) -> Regels:
        for ontvanger, regels in teksten(productie, ()):
            yield from ((ontvanger, tuple(regel.split(SCHEIDING))) for regel in regels)

    def gemaakt(productie: Productie) -> bool:
        return bool(queries.of_month(productie.t2) if altijd else welke(productie))

    return Rapport(code, naam, koppen(kolommen), lines, teksten=teksten, gemaakt=gemaakt)


def _values(productie: Productie, peilingen: Sequence[Peiling], alleen: Sequence[Ontvanger]) -> dict[str, Any]:
    return {
        "peilingen": [peiling.pk for peiling in peilingen],
        "rapportagemaand": productie.rapportagemaand,
        "alleen": [each.soort + each.code for each in alleen] or None,
    }


def _blokken(sql: str, values: dict[str, Any]) -> Blokken:
    unsealed = lru_cache(_KNOWN)(_unsealed(sleutels.opener()))
    rows = stream(sql, values, room=_ROOM, part=_PART)
    for wie, block in groupby(rows, itemgetter(0)):
        ontvanger = Ontvanger(SOORTEN[_CIJFERS.index(wie[0])], wie[1:])
        yield ontvanger, [regel for _, text in block for regel in _regels(text, unsealed)]


def _regels(text: str, unsealed: Callable[[str], str]) -> list[str]:
    """The lines of one text, with their numbers."""
    parts = text.split(VERZEGELD)
    parts[1::2] = map(unsealed, parts[1::2])
    return "".join(parts).split(EINDE_REGEL)


def _unsealed(opened: Callable[[bytes, str], str]) -> Callable[[str], str]:
    """How a number is read that the database put in a line (``kolommen.NUMMER``)."""
    return lambda sealed: opened(a2b_base64(sealed[KENMERK:]), sealed[:KENMERK])


def of_running_year(productie: Productie) -> Sequence[Peiling]:
    """The run of the running report year."""
    return [each for each in queries.of_month(productie.t2) if each.soort == "A04"]


def of_closed_year(productie: Productie) -> Sequence[Peiling]:
    """The run of the closed report year, in November, December and January."""
    return [each for each in queries.of_month(productie.t2) if each.soort == "A14"]


def of_both_years(productie: Productie) -> Sequence[Peiling]:
    return queries.of_month(productie.t2)
