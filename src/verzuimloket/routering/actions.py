"""Keeping the reference data of municipalities, regions and the bodies that act for them."""

from typing import Any

from django.db import transaction

from verzuimloket.core.codelijsten import codelijst
from verzuimloket.routering.models import Gemeente, Instantie, Regio


@transaction.atomic
def load_reference(mailbox: str = "") -> None:
    """Regions, municipalities and their own bodies from the code lists; safe to repeat.

    mailbox: address for the bodies of a test register, ``{code}`` in it is the municipality. A body
    that exists keeps its address; a new one in a real register has none until its holder sets it.
    """
    regios = [Regio(code=line.code, naam=line.naam) for line in codelijst("regio")]
    Regio.objects.bulk_create(regios, update_conflicts=True, unique_fields=["code"], update_fields=["naam"])
    gemeenten = [Gemeente(code=g.code, naam=g.naam, regio_id=g.extra["regio"]) for g in codelijst("gemeente")]
    Gemeente.objects.bulk_create(
        gemeenten, update_conflicts=True, unique_fields=["code"], update_fields=["naam", "regio"]
    )
    Instantie.objects.bulk_create(
        [_own_body(gemeente, mailbox) for gemeente in gemeenten],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["naam"],
    )


def _own_body(gemeente: Gemeente, mailbox: str) -> Instantie:
    email = mailbox.format(code=gemeente.code)
    return Instantie(code=f"G{gemeente.code}", naam=f"Gemeente {gemeente.naam}", email=email)


def load_postcodes(cursor: Any) -> None:
    """Postal codes and their municipality, from the addresses of the load; the newest address decides."""
    cursor.execute(
        """
        INSERT INTO routering_postcodegebied (postcode, gemeente_id)
        SELECT DISTINCT ON (postcode) postcode, gemeentecode FROM laad_adressen
        WHERE postcode <> '' AND gemeentecode <> '' ORDER BY postcode, begindatum DESC
        ON CONFLICT (postcode) DO UPDATE SET gemeente_id = excluded.gemeente_id
        WHERE routering_postcodegebied.gemeente_id IS DISTINCT FROM excluded.gemeente_id
        """
    )
