"""What somebody sent as a file, how far its handling is, and what was found in it."""

import uuid

from django.db import models
from django.db.models import Q

from verzuimloket.bestanden.models import Bestand
from verzuimloket.instellingen.models import Instelling


class Aanlevering(models.Model):
    """One file that was sent, with the choices of the sender and the outcome (ADR 0034).

    soort:      a code of bestandssoort.csv; stand: a code of aanlevering_stand.csv.
    instelling: for which code; empty: each line names one of the sender's own.
    alles_of_niets: nothing is stored when one line is wrong; otherwise the good lines are.
    vervang_bestaande: a line may make an enrolment at the same institution make place (eisen.md Q20).
    stopdrempel: percentage of wrong lines at which the handling stops; 100: never.
    leeswijze:  what was recognised: encoding, separator, notation of dates, columns, repairs. No values.
    regels, gedaan: lines in the file (0: not known yet), and those that are judged, or stored for good.
    nieuw, gewijzigd, ongewijzigd, fout, gewaarschuwd: lines by outcome, of the last pass.
    melding:    one sentence when the whole file was refused or the handling ended early.
    telling:    findings by code, also those beyond what is stored: code → [how many, whether it blocks].
    vingerafdruk: of the content, with a key: the same file a second time is recognised, not readable.
    voorbeeld:  the first lines as they were read, sealed.
    terug, foute_regels: the own file with outcomes, and only its wrong lines, as far as they are made.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    bestand = models.OneToOneField(Bestand, models.CASCADE, related_name="aanlevering")
    soort = models.CharField(max_length=20)
    instelling = models.ForeignKey(Instelling, models.PROTECT, null=True)
    stand = models.CharField(max_length=16, default="ONTVANGEN")
    alles_of_niets = models.BooleanField(default=False)
    vervang_bestaande = models.BooleanField(default=False)
    stopdrempel = models.PositiveSmallIntegerField(default=100)
    leeswijze = models.JSONField(default=dict)
    regels = models.PositiveIntegerField(default=0)
    gedaan = models.PositiveIntegerField(default=0)
    nieuw = models.PositiveIntegerField(default=0)
    gewijzigd = models.PositiveIntegerField(default=0)
    ongewijzigd = models.PositiveIntegerField(default=0)
    fout = models.PositiveIntegerField(default=0)
    gewaarschuwd = models.PositiveIntegerField(default=0)
    melding = models.CharField(max_length=300, blank=True)
    melding_code = models.CharField(max_length=40, blank=True)
    organisatie_naam = models.CharField(max_length=200, default="", db_default="")
    telling = models.JSONField(default=dict)
    vingerafdruk = models.CharField(max_length=64, default="", db_default="")
    voorbeeld = models.BinaryField(default=bytes)
    terug = models.ForeignKey(Bestand, models.SET_NULL, null=True, related_name="+")
    foute_regels = models.ForeignKey(Bestand, models.SET_NULL, null=True, related_name="+")
    ontvangen_at = models.DateTimeField()
    gecontroleerd_at = models.DateTimeField(null=True)
    verwerkt_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-ontvangen_at"], name="aanlevering_ontvangen"),
            models.Index(fields=["vingerafdruk"], name="aanlevering_vingerafdruk"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand="VERWERKT") | Q(verwerkt_at__isnull=False), name="aanlevering_verwerkt_op"
            ),
            models.CheckConstraint(condition=Q(stopdrempel__lte=100), name="aanlevering_drempel"),
        ]

    def __str__(self) -> str:
        return f"aanlevering {self.pk}"

    @property
    def bezig(self) -> bool:
        """Whether the register is still going to do something with it by itself."""
        return self.stand in ("ONTVANGEN", "CONTROLEREN", "VERWERKEN")

    @property
    def goed(self) -> int:
        """Lines that can be stored, or were."""
        return self.nieuw + self.gewijzigd + self.ongewijzigd


class Bevinding(models.Model):
    """What is wrong with one line of a file, or remarkable. Value and sentence are sealed: they may hold names."""

    aanlevering = models.ForeignKey(Aanlevering, models.CASCADE, related_name="bevindingen")
    regel = models.PositiveIntegerField()
    kolom = models.CharField(max_length=40, blank=True)
    code = models.CharField(max_length=60)
    blokkeert = models.BooleanField()
    inhoud = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["aanlevering", "regel"], name="bevinding_regel")]

    def __str__(self) -> str:
        return f"bevinding {self.pk}"
