"""Missed lessons line by line, a list that waits for confirmation, and what a school should know. Domain rules §6.2."""

import uuid

from django.db import models
from django.db.models import Q

from verzuimloket.access.models import Gebruiker
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen.models import Persoon
from verzuimloket.verzuim.models import Concept


class Lesverzuim(models.Model):
    """One line: a whole lesson hour, or minutes, of one pupil on one day. Authorised absence never gets here (§6.5).

    gebruiker: who recorded it; a draft that comes of it is in this name.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE)
    persoon = models.ForeignKey(Persoon, models.CASCADE)
    datum = models.DateField()
    lesuur = models.PositiveSmallIntegerField(null=True)
    minuten = models.PositiveSmallIntegerField(null=True)
    soort = models.CharField(max_length=1)
    gebruiker = models.ForeignKey(Gebruiker, models.SET_NULL, null=True)
    vastgelegd_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instelling", "persoon", "datum", "soort", "lesuur", "minuten"],
                name="lesverzuim_eenmalig",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(lesuur__isnull=True, minuten__gte=1) | Q(minuten__isnull=True, lesuur__range=(1, 12)),
                name="lesverzuim_lesuur_of_minuten",
            ),
            models.CheckConstraint(
                condition=Q(soort="O") | Q(soort="T", lesuur__isnull=True), name="lesverzuim_ongeoorloofd"
            ),
        ]
        indexes = [models.Index(fields=["datum"], name="lesverzuim_datum")]

    def __str__(self) -> str:
        return f"lesverzuim {self.pk}"


class Lesverzuimlijst(models.Model):
    """A pasted or uploaded list that was checked and waits until its owner confirms it; gone after a day.

    regels: the good lines, by row number of the pupil: no person number is kept.
    fouten: what is wrong, with person numbers masked; of very long lists the first ones. ``fout`` counts the lines.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE)
    gelezen = models.PositiveIntegerField()
    geoorloofd = models.PositiveIntegerField()
    dubbel = models.PositiveIntegerField()
    fout = models.PositiveIntegerField()
    regels = models.JSONField()
    fouten = models.JSONField()
    gemaakt_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"lesverzuimlijst {self.pk}"


class Lesverzuimsignaal(models.Model):
    """Something about a pupil that asks for attention; a code of lesverzuim_signaal.csv.

    begindatum, einddatum: of the hours, or of the row of meldingen, that it is about.
    sinds:    the day on which the number was reached.
    delen:    sixtieths of an hour; 0 for a signal in days. dagen: the reverse.
    concept:  the draft that stands ready; ``voorbereid`` stays true when somebody threw it away.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instelling = models.ForeignKey(Instelling, models.CASCADE)
    persoon = models.ForeignKey(Persoon, models.CASCADE)
    soort = models.CharField(max_length=3)
    begindatum = models.DateField()
    einddatum = models.DateField()
    sinds = models.DateField()
    delen = models.PositiveIntegerField(default=0)
    dagen = models.PositiveIntegerField(default=0)
    eenheid = models.CharField(max_length=8, blank=True)
    concept = models.ForeignKey(Concept, models.SET_NULL, null=True)
    voorbereid = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instelling", "persoon", "soort", "begindatum"], name="lesverzuimsignaal_eenmalig"
            ),
        ]

    def __str__(self) -> str:
        return f"lesverzuimsignaal {self.pk}"
