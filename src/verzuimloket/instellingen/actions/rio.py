"""What the register holder keeps about boards, institutions and branches, by screen and by file (RIO-01…11)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.errors import Rejected, Violation
from verzuimloket.core.rules import blocking
from verzuimloket.instellingen import queries, rules
from verzuimloket.instellingen.codes import ERKENDE_VESTIGING, INSTELLINGSERKENNING
from verzuimloket.instellingen.inputs import RioInput
from verzuimloket.instellingen.models import Bestuur, Instelling, Vestiging

_ROL = Rol.REGISTERBEHEERDER
Daarna = Callable[[str, date], int]  # enrolments of an institution that go on after a day; they stand above this app
_NOUN = {INSTELLINGSERKENNING: "instelling", ERKENDE_VESTIGING: "vestiging"}


@transaction.atomic
def save_rio(
    given: RioInput, *, nieuw: bool, gezien: bool = True, by: Actor, on: date, daarna: Daarna
) -> list[Violation]:
    """A new board, authority, institution or branch, or other data for one; a closing date is one of them.

    Answers the warnings, and without ``gezien`` stores nothing when there are: the register holder reads
    them first. Raises Rejected.
    """
    by.demand(_ROL)
    violations = rules.RIO.broken(given, queries.rio_facts(given, daarna, nieuw=nieuw), on=on)
    if blocking(violations):
        raise Rejected(violations)
    if violations and not gezien:
        return violations
    model, fields = _row(given)
    model.objects.update_or_create(code=given.code, defaults=fields)
    noun, infinitive = _NOUN.get(given.soort, "bestuur"), "toevoegen" if nieuw else "wijzigen"
    audit.record(f"{noun}:{infinitive}", f"{noun} {given.code}", by=by, einddatum=given.einddatum)
    return violations


def _row(given: RioInput) -> tuple[Any, dict[str, object]]:
    """The table, and the values of its columns."""
    fields: dict[str, object] = {"naam": given.naam, "plaats": given.plaats}
    if given.soort == INSTELLINGSERKENNING:
        return Instelling, fields | {
            "oprichtingsdatum": given.begindatum,
            "opheffingsdatum": given.einddatum,
            "bestuur": given.hoort_bij,
            "sector": given.sector,
            "bekostigd": given.bekostigd,
            "naam_kort": given.naam_kort,
            "wet": given.wet,
            "soort": given.soort_instelling,
            "schoolsoort": given.schoolsoort,
        }
    fields |= {"begindatum": given.begindatum, "einddatum": given.einddatum}
    if given.soort == ERKENDE_VESTIGING:
        return Vestiging, fields | {"instelling_id": given.hoort_bij}
    return Bestuur, fields | {"soort": given.soort, "bestuur_id": given.hoort_bij or None}


# By file: set statements over the staging tables of channels/upload/rio. The file of institutions may lack columns:
# they are NULL there and leave the row as it is.

_BESTUREN = """
INSERT INTO instellingen_bestuur AS r (code, soort, naam, plaats, begindatum, einddatum, bestuur_id)
SELECT code, soort, naam, plaats, begindatum, einddatum, nullif(bestuur, '')
FROM laad_besturen ORDER BY nullif(bestuur, '') NULLS FIRST, code
ON CONFLICT (code) DO UPDATE SET soort = excluded.soort, naam = excluded.naam, plaats = excluded.plaats,
  begindatum = excluded.begindatum, einddatum = excluded.einddatum, bestuur_id = excluded.bestuur_id
WHERE (r.soort, r.naam, r.plaats, r.begindatum, r.einddatum, r.bestuur_id) IS DISTINCT FROM
  (excluded.soort, excluded.naam, excluded.plaats, excluded.begindatum, excluded.einddatum, excluded.bestuur_id)
"""
_INSTELLINGEN = """
INSERT INTO instellingen_instelling (code, naam, sector, bekostigd, oprichtingsdatum, bestuur)
SELECT instellingscode, naam, sector, bekostigd, oprichtingsdatum, bestuur FROM laad_instellingen
ORDER BY instellingscode
ON CONFLICT (code) DO NOTHING
"""
_INSTELLINGEN_BIJ = """
UPDATE instellingen_instelling r SET naam = s.naam, sector = s.sector, bekostigd = s.bekostigd,
  oprichtingsdatum = s.oprichtingsdatum, bestuur = s.bestuur, opheffingsdatum = s.einde, naam_kort = s.kort,
  plaats = s.waar, wet = s.wat, soort = s.aard, schoolsoort = s.b
FROM (SELECT l.*, coalesce(l.naam_kort, i.naam_kort) AS kort, coalesce(l.plaats, i.plaats) AS waar,
        coalesce(l.wet, i.wet) AS wat, coalesce(l.soort, i.soort) AS aard,
        coalesce(l.schoolsoort, i.schoolsoort) AS b,
        CASE WHEN %s THEN l.opheffingsdatum ELSE i.opheffingsdatum END AS einde
      FROM laad_instellingen l JOIN instellingen_instelling i ON i.code = l.instellingscode) s
WHERE r.code = s.instellingscode AND
  (r.naam, r.sector, r.bekostigd, r.oprichtingsdatum, r.bestuur, r.opheffingsdatum, r.naam_kort, r.plaats, r.wet,
   r.soort, r.schoolsoort) IS DISTINCT FROM
  (s.naam, s.sector, s.bekostigd, s.oprichtingsdatum, s.bestuur, s.einde, s.kort, s.waar, s.wat, s.aard, s.b)
"""
_VESTIGINGEN = """
INSERT INTO instellingen_vestiging AS r (code, instelling_id, naam, plaats, begindatum, einddatum)
SELECT code, instellingscode, naam, plaats, begindatum, einddatum FROM laad_vestigingen ORDER BY code
ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, plaats = excluded.plaats,
  begindatum = excluded.begindatum, einddatum = excluded.einddatum
WHERE (r.naam, r.plaats, r.begindatum, r.einddatum) IS DISTINCT FROM
  (excluded.naam, excluded.plaats, excluded.begindatum, excluded.einddatum)
"""
_LOCATIES = """
INSERT INTO instellingen_onderwijslocatie AS r (code, instelling_id, naam, plaats, einddatum)
SELECT code, instellingscode, naam, plaats, einddatum FROM laad_locaties ORDER BY code
ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, plaats = excluded.plaats, einddatum = excluded.einddatum
WHERE (r.naam, r.plaats, r.einddatum) IS DISTINCT FROM (excluded.naam, excluded.plaats, excluded.einddatum)
"""


@transaction.atomic
def load_rio(*, einde_gegeven: bool, by: Actor) -> int:
    """Store the staged files; how many rows that changed. einde_gegeven: the file of institutions has closing dates."""
    by.demand(_ROL)
    statements = ((_BESTUREN, ()), (_INSTELLINGEN, ()), (_INSTELLINGEN_BIJ, (einde_gegeven,)))
    gewijzigd = 0
    with connection.cursor() as cursor:
        for sql, values in (*statements, (_VESTIGINGEN, ()), (_LOCATIES, ())):
            cursor.execute(sql, values or None)
            gewijzigd += cursor.rowcount
    audit.record("rio:laden", "gegevens uit RIO", by=by, gewijzigd=gewijzigd)
    return gewijzigd
