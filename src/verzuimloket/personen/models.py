"""Persons and where they live, each with every state that the register ever knew."""

import uuid

from django.db import models
from django.db.models import F, Q

from verzuimloket.core.models import Versie
from verzuimloket.personen.inputs import Geboortedatum


class PersoonVelden(models.Model):
    """What the register knows of a person. Person numbers are sealed; the index finds an equal one."""

    kenmerk = models.UUIDField(default=uuid.uuid4)
    bsn = models.BinaryField(null=True)
    bsn_index = models.BinaryField(null=True)
    onderwijsnummer = models.BinaryField(null=True)
    onderwijsnummer_index = models.BinaryField(null=True)
    achternaam = models.CharField(max_length=200)
    voorvoegsel = models.CharField(max_length=20, blank=True)
    voornamen = models.CharField(max_length=200, blank=True)
    zoeknaam = models.CharField(max_length=200)  # surname, unaccented, lower case, prefix apart
    geslacht = models.CharField(max_length=1)
    geboortedatum = models.DateField()  # the day on which ages count when the date is partial
    geboorte_precisie = models.CharField(max_length=1, default="D")  # D day, M month, J year known
    overlijdensdatum = models.DateField(null=True)
    overlijden_geregistreerd = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def geboren(self) -> Geboortedatum:
        """The birth date as far as it is known."""
        day = self.geboortedatum
        month_known, day_known = self.geboorte_precisie in "DM", self.geboorte_precisie == "D"
        return Geboortedatum(day.year, day.month if month_known else None, day.day if day_known else None)

    @property
    def naam(self) -> str:
        """First names, prefix and surname, as the overview shows a pupil (OVZ-07)."""
        return " ".join(part for part in (self.voornamen, self.voorvoegsel, self.achternaam) if part)

    @property
    def lijstnaam(self) -> str:
        """Surname first, as lists are sorted: ``Berg, van den``."""
        return f"{self.achternaam}, {self.voorvoegsel}" if self.voorvoegsel else self.achternaam


class Persoon(PersoonVelden):
    """The person as known now."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kenmerk"], name="persoon_kenmerk"),
            models.UniqueConstraint(fields=["bsn_index"], name="persoon_bsn"),
            models.UniqueConstraint(fields=["onderwijsnummer_index"], name="persoon_onderwijsnummer"),
            models.CheckConstraint(
                condition=Q(bsn_index__isnull=False) | Q(onderwijsnummer_index__isnull=False),
                name="persoon_heeft_nummer",
            ),
            models.CheckConstraint(condition=Q(geslacht__in=["M", "V", "O"]), name="persoon_geslacht"),
            models.CheckConstraint(condition=Q(geboorte_precisie__in=["D", "M", "J"]), name="persoon_precisie"),
        ]
        indexes = [models.Index(fields=["zoeknaam", "geboortedatum"], name="persoon_zoeknaam")]

    def __str__(self) -> str:
        return f"persoon {self.pk}"


class PersoonVersie(PersoonVelden, Versie):
    class Meta(Versie.Meta):
        db_table = "personen_persoon_versie"


class Nummeralias(models.Model):
    """A number that a person had before two registrations were merged; who gives it, still finds the person.

    Sealed to the person's kenmerk, like the number itself (ADR 0016).
    """

    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="aliassen")
    soort = models.CharField(max_length=16)  # bsn or onderwijsnummer
    nummer = models.BinaryField()
    nummer_index = models.BinaryField()
    sinds = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nummer_index"], name="nummeralias_index")]

    def __str__(self) -> str:
        return f"alias {self.pk}"


class AdresVelden(models.Model):
    """An address during a period (both days inclusive). Abroad: ``landcode`` other than 6030."""

    begindatum = models.DateField()
    einddatum = models.DateField(null=True)
    gemeentecode = models.CharField(max_length=4, blank=True)
    landcode = models.CharField(max_length=4, default="6030")
    postcode = models.CharField(max_length=6, blank=True)
    huisnummer = models.CharField(max_length=5, blank=True)
    huisletter = models.CharField(max_length=1, blank=True)
    toevoeging = models.CharField(max_length=4, blank=True)
    aanduiding = models.CharField(max_length=2, blank=True)
    locatie = models.CharField(max_length=35, blank=True)
    straat = models.CharField(max_length=80, blank=True)
    plaats = models.CharField(max_length=80, blank=True)
    regel1 = models.CharField(max_length=35, blank=True)
    regel2 = models.CharField(max_length=35, blank=True)
    regel3 = models.CharField(max_length=35, blank=True)

    class Meta:
        abstract = True

    @property
    def buitenland(self) -> bool:
        return self.landcode != "6030"

    @property
    def regel(self) -> str:
        """The address in one line."""
        if self.buitenland:
            return ", ".join(part for part in (self.regel1, self.regel2, self.regel3) if part)
        number = f"{self.huisnummer}{self.huisletter} {self.toevoeging}".strip()
        code = f"{self.postcode[:4]} {self.postcode[4:]}".strip()
        return ", ".join(part for part in (f"{self.straat} {number}".strip(), f"{code} {self.plaats}".strip()) if part)


class Adres(AdresVelden):
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="adressen", db_index=False)  # see indexes

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")), name="adres_volgorde"
            )
        ]
        indexes = [models.Index(fields=["persoon", "begindatum"], name="adres_persoon")]

    def __str__(self) -> str:
        return f"adres {self.pk}"


class AdresVersie(AdresVelden, Versie):
    persoon = models.ForeignKey(Persoon, models.DO_NOTHING, related_name="+", db_constraint=False)

    class Meta(Versie.Meta):
        db_table = "personen_adres_versie"
