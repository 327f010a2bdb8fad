"""Pairs in the register that may be one person; only for the register holder.

Found as a set: whoever has no bsn beside everybody with the same birth date and a surname like it, with day and
month exchanged and the same surname, or with the same surname and a partial birth date in the same year. A merge of
two bsn's is never right, so the small group without one drives the search. What is found, the rules score.
"""

from datetime import date

from django.db import connection

from verzuimloket.core.parameters import param
from verzuimloket.koppelingen.models import TweePersonen
from verzuimloket.koppelingen.queries.personen import Paar, compare_all
from verzuimloket.personen.models import Persoon

MOST = 200  # pairs on the page; the best first
_MOST_SCORED = 20_000

_PAIRS = """
WITH o AS MATERIALIZED (SELECT id, zoeknaam, geboortedatum, geboorte_precisie, geslacht FROM personen_persoon
  WHERE bsn_index IS NULL),
found AS (
  SELECT o.id AS een, p.id AS ander, o.geslacht AS g, p.geslacht AS h FROM o
  JOIN personen_persoon p ON p.geboortedatum = o.geboortedatum AND p.id <> o.id
  WHERE similarity(p.zoeknaam, o.zoeknaam) >= 0.3
  UNION ALL
  SELECT o.id, p.id, o.geslacht, p.geslacht FROM o
  JOIN personen_persoon p ON p.zoeknaam = o.zoeknaam AND p.id <> o.id AND p.geboortedatum <> o.geboortedatum
    AND extract(year FROM p.geboortedatum) = extract(year FROM o.geboortedatum)
  WHERE (p.geboorte_precisie, o.geboorte_precisie) <> ('D', 'D')
    OR extract(month FROM p.geboortedatum) = extract(day FROM o.geboortedatum)
    AND extract(day FROM p.geboortedatum) = extract(month FROM o.geboortedatum)
)
SELECT DISTINCT least(een, ander), greatest(een, ander) FROM found
WHERE g = h OR g = 'O' OR h = 'O' LIMIT %s
"""


def candidates(*, on: date) -> list[Paar]:
    """The pairs with enough points, most first; without those that turned out to be two pupils."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, [_MOST_SCORED])
        pairs = cursor.fetchall()
    people = Persoon.objects.in_bulk({pk for two in pairs for pk in two})
    least = param("koppeling_kandidaat_punten", on=on)
    apart = {frozenset(two) for two in TweePersonen.objects.values_list("een", "ander")}
    both = [(people[een], people[ander]) for een, ander in pairs]
    scored = compare_all([two for two in both if frozenset(each.kenmerk for each in two) not in apart])
    enough = [paar for paar in scored if paar.punten >= least]
    return sorted(enough, key=lambda paar: (-paar.punten, paar.blijft.pk, paar.vervalt.pk))[:MOST]
