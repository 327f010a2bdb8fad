"""People who log in, and what they may do for which organisation."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Gebruiker(AbstractBaseUser):
    """A person with a log-in. The role and the organisation stand in Machtiging."""

    gebruikersnaam = models.CharField(max_length=60, unique=True)
    naam = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    totp_geheim = models.BinaryField(null=True)  # sealed, see access.queries
    totp_laatste_stap = models.BigIntegerField(default=0)  # a code is good for one log-in
    mislukt = models.PositiveSmallIntegerField(default=0)
    geblokkeerd_tot = models.DateTimeField(null=True)
    voorkeuren = models.JSONField(default=dict)

    USERNAME_FIELD = "gebruikersnaam"
    objects = BaseUserManager["Gebruiker"]()

    def __str__(self) -> str:
        return self.naam


class Machtiging(models.Model):
    """A role for one organisation, from day to day (both inclusive); granted by its administrator.

    soort_kenmerk, kenmerk: ``bestuur`` 109B027, ``instelling`` 28AX, ``instantie`` G0344 or
    ``register`` – the role + kenmerk of the Dutch portal (domain rules §12.1).
    beperking, locaties: how far a reader may look (WNS-01), see Inzage.
    """

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="machtigingen")
    rol = models.CharField(max_length=40)
    soort_kenmerk = models.CharField(max_length=12)
    kenmerk = models.CharField(max_length=12, blank=True)
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)
    beperking = models.CharField(max_length=12, blank=True, default="", db_default="")
    locaties = ArrayField(models.CharField(max_length=8), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "rol", "soort_kenmerk", "kenmerk"], name="machtiging_eenmalig"
            ),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
                name="machtiging_volgorde",
            ),
            models.CheckConstraint(condition=Q(beperking="") | Q(rol="raadpleger"), name="machtiging_beperkt_lezer"),
            models.CheckConstraint(
                condition=Q(beperking="locatie", locaties__len__gt=0) | (~Q(beperking="locatie") & Q(locaties=[])),
                name="machtiging_met_locaties",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rol} {self.soort_kenmerk} {self.kenmerk}"


class Apisleutel(models.Model):
    """With this the software of one institution enters through the machine link (WNS-11, ADR 0041).

    nummer: the part of the key that is no secret; of the secret part only a hash is kept.
    bereik: codes of api_bereik.csv. venster_at, venster_aantal: how often it was used in the minute that began then.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instelling = models.CharField(max_length=12)  # its code: institutions stand beside this app
    nummer = models.CharField(max_length=16, unique=True)
    geheim_hash = models.BinaryField()
    label = models.CharField(max_length=60)
    bereik = ArrayField(models.CharField(max_length=40))
    gemaakt_at = models.DateTimeField()
    gemaakt_door = models.CharField(max_length=200)
    vervalt_op = models.DateField()  # the last day
    ingetrokken_at = models.DateTimeField(null=True)
    laatst_gebruikt_at = models.DateTimeField(null=True)
    mislukt = models.PositiveSmallIntegerField(default=0)
    geblokkeerd_tot = models.DateTimeField(null=True)
    venster_at = models.DateTimeField(null=True)
    venster_aantal = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["instelling", "-gemaakt_at"], name="apisleutel_instelling")]

    def __str__(self) -> str:
        return f"apisleutel {self.pk}"


class Apiantwoord(models.Model):
    """What the machine link answered to a request that may come again, so that a retry gets the same (ADR 0041).

    kenmerk: the sender's Idempotency-Key; inhoud: a keyed print of the request; antwoord: sealed.
    """

    instelling = models.CharField(max_length=12)
    kenmerk = models.UUIDField()
    inhoud = models.BinaryField()
    antwoord = models.BinaryField(default=b"")
    gegeven_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["instelling", "kenmerk"], name="apiantwoord_eenmalig")]

    def __str__(self) -> str:
        return f"apiantwoord {self.pk}"
