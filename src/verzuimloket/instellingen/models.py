"""Schools as RIO knows them: institutions with a code, and their locations."""

from django.db import models


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

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"


class Onderwijslocatie(models.Model):
    """A place where an institution teaches; its code starts with that of the institution (28AX0022)."""

    code = models.CharField(max_length=8, primary_key=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE, related_name="locaties")
    naam = models.CharField(max_length=100)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.naam
