"""Meldingen in a period in which the pupil need not attend (domain rules §13.4; EML-04). For the register itself."""

from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from verzuimloket.core.clock import AMSTERDAM
from verzuimloket.core.codelijsten import codelijst
from verzuimloket.core.models import AuditEntry
from verzuimloket.core.parameters import param
from verzuimloket.verzuim.models import Melding
from verzuimloket.vrijstellingen.models import Vrijstelling, VrijstellingVersie

TOLD_OF_OVERLAP = "melding:samenloop-melden"  # the audit line of a notice, or of an overlap too old for one
_LIVING = ("R", "B", "G", "K")


def exempt_meldingen() -> QuerySet[Melding]:
    """Those that share a day with an exemption and were not withdrawn."""
    return _overlapping("VRIJSTELLING")


def elsewhere_meldingen() -> QuerySet[Melding]:
    """Those that share a day with substitute compulsory education, and were not settled yet."""
    subject = Concat(Value("melding "), Cast(OuterRef("nummer"), CharField()))
    return _overlapping("VERVANGEND").exclude(Exists(AuditEntry.objects.filter(subject=subject, event=TOLD_OF_OVERLAP)))


def overlaps_to_settle() -> list[int]:
    """The meldingen that the register must act on, the oldest first."""
    exempt = set(exempt_meldingen().values_list("pk", flat=True))
    return sorted(exempt.union(elsewhere_meldingen().values_list("pk", flat=True)))


def is_recent_overlap(melding: Melding, *, at: datetime) -> bool:
    """Whether people should hear of it: the melding, or an exemption on one of its days, was recorded lately."""
    on = at.astimezone(AMSTERDAM).date()
    first = on - timedelta(days=param("bericht_overlap_dagen", on=on))
    since = datetime.combine(first, time(), AMSTERDAM)
    exempt = Vrijstelling.objects.filter(
        _not_ended(melding.begindatum), persoon=melding.persoon_id, begindatum__lte=melding.einddatum or date.max
    )
    recorded = VrijstellingVersie.objects.filter(id__in=exempt.values("pk"), geregistreerd__startswith__gte=since)
    return melding.melddatum >= since or recorded.exists()


def _overlapping(soort: str) -> QuerySet[Melding]:
    """Any common day counts; an absence or an exemption without an end goes on."""
    gronden = [code.code for code in codelijst("grond_vrijstelling") if code.extra["soort"] == soort]
    exempt = Vrijstelling.objects.filter(
        _not_ended(OuterRef("begindatum")),
        persoon=OuterRef("persoon"),
        grond__in=gronden,
        begindatum__lte=Coalesce(OuterRef("einddatum"), Value(date.max)),
    )
    return Melding.objects.filter(Exists(exempt), status__in=_LIVING)


def _not_ended(dag: date | OuterRef) -> Q:
    """Exemptions that go on until that day, or longer."""
    return Q(einddatum__isnull=True) | Q(einddatum__gte=dag)
