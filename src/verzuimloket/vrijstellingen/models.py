"""Exemptions and substitute compulsory education. Recording them on screen is a later issue; loading exists."""

from django.db import models
from django.db.models import F, Q

from verzuimloket.core.models import Versie
from verzuimloket.personen.models import Persoon


class VrijstellingVelden(models.Model):
    """A period (both days inclusive; no end: open) without the duty to attend, on a ground of the Leerplichtwet."""

    grond = models.CharField(max_length=4)
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)

    class Meta:
        abstract = True


class Vrijstelling(VrijstellingVelden):
    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="vrijstellingen")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(einddatum__gte=F("begindatum")), name="vrijstelling_volgorde")
        ]

    def __str__(self) -> str:
        return f"vrijstelling {self.pk}"


class VrijstellingVersie(VrijstellingVelden, Versie):
    persoon = models.ForeignKey(Persoon, models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Versie.Meta):
        db_table = "vrijstellingen_vrijstelling_versie"
