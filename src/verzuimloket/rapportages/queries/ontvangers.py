"""Who gets reports: every funded institution of secondary education and mbo, every municipality, every region."""

from typing import Any

from django.db import connection

from verzuimloket.rapportages.models import Peilingontvanger
from verzuimloket.rapportages.rules.definitie import definitie
from verzuimloket.rapportages.rules.kalender import Productie, Week

PRESENT = """
SELECT 'I' AS soort, code, naam FROM instellingen_instelling
WHERE bekostigd AND sector = ANY(%(sectoren)s) AND oprichtingsdatum <= %(t2)s
  AND coalesce(opheffingsdatum >= %(t1)s, true)
UNION ALL SELECT 'G', code, naam FROM routering_gemeente
UNION ALL SELECT 'R', code, naam FROM routering_regio
"""


def ontvangers(moment: Productie | Week) -> list[tuple[str, str]]:
    """(soort, code) of who gets a file: as the runs of the month have them, or as the register knows them now."""
    if isinstance(moment, Productie):
        rows = Peilingontvanger.objects.filter(peiling__productiemaand=moment.maand).order_by()
        found = set(rows.values_list("soort", "code"))
        if found:
            return sorted(found)
    day = moment.cutoff.date()
    values: dict[str, Any] = {"sectoren": list(definitie(day.year).sectoren), "t1": day, "t2": day}
    with connection.cursor() as cursor:
        cursor.execute(PRESENT, values)
        return sorted((soort, code) for soort, code, _ in cursor.fetchall())
