"""Meldingen: reports of absence, with every state that the register ever knew; and drafts of them."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from verzuimloket.access.models import Gebruiker
from verzuimloket.core.models import Versie
from verzuimloket.instellingen.models import Instelling, Onderwijslocatie
from verzuimloket.personen.models import Persoon
from verzuimloket.routering.models import Instantie


class MeldingVelden(models.Model):
    """One report of absence. Domain rules §7 is the dictionary of its fields.

    Lists that belong to one melding are JSON: one row is one melding is one version (ADR 0021).
    ``nummer`` is for people; ``kenmerk`` stands in addresses (ADR 0017).
    """

    nummer = models.BigIntegerField()
    kenmerk = models.UUIDField(default=uuid.uuid4)
    melddatum = models.DateTimeField()
    status = models.CharField(max_length=1, default="R")
    status_sinds = models.DateTimeField()
    wet = models.CharField(max_length=3)
    versie = models.PositiveIntegerField(default=1)  # optimistic lock: a change names the version it saw

    begindatum = models.DateField()
    einddatum = models.DateField(null=True)
    soort = models.CharField(max_length=4)
    verbijzondering = models.CharField(max_length=8, blank=True)
    reden = models.CharField(max_length=200)
    alle_lessen_gemist = models.BooleanField(default=False)
    toelichting = models.TextField(blank=True)
    actie_gewenst = models.BooleanField()
    toelichting_actie_gewenst = models.TextField(blank=True)
    prioriteit = models.BooleanField(default=False)
    verzuimdagen = models.JSONField(default=list)
    acties = ArrayField(models.CharField(max_length=16), default=list)
    toelichting_acties = models.TextField(blank=True)

    contact_naam = models.CharField(max_length=100)
    contact_functie = models.CharField(max_length=60, blank=True)
    contact_telefoon = models.CharField(max_length=20, blank=True)
    contact_email = models.CharField(max_length=100)
    email_naar_melder = models.BooleanField(default=True)
    leerling_telefoon = models.CharField(max_length=20, blank=True)
    leerling_email = models.CharField(max_length=100, blank=True)
    contactpersonen = models.JSONField(default=list)
    afwijkend_adres = models.JSONField(null=True)

    terugkoppeling_op = models.DateTimeField(null=True)
    organisatie = models.CharField(max_length=120, blank=True)
    behandelaar_naam = models.CharField(max_length=100, blank=True)
    behandelaar_functie = models.CharField(max_length=60, blank=True)
    behandelaar_telefoon = models.CharField(max_length=20, blank=True)
    behandelaar_email = models.CharField(max_length=100, blank=True)
    terugkoppeling = models.TextField(blank=True)
    reden_afgesloten = models.CharField(max_length=16, blank=True)
    opmerking_afsluiten = models.CharField(max_length=16, blank=True)
    reden_intrekken = models.CharField(max_length=20, blank=True)
    toelichting_intrekken = models.TextField(blank=True)

    eigen_kenmerk = models.CharField(max_length=40, blank=True, default="", db_default="")  # the school's own (WNS-04)
    taal = models.CharField(max_length=2, default="nl", db_default="nl")  # of the mails to the contact person

    class Meta:
        abstract = True


class _Dagen(Func):
    """The days of the period, both inclusive, as a PostgreSQL range; no end is endless."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"


