"""Schools as RIO knows them: institutions with a code, their locations, contact persons and holidays."""

import uuid

from django.db import models
from django.db.models import F, Q


class Instelling(models.Model):
    """An institution with an instellingscode of two digits and two letters (RIO-07).

    One school can own two codes, one per sector.
    """

    code = models.CharField(max_length=4, primary_key=True)
    naam = models.CharField(max_length=200)
    sector = models.CharField(max_length=4)
    bekostigd = models.BooleanField()
    oprichtingsdatum = models.DateField()
    opheffingsdatum = models.DateField(null=True)
    bestuur = models.CharField(max_length=12, db_index=True)
    lesuur_minuten = models.PositiveSmallIntegerField(default=50, db_default=50)  # length of one lesson hour
    telt_lesuren = models.BooleanField(default=False, db_default=False)  # mbo: every programme counts lesson hours
    tweede_vervangt = models.BooleanField(
        default=False, db_default=False
    )  # a second replaces the first (Q20)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


class Onderwijslocatie(models.Model):
    """A place where an institution teaches; its code starts with that of the institution (28AX0022).

    einddatum: the last day on which it could be chosen; a location that is in use is closed, not removed.
    """

    code = models.CharField(max_length=8, primary_key=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE, related_name="locaties")
    naam = models.CharField(max_length=100)
    einddatum = models.DateField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.naam


class Contactpersoon(models.Model):
    """Someone of a school whom a municipality may call about a melding (domain rules §12.2).

    einddatum: the last day on which this person could be chosen.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE, related_name="contactpersonen")
    locatie = models.ForeignKey(Onderwijslocatie, models.PROTECT, null=True)
    naam = models.CharField(max_length=100)
    functie = models.CharField(max_length=60, blank=True)
    telefoon = models.CharField(max_length=20, blank=True)
    email = models.CharField(max_length=100)
    einddatum = models.DateField(null=True)

    class Meta:
        ordering = ["naam", "pk"]

    def __str__(self) -> str:
        return f"contactpersoon {self.pk}"


class Vakantie(models.Model):
    """Days without lessons at an institution, both inclusive: no school week, so not counted (LPW art. 21a)."""

    instelling = models.ForeignKey(Instelling, models.CASCADE, related_name="vakanties")
    naam = models.CharField(max_length=60)
    begindatum = models.DateField()
    einddatum = models.DateField()

    class Meta:
        ordering = ["begindatum"]
        constraints = [
            models.UniqueConstraint(fields=["instelling", "begindatum"], name="vakantie_eenmalig"),
            models.CheckConstraint(condition=Q(einddatum__gte=F("begindatum")), name="vakantie_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.begindatum:%Y}"
