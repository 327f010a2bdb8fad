"""Merges of two registrations of one person, and what agencies ask about pupils with two numbers (ADR 0035)."""

import uuid

from django.db import models
from django.db.models import Q

from verzuimloket.routering.models import Instantie


class Koppeling(models.Model):
    """One merge: who, when, why, from whom to whom.

    van, naar:  kenmerk of the person that is no longer registered, and of the one that remained. No relation:
                the first is gone, and the second may go too.
    reden:      a code of koppel_reden.csv; punten: how much the two were alike.
    aantallen:  rows that moved, per table. inhoud: what is needed to undo it, sealed; gone after the term.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    van = models.UUIDField()
    naar = models.UUIDField()
    reden = models.CharField(max_length=12)
    punten = models.PositiveSmallIntegerField()
    aantallen = models.JSONField(default=dict)
    inhoud = models.BinaryField(default=bytes)
    door = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=20)
    gekoppeld_at = models.DateTimeField()
    terugdraaien_tot = models.DateField()
    teruggedraaid_at = models.DateTimeField(null=True)
    teruggedraaid_door = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["naar"], name="koppeling_naar"),
            models.Index(fields=["van"], name="koppeling_van"),
            models.Index(fields=["-gekoppeld_at"], name="koppeling_gekoppeld"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(van=models.F("naar")), name="koppeling_twee_personen"),
        ]

    def __str__(self) -> str:
        return f"koppeling {self.pk}"


class Koppelvraag(models.Model):
    """A question of an agency about a pupil, on screen or as a line of a file (domain rules §13.6).

    inhoud:  the two numbers, the name, the birth date and the remark, sealed. antwoord: the answer, sealed.
    stand:   a code of koppelvraag_stand.csv.
    levering: which file it came with, as its content says it; bestandsnaam and regel: its name and the line.
              Empty and 0 for a question on screen.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instantie = models.ForeignKey(Instantie, models.PROTECT)
    levering = models.UUIDField(null=True)
    bestandsnaam = models.CharField(max_length=40, blank=True)
    regel = models.PositiveIntegerField(default=0)
    stand = models.CharField(max_length=12, default="OPEN")
    inhoud = models.BinaryField()
    antwoord = models.BinaryField(default=bytes)
    door = models.CharField(max_length=200)
    gesteld_at = models.DateTimeField()
    beantwoord_door = models.CharField(max_length=200, blank=True)
    beantwoord_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["instantie", "-gesteld_at"], name="koppelvraag_instantie")]
        constraints = [
            models.UniqueConstraint(fields=["levering", "regel"], name="koppelvraag_regel"),
            models.CheckConstraint(
                condition=Q(stand="OPEN") | Q(beantwoord_at__isnull=False), name="koppelvraag_beantwoord_op"
            ),
        ]

    def __str__(self) -> str:
        return f"koppelvraag {self.pk}"

    @property
    def open(self) -> bool:
        return self.stand == "OPEN"


class TweePersonen(models.Model):
    """Two registrations that look alike, of which the register holder found out that they are two pupils.

    een, ander: kenmerk of each, the lower one first. No relation: one of them may be merged with a third and go.
    """

    een = models.UUIDField()
    ander = models.UUIDField()
    door = models.CharField(max_length=200)
    beoordeeld_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["een", "ander"], name="tweepersonen_paar"),
            models.CheckConstraint(condition=Q(een__lt=models.F("ander")), name="tweepersonen_volgorde"),
        ]

    def __str__(self) -> str:
        return f"twee personen {self.pk}"
