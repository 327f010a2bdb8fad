"""Work that the register does by itself at fixed hours."""

import shutil
from datetime import timedelta

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app

from verzuimloket.access import actions as toegang
from verzuimloket.access import queries as access
from verzuimloket.bestanden import actions as bestanden
from verzuimloket.core import audit, clock, jobs
from verzuimloket.core.actor import SYSTEEM, Rol
from verzuimloket.core.parameters import param
from verzuimloket.core.scope import acting_as
from verzuimloket.inschrijvingen import queries as inschrijvingen
from verzuimloket.instellingen import queries as instellingen
from verzuimloket.koppelingen import actions as koppelingen
from verzuimloket.lesverzuim import actions as lesverzuim
from verzuimloket.leveringen import tasks as leveringen
from verzuimloket.rapportages import actions as rapportages
from verzuimloket.rapportages.tasks import make_due, make_due_weeks
from verzuimloket.uitvoer import registratie_taken
from verzuimloket.verzuim import actions, queries
from verzuimloket.verzuim.models import Melding


@app.periodic(cron="15 3 * * *")
@app.task(name="concepten_opruimen", queueing_lock="concepten_opruimen", pass_context=False)
def remove_old_drafts(timestamp: int) -> None:
    """Every night: drafts go after their term (ADR 0020)."""
    now = clock.now()
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = actions.remove_old_drafts(before=now - timedelta(days=param("concept_dagen", on=now.date())))
        audit.record("concept:opruimen", "concepten", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="0 7 * * 1")
@app.task(name="einddatum_herinneren", queueing_lock="einddatum_herinneren", pass_context=False)
def remind_of_end_dates(timestamp: int) -> None:
    """Every Monday: a mail about each melding that should have an end date by now (D11). Twice sends once."""
    on = clock.today()
    year, week, _ = on.isocalendar()
    with acting_as(SYSTEEM):
        missing = list(queries.without_end(Melding.objects.all(), on=on).values_list("pk", flat=True))
        for pk in missing:
            jobs.defer("einddatum_herinnerd", melding_id=pk, week=f"{year}-W{week:02}")
        audit.record("melding:herinneren", "meldingen", by=SYSTEEM, aantal=len(missing))


@app.periodic(cron="15 7 * * 1")
@app.task(name="dubbelen_melden", queueing_lock="dubbelen_melden", pass_context=False)
def tell_of_double_enrolments(timestamp: int) -> None:
    """Every Monday: a mail to who enrols at a school that has pupils whom another school has too (D16)."""
    on = clock.today()
    year, week, _ = on.isocalendar()
    with acting_as(SYSTEEM):
        codes = tuple(inschrijvingen.doubles_per_instelling(on=on))
        schools = [(school.code, school.bestuur) for school in instellingen.instellingen(codes)]
        organisaties = {("instelling", code) for code, _ in schools} | {("bestuur", bestuur) for _, bestuur in schools}
        readers = access.holders_of(Rol.INSCHRIJVER, organisaties, on=on)
        for gebruiker_id in readers:
            jobs.defer("dubbelen_gemeld", gebruiker_id=gebruiker_id, week=f"{year}-W{week:02}")
        audit.record("inschrijving:dubbelen-melden", "inschrijvingen", by=SYSTEEM, aantal=len(readers))


@app.periodic(cron="25 3 * * *")
@app.task(name="bestanden_opruimen", queueing_lock="bestanden_opruimen", pass_context=False)
def remove_old_files(timestamp: int) -> None:
    """Every night: files go on their day, and what a worker that died left on the disk."""
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = bestanden.remove_old(on=clock.today())
        audit.record("bestand:opruimen", "bestanden", by=SYSTEEM, aantal=aantal)
    yesterday = clock.real_now().timestamp() - timedelta(days=1).total_seconds()
    for left in settings.TIJDELIJK.glob("*"):
        if left.stat().st_mtime < yesterday:
            shutil.rmtree(left, ignore_errors=True)


@app.periodic(cron="20 3 * * *")
@app.task(name="bijlagen_opruimen", queueing_lock="bijlagen_opruimen", pass_context=False)
def remove_old_attachments(timestamp: int) -> None:
    """Every night: attachments go after their own term, which is shorter than that of the melding (WNS-03)."""
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = actions.remove_old_bijlagen(on=clock.today())
        audit.record("bijlage:opruimen", "bijlagen", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="*/5 * * * *")
