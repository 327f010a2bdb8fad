"""Deliveries that were made, or asked for: what they told of, and how to recognise them. Never made again."""

import uuid

from django.db import models
from django.db.models import Q

from verzuimloket.bestanden.models import Bestand
from verzuimloket.leveringen.codes import C, P


class Levering(models.Model):
    """One delivery to one recipient.

    soort:     P, the changes of a week; C, everybody, on request.
    instantie: the recipient, as the body that acts for it is called: G0344, R0019.
    van, tot:  registrations from ``van`` up to and not including ``tot``; a C-levering has no ``van``.
    aantallen: record → how many; sha256_*: of all that stands before the closing record.
    csv, xml:  as they are put ready; gone after ``verwijderen_op``, this row stays.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    soort = models.CharField(max_length=1)
    instantie = models.CharField(max_length=5)
    peildatum = models.DateField()
    van = models.DateTimeField(null=True)
    tot = models.DateTimeField()
    aangevraagd_at = models.DateTimeField(null=True)
    kanaal = models.CharField(max_length=20, blank=True)
    uiterlijk = models.DateField(null=True)
    gemaakt_at = models.DateTimeField(null=True)
    aantallen = models.JSONField(default=dict)
    sha256_csv = models.CharField(max_length=64, blank=True)
    sha256_xml = models.CharField(max_length=64, blank=True)
    csv = models.ForeignKey(Bestand, models.SET_NULL, null=True, related_name="+")
    xml = models.ForeignKey(Bestand, models.SET_NULL, null=True, related_name="+")
    verwijderen_op = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["instantie", "-tot"], name="levering_instantie")]
        constraints = [
            models.UniqueConstraint(fields=["soort", "instantie", "peildatum"], name="levering_eenmalig"),
            models.CheckConstraint(
                condition=Q(soort=P, van__isnull=False) | Q(soort=C, van__isnull=True), name="levering_soort"
            ),
            models.CheckConstraint(
                condition=Q(gemaakt_at__isnull=True) | ~Q(sha256_csv=""), name="levering_gemaakt_is_heel"
            ),
        ]

    def __str__(self) -> str:
        return f"levering {self.pk}"
