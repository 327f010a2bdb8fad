"""Who acts for which municipality."""

from django.db import models
from django.db.models import F, Q


class Regio(models.Model):
    """A Doorstroompunt (RMC) region; two-digit code."""

    code = models.CharField(max_length=2, primary_key=True)
    naam = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.naam


class Gemeente(models.Model):
    """A municipality; four-digit code with leading zeros."""

    code = models.CharField(max_length=4, primary_key=True)
    naam = models.CharField(max_length=80)
    regio = models.ForeignKey(Regio, models.PROTECT)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Instantie(models.Model):
    """A body that handles meldingen: a municipality (G0344), a region (R0019) or one they appointed (U0001)."""

    code = models.CharField(max_length=5, primary_key=True)
    naam = models.CharField(max_length=120)
    email = models.EmailField(blank=True)  # empty: no notices until the register holder sets it
    telefoon = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Routering(models.Model):
    """The body and the e-mail address that a municipality chose for one category, from day to day (RTG-04).

    Without a line the municipality's own body acts.
    """

    gemeente = models.ForeignKey(Gemeente, models.CASCADE)
    categorie = models.CharField(max_length=20)
    instantie = models.ForeignKey(Instantie, models.PROTECT)
    email = models.EmailField()
    begindatum = models.DateField()
    einddatum = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "categorie", "begindatum"], name="routering_eenmalig"),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
                name="routering_volgorde",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemeente_id} {self.categorie} → {self.instantie_id}"


class Postcodegebied(models.Model):
    """A postal code and its municipality: for addresses that a school delivers (domain rules §10).

    A postal code may lie in two municipalities: here stands the one with most of its house numbers.
    met_de_hand: of a new street, added by the register holder; the next table leaves it alone if it lacks it.
    """

    postcode = models.CharField(max_length=6, primary_key=True)
    gemeente = models.ForeignKey(Gemeente, models.PROTECT)
    met_de_hand = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return self.postcode


class Postcodeuitzondering(models.Model):
    """A house number of a postal code that lies in another municipality than most of the others."""

    postcode = models.CharField(max_length=6)
    huisnummer = models.CharField(max_length=5)  # digits without leading zeros; text, as in addresses
    gemeente = models.ForeignKey(Gemeente, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["postcode", "huisnummer"], name="postcodeuitzondering_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"{self.postcode} {self.huisnummer}"


class Postcodetabel(models.Model):
    """One load of the table of postal codes; the newest is the present one. peildatum: the day it describes."""

    peildatum = models.DateField()
    bron = models.CharField(max_length=100)
    geladen_at = models.DateTimeField()
    geladen_door = models.CharField(max_length=200)
    regels = models.PositiveIntegerField()
    postcodes = models.PositiveIntegerField()
    uitzonderingen = models.PositiveIntegerField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"postcodetabel {self.peildatum:%Y-%m-%d}"
