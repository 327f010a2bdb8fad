"""Enrolments and diplomas, with every state that the register ever knew."""

import uuid

from django.db import models
from django.db.models import F, Q

from verzuimloket.access.models import Gebruiker
from verzuimloket.core.models import Versie
from verzuimloket.instellingen.models import Instelling
from verzuimloket.personen.models import Persoon


class InschrijvingVelden(models.Model):
    """A pupil at an institution from begindatum to einddatum, both inclusive; empty = still enrolled."""

    kenmerk = models.UUIDField(default=uuid.uuid4)
    vestiging = models.CharField(max_length=6, blank=True)
    volgnummer = models.CharField(max_length=12, blank=True)
    sector = models.CharField(max_length=4)
    soort = models.CharField(max_length=12, blank=True)  # soort_onderwijs.csv
    niveau = models.CharField(max_length=2, blank=True)
    leertraject = models.CharField(max_length=6, blank=True)  # leertraject.csv
    opleidingscode = models.CharField(max_length=12, blank=True)
    bekostigd = models.BooleanField(default=False)
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)

    class Meta:
        abstract = True


class Inschrijving(InschrijvingVelden):
    """The enrolment as known now. Its two relations have no index of their own: those of the class begin with them."""

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="inschrijvingen", db_index=False)
    instelling = models.ForeignKey(Instelling, models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kenmerk"], name="inschrijving_kenmerk"),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
                name="inschrijving_volgorde",
            ),
        ]
        indexes = [
            models.Index(fields=["persoon", "instelling"], name="inschrijving_persoon"),
            models.Index(fields=["instelling", "persoon"], name="inschrijving_instelling"),
        ]

    def __str__(self) -> str:
        return f"inschrijving {self.pk}"


class InschrijvingVersie(InschrijvingVelden, Versie):
    persoon = models.ForeignKey(Persoon, models.DO_NOTHING, related_name="+", db_constraint=False)
    instelling = models.ForeignKey(Instelling, models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Versie.Meta):
        db_table = "inschrijvingen_inschrijving_versie"


class DiplomaVelden(models.Model):
    """A diploma; mbo level 2 or higher, havo and vwo are a startkwalificatie (LPW art. 1f)."""

    soort = models.CharField(max_length=12)
    niveau = models.CharField(max_length=2, blank=True)
    datum = models.DateField()

    class Meta:
        abstract = True


class Diploma(DiplomaVelden):
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="diplomas")

    def __str__(self) -> str:
        return f"diploma {self.pk}"


class DiplomaVersie(DiplomaVelden, Versie):
    persoon = models.ForeignKey(Persoon, models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Versie.Meta):
        db_table = "inschrijvingen_diploma_versie"


class Mentorleerling(models.Model):
    """A pupil whose meldingen a mentor may read, who is limited to own pupils; both days inclusive (WNS-01)."""

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="mentorleerlingen")
    instelling = models.ForeignKey(Instelling, models.CASCADE)
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="mentoren")
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "instelling", "persoon"],
                condition=Q(einddatum__isnull=True),
                name="mentorleerling_eenmalig",
            ),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
                name="mentorleerling_volgorde",
            ),
        ]

    def __str__(self) -> str:
        return f"mentorleerling {self.pk}"


class Intrekking(models.Model):
    """A wrong enrolment that was taken back: which it was, and why (WNS-15).

    The enrolment itself has left the register; ``inschrijvingen_inschrijving_versie`` keeps every state of it.
    """

    kenmerk = models.UUIDField(unique=True)  # that of the enrolment
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="intrekkingen")
    instelling = models.ForeignKey(Instelling, models.PROTECT)
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)
    reden = models.CharField(max_length=20)  # a code of reden_intrekken_inschrijving.csv
    toelichting = models.CharField(max_length=200, blank=True)
    ingetrokken_at = models.DateTimeField()
    door = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["instelling", "-ingetrokken_at"], name="intrekking_instelling")]

    def __str__(self) -> str:
        return f"intrekking {self.pk}"


class Uitstroom(models.Model):
    """What a school knows of a pupil who left without a known new school (WNS-14).

    kenmerk, einddatum: of the enrolment and of its end; with another end date the question is a new one.
    There is no free text: where somebody went is told by a code of uitstroom_vervolg.csv.
    """

    kenmerk = models.UUIDField(unique=True)
    instelling = models.ForeignKey(Instelling, models.PROTECT)
    einddatum = models.DateField()
    vervolg = models.CharField(max_length=20)
    vastgelegd_at = models.DateTimeField()
    door = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"uitstroom {self.pk}"