class Melding(MeldingVelden):
    """The melding as known now. ``geduld``: loaded from an older register although it overlaps (§19)."""

    persoon = models.ForeignKey(Persoon, models.PROTECT, related_name="meldingen")
    instelling = models.ForeignKey(Instelling, models.PROTECT)
    instantie = models.ForeignKey(Instantie, models.PROTECT)
    locatie = models.ForeignKey(Onderwijslocatie, models.PROTECT, null=True)
    sleutel = models.UUIDField(null=True)  # idempotency: the same submit twice is one melding
    geduld = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nummer"], name="melding_nummer"),
            models.UniqueConstraint(fields=["kenmerk"], name="melding_kenmerk"),
            models.UniqueConstraint(fields=["sleutel"], name="melding_sleutel"),
            models.CheckConstraint(
                condition=Q(einddatum__isnull=True) | Q(einddatum__gte=F("begindatum")),
                name="melding_volgorde",
            ),
            models.CheckConstraint(
                condition=~Q(status="G") | ~Q(reden_afgesloten=""), name="melding_afgesloten_met_reden"
            ),
            models.CheckConstraint(
                condition=~Q(status="I") | ~Q(reden_intrekken=""), name="melding_ingetrokken_met_reden"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["R", "B", "G", "K", "I", "D"]), name="melding_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(prioriteit=False) | Q(actie_gewenst=True), name="melding_prioriteit_met_actie"
            ),
            ExclusionConstraint(
                name="melding_overlapt_niet",
                expressions=[
                    ("persoon", RangeOperators.EQUAL),
                    (_Dagen("begindatum", "einddatum"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(status="I") & Q(geduld=False),
            ),
        ]
        indexes = [
            # What a list filters and sorts by comes along, so that counting and sorting read the index alone.
            models.Index(
                fields=["instelling", "status", "-nummer"],
                include=["instantie", "locatie", "melddatum", "persoon"],
                name="melding_school",
            ),
            models.Index(
                fields=["instantie", "status", "-nummer"],
                include=["instelling", "locatie", "melddatum", "persoon", "prioriteit", "status_sinds"],
                name="melding_instantie",
            ),
            models.Index(fields=["persoon", "begindatum"], name="melding_persoon"),
            models.Index(
                fields=["instelling", "eigen_kenmerk"], name="melding_eigen_kenmerk", condition=~Q(eigen_kenmerk="")
            ),
        ]

    def __str__(self) -> str:
        return f"melding {self.nummer}"


class MeldingVersie(MeldingVelden, Versie):
    persoon = models.ForeignKey(Persoon, models.DO_NOTHING, related_name="+", db_constraint=False)
    instelling = models.ForeignKey(Instelling, models.DO_NOTHING, related_name="+", db_constraint=False)
    instantie = models.ForeignKey(Instantie, models.DO_NOTHING, related_name="+", db_constraint=False)
    locatie = models.ForeignKey(Onderwijslocatie, models.DO_NOTHING, related_name="+", db_constraint=False, null=True)

    class Meta(Versie.Meta):
        db_table = "verzuim_melding_versie"


class Concept(models.Model):
    """A melding in the making: the raw answers per step of the wizard (ADR 0020).

    doel: ``nieuw``, ``wijziging`` (of ``melding``), ``kopie`` or ``vervolg``. The kenmerk doubles as the
    idempotency key of the submit; ``ingediend`` is the melding that came of it.

    gebruiker: whose it is now; it may be handed over to a colleague.
    bewaard:   per step who (``door``) saved it last, and how often (``keer``) it was saved.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, primary_key=True)
    doel = models.CharField(max_length=10, default="nieuw")
    instelling = models.ForeignKey(Instelling, models.CASCADE)
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="concepten")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE)
    melding = models.ForeignKey(Melding, models.CASCADE, null=True, related_name="wijzigingen")
    melding_versie = models.PositiveIntegerField(null=True)
    antwoorden = models.JSONField(default=dict)
    ingediend = models.ForeignKey(Melding, models.SET_NULL, null=True, related_name="+")
    begonnen_at = models.DateTimeField()
    gewijzigd_at = models.DateTimeField()
    begonnen_door = models.CharField(max_length=100, blank=True, default="", db_default="")
    gewijzigd_door = models.CharField(max_length=100, blank=True, default="", db_default="")
    bewaard = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["instelling", "-gewijzigd_at"], name="concept_instelling")]

    def __str__(self) -> str:
        return f"concept {self.kenmerk}"


class Bericht(models.Model):
    """One message in the conversation about a melding (domain rules §13.1; WNS-02).

    kant:        whose it is: ``school`` or ``instantie``.
    soort:       a code of bericht_soort.csv: question, answer, remark, forwarded.
    intern:      only for the own side; the other side never sees it.
    aan:         the colleague to whom it was forwarded.
    reactie_voor: the last day on which an answer is on time.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    melding = models.ForeignKey(Melding, models.CASCADE, related_name="berichten")
    kant = models.CharField(max_length=10)
    soort = models.CharField(max_length=12)
    intern = models.BooleanField(default=False)
    tekst = models.TextField()
    antwoord_op = models.ForeignKey("self", models.PROTECT, null=True, related_name="antwoorden")
    reactie_voor = models.DateField(null=True)
    aan = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    afzender = models.CharField(max_length=100)
    organisatie = models.CharField(max_length=200)
    geplaatst_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["melding", "geplaatst_at"], name="bericht_melding")]
        constraints = [
            models.CheckConstraint(condition=Q(kant__in=["school", "instantie"]), name="bericht_kant"),
            models.CheckConstraint(condition=Q(aan__isnull=True) | Q(intern=True), name="bericht_doorsturen_is_intern"),
        ]

    def __str__(self) -> str:
        return f"bericht {self.pk}"


class Volger(models.Model):
    """Someone who wants a mail about everything that happens to a melding."""

    melding = models.ForeignKey(Melding, models.CASCADE, related_name="volgers")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE)
    kant = models.CharField(max_length=10)
    sinds = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["melding", "gebruiker"], name="volger_eenmalig")]

    def __str__(self) -> str:
        return f"volger {self.pk}"


class Bijlage(models.Model):
    """A file with a melding, or with a draft of one until it is handed in (WNS-03). The content is sealed.

    bewaren_tot: the last day on which it is kept; its own term, shorter than that of the melding.
    """

    kenmerk = models.UUIDField(default=uuid.uuid4, unique=True)
    instelling = models.ForeignKey(Instelling, models.PROTECT)
    melding = models.ForeignKey(Melding, models.CASCADE, null=True, related_name="bijlagen")
    concept = models.ForeignKey(Concept, models.CASCADE, null=True, related_name="bijlagen")
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=8)  # a code of bijlage_soort.csv
    grootte = models.PositiveIntegerField()  # bytes, before sealing
    inhoud = models.BinaryField()
    vingerafdruk = models.CharField(max_length=64)  # SHA-256, hexadecimal: the same file twice is one
    toegevoegd_door = models.CharField(max_length=100)
    toegevoegd_at = models.DateTimeField()
    bewaren_tot = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(melding__isnull=True) ^ Q(concept__isnull=True), name="bijlage_van_melding_of_concept"
            ),
        ]
        indexes = [models.Index(fields=["bewaren_tot"], name="bijlage_bewaren_tot")]

    def __str__(self) -> str:
        return f"bijlage {self.pk}"
