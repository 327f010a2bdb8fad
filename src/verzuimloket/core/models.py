"""The audit line, and what every version of every row carries."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models


class AuditEntry(models.Model):
    """One event, written in the transaction that made it true. Never changed, never removed by the application.

    ``subject`` is a reference such as ``melding 5400``: no person number, name or address.
    """

    at = models.DateTimeField(db_index=True)
    event = models.CharField(max_length=60)
    subject = models.CharField(max_length=100)
    actor = models.CharField(max_length=200)
    gebruiker_id = models.BigIntegerField(null=True)
    organisatie = models.CharField(max_length=20)
    kanaal = models.CharField(max_length=20)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.subject}"


class Versie(models.Model):
    """A state of a row as the register knew it during ``geregistreerd``; written by a database trigger.

    Abstract: each versioned model has its own table ``<tabel>_versie`` (ADR 0025).
    """

    versie_id = models.BigIntegerField(primary_key=True)
    geregistreerd = DateTimeRangeField()
    actor = models.CharField(max_length=200)
    organisatie_naam = models.CharField(max_length=200)
    kanaal = models.CharField(max_length=20)
    aanleiding = models.CharField(max_length=200)
    id = models.BigIntegerField()

    class Meta:
        abstract = True
        managed = False
