"""Schools as RIO knows them: institutions with a code, their locations, contact persons and holidays."""

import uuid

from django.db import models
from django.db.models import F, Q


class Bestuur(models.Model):
    """An onderwijsbestuur (109B027) or a bevoegd gezag (25453), which belongs to one (RIO-03, RIO-08).

    einddatum: its last day, as of all things from RIO.
    """

    code = models.CharField(max_length=12, primary_key=True)
    soort = models.CharField(max_length=20)  # rio_soort.csv
    naam = models.CharField(max_length=200)
    plaats = models.CharField(max_length=80, blank=True, default="", db_default="")
    begindatum = models.DateField(null=True)
    einddatum = models.DateField(null=True)
    bestuur = models.ForeignKey("self", models.PROTECT, null=True, related_name="gezagen")  # of a bevoegd gezag

    class Meta:
        ordering = ["naam", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


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
    tweede_vervangt = models.BooleanField(default=False, db_default=False)  # a second replaces the first (Q20)
    # From RIO; empty when the register holder never told (RIO-05, RIO-10).
    naam_kort = models.CharField(max_length=80, blank=True, default="", db_default="")
    plaats = models.CharField(max_length=80, blank=True, default="", db_default="")
    wet = models.CharField(max_length=10, blank=True, default="", db_default="")  # wet_onderwijs.csv
    soort = models.CharField(max_length=20, blank=True, default="", db_default="")  # soort_instelling.csv
    schoolsoort = models.CharField(max_length=2, blank=True, default="", db_default="")

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
    plaats = models.CharField(max_length=80, blank=True, default="", db_default="")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.naam


class Vestiging(models.Model):
    """A recognised branch of an institution: its code and two digits, 31XU00 (RIO-08)."""

    code = models.CharField(max_length=6, primary_key=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE, related_name="vestigingen")
    naam = models.CharField(max_length=200)
    plaats = models.CharField(max_length=80, blank=True, default="", db_default="")
    begindatum = models.DateField(null=True)
    einddatum = models.DateField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


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
