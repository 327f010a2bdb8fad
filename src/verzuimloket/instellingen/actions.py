"""Writing institutions."""

from typing import Any

from verzuimloket.instellingen.models import Onderwijslocatie


def load(cursor: Any) -> None:
    """Institutions from the load: new ones added, known ones brought up to date."""
    cursor.execute(
        """
        INSERT INTO instellingen_instelling
          (code, naam, sector, bekostigd, oprichtingsdatum, opheffingsdatum, bestuur)
        SELECT instellingscode, naam, sector, bekostigd, oprichtingsdatum, NULL, bestuur
        FROM laad_instellingen ORDER BY instellingscode
        ON CONFLICT (code) DO UPDATE SET naam = excluded.naam, sector = excluded.sector,
          bekostigd = excluded.bekostigd, oprichtingsdatum = excluded.oprichtingsdatum, bestuur = excluded.bestuur
        """
    )


def add_locatie(code: str, instelling: str, naam: str) -> Onderwijslocatie:
    """An education location of an institution; the same code again changes nothing."""
    return Onderwijslocatie.objects.get_or_create(code=code, defaults={"instelling_id": instelling, "naam": naam})[0]
