"""The monthly sets, as published: never computed again (MND, domain rules §15).

A set holds keys of persons and of the versions that were known at the cutoff, no names: what a file tells is read
from those versions, so a file made again is the same file, although the register moved on (ADR 0042).
"""

import uuid

from django.db import models

_CODE = 4
MAANDELIJKS = ("A04", "A14")  # the other runs are yearly


class Peiling(models.Model):
    """One run: the register as known at a cutoff, asked who was a (possible) early school leaver on a day.

    soort:           A04 for the running report year; A14 for the one that ended, in October, November and December;
                     V and D: the preliminary and the final figures of a year, in February and October (NRSP, NenR).
    rapportjaar:     the year in which the report year begins: 2025 is 1 October 2025 up to 30 September 2026.
    t1, t2:          the day of the start set, and the day on which enrolments are looked at.
    cutoff:          what was registered before this moment counts.
    rapportagemaand: jjjjmm, the month before the one in which it is made (productiemaand, in file names).
    definitie:       the numbers and choices that were used, as they were.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    soort = models.CharField(max_length=3)
    rapportjaar = models.PositiveSmallIntegerField()
    t1 = models.DateField()
    t2 = models.DateField()
    cutoff = models.DateTimeField()
    sk_tot = models.DateField()  # a diploma up to and including this day counts
    rapportagemaand = models.CharField(max_length=6)
    productiemaand = models.CharField(max_length=6)
    definitie = models.JSONField()
    gepeild_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["soort", "productiemaand"], name="peiling_eenmalig"),
            models.CheckConstraint(condition=models.Q(soort__in=["A04", "A14", "V", "D"]), name="peiling_soort"),
        ]

    def __str__(self) -> str:
        return f"peiling {self.soort} {self.productiemaand}"


class Peilingontvanger(models.Model):
    """Who gets the reports of a run, also without a line, and what it was called then. soort, code: as in Mutatie."""

    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="ontvangers", db_index=False)
    soort = models.CharField(max_length=1)
    code = models.CharField(max_length=_CODE)
    naam = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peiling", "soort", "code"], name="peilingontvanger_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"ontvanger {self.soort} {self.code} van peiling {self.peiling_id}"


class Regel(models.Model):
    """What a line of the start set and of the list have in common: who, and which versions tell the rest.

    instelling, niveau: of the leading enrolment on t1. gemeente, regio: of the address on t2; empty when that
    is abroad or unknown. The ``_versie`` columns are keys of the version tables.
    """

    persoon_id = models.BigIntegerField()
    instelling_id = models.CharField(max_length=_CODE)
    gemeente = models.CharField(max_length=_CODE)
    regio = models.CharField(max_length=2)
    niveau = models.CharField(max_length=8)  # vsv_niveau.csv
    persoon_versie = models.BigIntegerField()
    inschrijving_versie = models.BigIntegerField()
    adres_versie = models.BigIntegerField(null=True)

    class Meta:
        abstract = True


class Startregel(Regel):
    """Who would be an early school leaver on dropping out (A05). heeft_sk: and is not, by a diploma.

    diploma_versie: of the first such diploma, when it is from after t2 (A07); only in runs of the closed year.
    """

    # A country has 1,360,000 a month: one index, and no look at the run for each of them.
    pk = models.CompositePrimaryKey("peiling_id", "persoon_id")
    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="startset", db_index=False, db_constraint=False)
    heeft_sk = models.BooleanField()
    diploma_versie = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"startregel van peiling {self.peiling_id}"


class Lijstregel(Regel):
    """Who is on the list (A04, A14), and why.

    reden:           G no enrolment, B enrolled but not for funding, E exam only (vsv_reden.csv).
    uit_versie:      the version of the last counting enrolment, which ended.
    vanaf_*:         jjjjmm since when without a break: on the list of the institution, municipality and region.
    wettelijk, niet_wettelijk: was there a melding this school year of a kind that the law demands, or another.
    """

    id = models.BigAutoField(primary_key=True)
    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="lijst", db_index=False)
    reden = models.CharField(max_length=1)
    uit_versie = models.BigIntegerField(null=True)
    vanaf_instelling = models.CharField(max_length=6)
    vanaf_gemeente = models.CharField(max_length=6)
    vanaf_regio = models.CharField(max_length=6)
    wettelijk = models.BooleanField()
    niet_wettelijk = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["peiling", "persoon_id"], name="lijstregel_persoon")]

    def __str__(self) -> str:
        return f"lijstregel {self.pk}"


class Mutatie(models.Model):
    """Who came on the list of a recipient (A01) or went off it (A02) since the previous run, and why.

    soort_ontvanger: I, G or R; ontvanger: instellingscode, gemeentecode or two digits of the region.
    reden: REDEN_OPNAME or REDEN_VERVALLEN as it stands in the file. datum: of the mutation; empty when unknown.
    """

    peiling = models.ForeignKey(Peiling, models.CASCADE, related_name="mutaties", db_index=False)
    rapport = models.CharField(max_length=3)
    soort_ontvanger = models.CharField(max_length=1)
    ontvanger = models.CharField(max_length=_CODE)
    persoon_id = models.BigIntegerField()
    lijstregel = models.ForeignKey(Lijstregel, models.CASCADE, related_name="mutaties")  # its index: for removal
    reden = models.CharField(max_length=30)
    datum = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["peiling", "soort_ontvanger", "ontvanger", "persoon_id"], name="mutatie_eenmalig"
            ),
        ]

    def __str__(self) -> str:
        return f"mutatie {self.pk}"


class Weekpeiling(models.Model):
    """One weekly run of R08. peildatum: a Monday; what was known before it counts."""

    peildatum = models.DateField(unique=True)
    cutoff = models.DateTimeField()
    gepeild_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"weekpeiling {self.peildatum:%Y-%m-%d}"


class Lrvregel(models.Model):
    """A pupil who may be absent for long (R08): the unbroken row of meldingen at one institution.

    gemeente, regio: of the address on the day of measuring; empty when that is abroad or unknown.
    delen: sixtieths of an hour that were missed.
    weken: in how many weekly runs this row stood on the list, with this one.
    """

    weekpeiling = models.ForeignKey(Weekpeiling, models.CASCADE, related_name="regels", db_index=False)
    persoon_id = models.BigIntegerField()
    persoon_versie = models.BigIntegerField()
    instelling_id = models.CharField(max_length=_CODE)
    gemeente = models.CharField(max_length=_CODE)
    regio = models.CharField(max_length=2)
    periode_van = models.DateField()
    periode_tm = models.DateField()
    delen = models.PositiveIntegerField()
    aantal_meldingen = models.PositiveSmallIntegerField()
    laatste_nummer = models.BigIntegerField()
    lrv_gemeld = models.BooleanField()
    weken = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weekpeiling", "instelling_id", "persoon_id"], name="lrvregel_eenmalig"),
        ]
        indexes = [models.Index(fields=["persoon_id"], name="lrvregel_persoon")]

    def __str__(self) -> str:
        return f"lrvregel {self.pk}"
