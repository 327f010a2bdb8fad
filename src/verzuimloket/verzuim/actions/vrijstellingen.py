"""What the register does itself when a melding and an exemption share a day (domain rules §13.4; EML-04).

Recording an exemption over a melding is allowed, and so is reporting in an exempt period (VRS-02,
VRS-03): both are checked afterwards. An exemption takes the melding back; substitute compulsory
education only leads to a notice. Either way agency and school get a mail, unless both melding and
exemption are old (``bericht_overlap_dagen``): the first night after loading an old register settles
years of overlaps, and nobody is helped by mails about those (D9: old ones are converted all the same).
"""

from datetime import datetime

from django.db import transaction

from verzuimloket.core import audit, jobs
from verzuimloket.core.actor import Actor
from verzuimloket.verzuim import queries
from verzuimloket.verzuim.actions.meldingen import withdraw_exempt
from verzuimloket.verzuim.models import Melding
from verzuimloket.verzuim.queries import TOLD_OF_OVERLAP


@transaction.atomic
def settle_overlap(melding_id: int, *, by: Actor, at: datetime) -> bool:
    """Withdraw or tell, once; whether there was still something to do. About an old overlap nobody is told.

    The melding is locked and then looked at: a second run, or a school that was first, finds it done.
    """
    assert by.register, "only the register looks at all meldingen"
    Melding.objects.select_for_update().filter(pk=melding_id).first()
    exempt = queries.exempt_meldingen().filter(pk=melding_id).first()
    if exempt:
        withdraw_exempt(exempt, by=by, at=at, tell=queries.is_recent_overlap(exempt, at=at))
        return True
    elsewhere = queries.elsewhere_meldingen().filter(pk=melding_id).first()
    if elsewhere is None:
        return False
    recent = queries.is_recent_overlap(elsewhere, at=at)
    audit.record(TOLD_OF_OVERLAP, elsewhere, by=by, bericht=recent)
    if recent:
        jobs.defer("melding_behandeld", melding_id=elsewhere.pk, event="vervangend")
    return True
