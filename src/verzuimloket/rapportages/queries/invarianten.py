"""What must be true of every run before it is published (rapportages.md §4). Each query answers what breaks it."""

from collections.abc import Iterable, Mapping

from django.db import connection

from verzuimloket.rapportages.models import MAANDELIJKS, Peiling

_TELLING = """
SELECT o.soort, o.code, count(*) AS aantal FROM rapportages_lijstregel l
CROSS JOIN LATERAL (VALUES ('I', l.instelling_id), ('G', l.gemeente), ('R', l.regio)) o(soort, code)
WHERE l.peiling_id = {which} GROUP BY 1, 2
"""
# Of every run, and of runs that are compared with the one before.
SETS: Mapping[str, str] = {
    "wie op A04 staat, staat op A05 zonder startkwalificatie": """
        SELECT count(*) FROM rapportages_lijstregel l WHERE l.peiling_id = %(peiling)s AND NOT EXISTS (
          SELECT FROM rapportages_startregel s WHERE s.peiling_id = %(peiling)s AND s.persoon_id = l.persoon_id
            AND NOT s.heeft_sk)""",
    "niemand staat twee keer op A04 of A05": """
        SELECT count(*) - count(DISTINCT persoon_id) + (
          SELECT count(*) - count(DISTINCT persoon_id) FROM rapportages_startregel WHERE peiling_id = %(peiling)s)
        FROM rapportages_lijstregel WHERE peiling_id = %(peiling)s""",
    "de gemeenten van een regio zijn samen die regio": """
        SELECT count(*) FROM rapportages_lijstregel l LEFT JOIN routering_gemeente g ON g.code = l.gemeente
        WHERE l.peiling_id = %(peiling)s AND l.regio IS DISTINCT FROM g.regio_id""",
    "regio's, instellingen en het land tellen gelijk": """
        SELECT count(*) FROM rapportages_lijstregel
        WHERE peiling_id = %(peiling)s AND (instelling_id = '' OR gemeente = '' OR regio = '')""",
}
MUTATIES: Mapping[str, str] = {
    "elke ontvanger: A04 = vorige A04 + A01 - A02": f"""
        SELECT count(*) FROM (
          SELECT soort, code, sum(aantal) AS verschil FROM (
            {_TELLING.format(which="%(peiling)s")}
            UNION ALL SELECT soort, code, -aantal FROM ({_TELLING.format(which="%(vorige)s")}) v
            UNION ALL SELECT soort_ontvanger, ontvanger, sum(CASE rapport WHEN 'A01' THEN -1 ELSE 1 END)
            FROM rapportages_mutatie WHERE peiling_id = %(peiling)s GROUP BY 1, 2
          ) t GROUP BY 1, 2 HAVING sum(aantal) <> 0
        ) fout""",
    "niemand staat op A01 en op A02": """
        SELECT count(*) FROM (
          SELECT FROM rapportages_mutatie WHERE peiling_id = %(peiling)s
          GROUP BY soort_ontvanger, ontvanger, persoon_id HAVING count(*) > 1
        ) fout""",
    "zonder mutatie staat iedereen op de lijst om dezelfde ontvanger": """
        SELECT count(*) FROM rapportages_mutatie m WHERE m.peiling_id = %(peiling)s AND m.rapport = 'A01' AND EXISTS (
          SELECT FROM rapportages_lijstregel v WHERE v.peiling_id = %(vorige)s AND v.persoon_id = m.persoon_id
            AND m.ontvanger = CASE m.soort_ontvanger WHEN 'I' THEN v.instelling_id WHEN 'G' THEN v.gemeente
              ELSE v.regio END)""",
}


def broken(peiling: Peiling, vorige: Peiling | None) -> list[str]:
    """The invariants that this run breaks, in words; empty when it may be published."""
    values = {"peiling": peiling.pk, "vorige": vorige.pk if vorige else None}
    found = []
    with connection.cursor() as cursor:
        for sentence, sql in _asked(peiling):
            cursor.execute(sql, values)
            (aantal,) = cursor.fetchone() or (0,)
            if aantal:
                found.append(f"{sentence} ({aantal})")
    return found


def _asked(peiling: Peiling) -> Iterable[tuple[str, str]]:
    return [*SETS.items(), *(MUTATIES.items() if peiling.soort in MAANDELIJKS else ())]
