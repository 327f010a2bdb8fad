"""Files that the register keeps for a while for one person or one organisation (ADR 0027, 0034).

The content stands in the database, sealed and in parts: so it comes and goes in one transaction with
its row, the wall around the row holds for it, and no backup or disk holds readable personal data.
Parts keep the memory of who writes or reads it small, whatever the size of the file.
"""

import uuid

from django.db import models
from django.db.models import Q

from verzuimloket.access.models import Gebruiker


class Bestand(models.Model):
    """One file, from the moment that someone asked for it or sent it until its day of removal.

    gedeeld:    for everybody of the organisation with a role for its soort, not only for ``gebruiker``.
    instelling: with gedeeld: also for who acts for this institution through its board; empty otherwise.
    gebruiker:  who asked for it or sent it; nobody when the register made it by itself.

    soort:    a code of bestandssoort.csv; status: a code of bestand_status.csv.
    naam:     what the file is called when it is fetched; says what and when, never who.
    opdracht: what must be in it, sealed, because it may hold names; gone when the file is ready.
    opgehaald_at: the first time that somebody took it along.
    bereik:   how far this person could look when it was asked; who sees less afterwards, does not get it.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    soort_kenmerk = models.CharField(max_length=12)
    organisatie = models.CharField(max_length=20)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, null=True)
    gedeeld = models.BooleanField(default=False, db_default=False)
    instelling = models.CharField(max_length=4, default="", db_default="")
    bereik = models.CharField(max_length=64, default="", db_default="")
    soort = models.CharField(max_length=20)
    naam = models.CharField(max_length=100)
    mime = models.CharField(max_length=100)
    opdracht = models.BinaryField(default=bytes)
    status = models.CharField(max_length=12, default="ONTVANGEN")
    totaal = models.PositiveIntegerField(default=0)
    gedaan = models.PositiveIntegerField(default=0)
    grootte = models.PositiveBigIntegerField(default=0)
    delen = models.PositiveIntegerField(default=0)
    fout = models.CharField(max_length=200, blank=True)
    gemaakt_at = models.DateTimeField()
    klaar_at = models.DateTimeField(null=True)
    opgehaald_at = models.DateTimeField(null=True)
    verwijderen_op = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["gebruiker", "organisatie", "-gemaakt_at"], name="bestand_gebruiker"),
            models.Index(fields=["verwijderen_op"], name="bestand_verwijderen"),
            models.Index(fields=["organisatie", "-gemaakt_at"], name="bestand_organisatie", condition=Q(gedeeld=True)),
            models.Index(fields=["instelling", "-gemaakt_at"], name="bestand_instelling", condition=Q(gedeeld=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="KLAAR") | Q(klaar_at__isnull=False, opdracht=b""), name="bestand_klaar_is_heel"
            ),
            models.CheckConstraint(condition=Q(gebruiker__isnull=False) | Q(gedeeld=True), name="bestand_van_iemand"),
        ]

    def __str__(self) -> str:
        return f"bestand {self.pk}"

    @property
    def bezig(self) -> bool:
        """Whether something is still going to happen with it."""
        return self.status in ("ONTVANGEN", "MAKEN")

    @property
    def klaar(self) -> bool:
        return self.status == "KLAAR"


class Bestanddeel(models.Model):
    """A part of the content, sealed to its place in its file."""

    bestand = models.ForeignKey(Bestand, models.CASCADE, related_name="inhoud")
    volgnummer = models.PositiveIntegerField()
    inhoud = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bestand", "volgnummer"], name="bestanddeel_eenmalig")]

    def __str__(self) -> str:
        return f"deel {self.volgnummer} van bestand {self.bestand_id}"