@app.task(name="vastgelopen_taken", queueing_lock="vastgelopen_taken", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Every five minutes: a job of a worker that died is done again. Every job of ours can be repeated."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="45 2 * * *")
@app.task(name="samenloop_vrijstellingen", queueing_lock="samenloop_vrijstellingen", pass_context=False)
def settle_overlaps(timestamp: int) -> None:
    """Every night: meldingen in an exempt period (EML-04). Each in its own transaction: a stop loses nothing."""
    with acting_as(SYSTEEM):
        found = queries.overlaps_to_settle()
    for melding_id in found:
        with acting_as(SYSTEEM, "samenloop met een vrijstelling"):
            actions.settle_overlap(melding_id, by=SYSTEEM, at=clock.now())


@app.periodic(cron="30 4 * * *")
@app.task(name="registratieoverzichten", queueing_lock="registratieoverzichten", pass_context=False)
def make_overviews(timestamp: int) -> None:
    """Every night: the registratieoverzicht of each institution (BST-09). Twice on one day makes it once."""
    with acting_as(SYSTEEM):
        aantal = registratie_taken.order_all()
        audit.record("registratie:klaarzetten", "registratieoverzichten", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="0 4 * * 1")
@app.task(name="leerplicht_signalen", queueing_lock="leerplicht_signalen", pass_context=False)
def tell_municipalities(timestamp: int) -> None:
    """Every Monday: who turns 5, for the municipality where the child lives (INS-45)."""
    with acting_as(SYSTEEM):
        aantal = registratie_taken.order_signals()
        audit.record("leerplicht:signaleren", "gemeenten", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="0 5 * * *")
@app.task(name="lrv_peilen", queueing_lock="lrv_peilen", pass_context=False)
def measure_long_absence(timestamp: int) -> None:
    """Every Monday: who may be absent for long (R08), and its files; another day only when that Monday was missed."""
    make_due_weeks()
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = rapportages.forget_weeks(on=clock.today())
        audit.record("rapportage:lrv-opruimen", "rapportages", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="30 5 * * *")
@app.task(name="maandrapportages", queueing_lock="maandrapportages", pass_context=False)
def make_monthly_reports(timestamp: int) -> None:
    """Every morning: the months of which the day of publication has come (MND-10); mostly there is none."""
    make_due()


@app.periodic(cron="45 3 * * *")
@app.task(name="peilingen_opruimen", queueing_lock="peilingen_opruimen", pass_context=False)
def remove_old_sets(timestamp: int) -> None:
    """Every night: the lists of a report year go after their term, which is longer than that of the files."""
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = rapportages.remove_old(on=clock.today())
        audit.record("rapportage:opruimen", "peilingen", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="30 1 * * *")
@app.task(
    name="leveringen_klaarzetten", queueing_lock="leveringen_klaarzetten", pass_context=False, retry=leveringen.LATER
)
def publish_deliveries(timestamp: int) -> None:
    """Sunday night: what changed in the week that ended, per municipality and region; another night what was missed."""
    leveringen.publish_weeks()


@app.periodic(cron="35 * * * *")
@app.task(name="lesverzuim_bijwerken", queueing_lock="lesverzuim_bijwerken", pass_context=False)
def refresh_signals(timestamp: int) -> None:
    """Every hour: signals about hours and days, after meldingen that came, changed or went, and days that went by."""
    with acting_as(SYSTEEM, "signalen bijwerken"):
        aantal = lesverzuim.refresh_all(by=SYSTEEM, at=clock.now())
        audit.record("lesverzuim:bijwerken", "signalen", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="40 3 * * *")
@app.task(name="koppelingen_opruimen", queueing_lock="koppelingen_opruimen", pass_context=False)
def forget_merges(timestamp: int) -> None:
    """Every night: what was kept to undo a merge, and answered questions, go after the term (ADR 0035)."""
    with acting_as(SYSTEEM, "bewaartermijn"):
        koppelingen.forget(on=clock.today())
        aantal = koppelingen.remove_old_questions(at=clock.now())
        audit.record("koppelvraag:opruimen", "koppelvragen", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="35 3 * * *")
@app.task(name="lesverzuim_opruimen", queueing_lock="lesverzuim_opruimen", pass_context=False)
def remove_old_lines(timestamp: int) -> None:
    """Every night: lesson absence of before the last school year goes, and lists that nobody confirmed."""
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = lesverzuim.remove_old(at=clock.now())
        audit.record("lesverzuim:opruimen", "lesverzuim", by=SYSTEEM, aantal=aantal)


@app.periodic(cron="50 3 * * *")
@app.task(name="apiantwoorden_opruimen", queueing_lock="apiantwoorden_opruimen", pass_context=False)
def forget_answers(timestamp: int) -> None:
    """Every night: what was kept to answer a retry the same goes after its term (ADR 0041)."""
    now = clock.now()
    term = timedelta(days=param("bewaar_apiantwoord_dagen", on=now.date()))
    with acting_as(SYSTEEM, "bewaartermijn"):
        aantal = toegang.forget_answers(before=now - term, by=SYSTEEM)
        audit.record("apiantwoord:opruimen", "apiantwoorden", by=SYSTEEM, aantal=aantal)
