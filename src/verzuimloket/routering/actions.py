"""Keeping the reference data of municipalities, regions and the bodies that act for them."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from verzuimloket.core import audit
from verzuimloket.core.actor import Actor, Rol
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.errors import Rejected
from verzuimloket.core.rules import blocking
from verzuimloket.routering import queries, rules
from verzuimloket.routering.inputs import Herkomst, PostcodeInput
from verzuimloket.routering.models import Gemeente, Instantie, Postcodegebied, Postcodetabel, Regio


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
    """Postal codes and their municipality, from the addresses of the load; the newest address decides.

    Once the register holder loaded a table (:func:`replace_postcodes`), addresses only add what it lacks.
    """
    cursor.execute(
        """
        INSERT INTO routering_postcodegebied (postcode, gemeente_id)
        SELECT DISTINCT ON (postcode) postcode, gemeentecode FROM laad_adressen
        WHERE postcode <> '' AND gemeentecode <> '' ORDER BY postcode, begindatum DESC
        ON CONFLICT (postcode) DO UPDATE SET gemeente_id = excluded.gemeente_id
        WHERE routering_postcodegebied.gemeente_id IS DISTINCT FROM excluded.gemeente_id
          AND NOT EXISTS (SELECT FROM routering_postcodetabel)
        """
    )


@transaction.atomic
def add_postcode(given: PostcodeInput, *, by: Actor, on: date) -> Postcodegebied:
    """A postal code of a new street, until the next table has it. Raises Rejected."""
    by.demand(Rol.REGISTERBEHEERDER)
    violations = rules.POSTCODE.broken(given, queries.postcode_facts(given.postcode), on=on)
    if blocking(violations):
        raise Rejected(violations)
    made = Postcodegebied.objects.create(postcode=given.postcode, gemeente_id=given.gemeente, met_de_hand=True)
    audit.record("postcode:toevoegen", f"postcode {made.postcode}", by=by, gemeente=given.gemeente)
    return made


# The staging tables of channels/upload/postcodes: laad_postcode (postcode, gemeente) has each postal code once,
# laad_uitzondering (postcode, huisnummer, gemeente) each house number that lies elsewhere.
_REPLACE = (
    """
    INSERT INTO routering_postcodegebied (postcode, gemeente_id)
    SELECT postcode, gemeente FROM laad_postcode ORDER BY postcode
    ON CONFLICT (postcode) DO UPDATE SET gemeente_id = excluded.gemeente_id, met_de_hand = false
    WHERE routering_postcodegebied.gemeente_id <> excluded.gemeente_id OR routering_postcodegebied.met_de_hand
    """,
    """
    DELETE FROM routering_postcodegebied g
    WHERE NOT met_de_hand AND NOT EXISTS (SELECT FROM laad_postcode s WHERE s.postcode = g.postcode)
    """,
    """
    DELETE FROM routering_postcodeuitzondering u WHERE NOT EXISTS
      (SELECT FROM laad_uitzondering s
       WHERE (s.postcode, s.huisnummer, s.gemeente) = (u.postcode, u.huisnummer, u.gemeente_id))
    """,
    """
    INSERT INTO routering_postcodeuitzondering (postcode, huisnummer, gemeente_id)
    SELECT postcode, huisnummer, gemeente FROM laad_uitzondering ON CONFLICT (postcode, huisnummer) DO NOTHING
    """,
)


@transaction.atomic
def replace_postcodes(herkomst: Herkomst, regels: int, *, by: Actor, at: datetime) -> int:
    """The staged table takes the place of the old one; how many rows differed.

    Only differences are written: readers never wait, and see the old table until the end.
    """
    by.demand(Rol.REGISTERBEHEERDER)
    gewijzigd = 0
    with connection.cursor() as cursor:
        for statement in _REPLACE:
            cursor.execute(statement)
            gewijzigd += cursor.rowcount
    stand = queries.postcodestand()
    Postcodetabel.objects.create(
        peildatum=herkomst.peildatum,
        bron=herkomst.bron,
        geladen_at=at,
        geladen_door=by.naam,
        regels=regels,
        postcodes=stand.postcodes,
        uitzonderingen=stand.uitzonderingen,
    )
    audit.record(
        "postcodetabel:laden",
        "postcodetabel",
        by=by,
        peildatum=herkomst.peildatum,
        regels=regels,
        gewijzigd=gewijzigd,
    )
    return gewijzigd
