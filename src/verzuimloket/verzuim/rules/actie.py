"""What the school wants of the municipality, and whom it may call. Domain rules §7.3."""

from verzuimloket.personen.rules import email_klopt
from verzuimloket.verzuim.inputs import MeldingFacts, MeldingInput
from verzuimloket.verzuim.rules.boeken import in_both


@in_both("BV_S_actie_gewenst_verplicht", "S2 L687-689 (MEL-28)", field="actie_gewenst")
def actie_gewenst_beantwoord(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Geef aan of de gemeente actie moet ondernemen."""
    return given.actie_gewenst is not None


@in_both("BV_S_toelichting_geen_actie", "S2 L691-693 (MEL-29)", field="toelichting_actie_gewenst")
def geen_actie_toegelicht(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Leg uit waarom de gemeente geen actie hoeft te ondernemen."""
    return given.actie_gewenst is not False or given.toelichting_actie_gewenst != ""


@in_both("BV_S_prioriteit_zonder_actie", "S2 L695-697 (MEL-30)", field="prioriteit")
def prioriteit_alleen_met_actie(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Prioriteit kan alleen als u actie van de gemeente wilt. Kies bij Actie gewenst Ja, of bij prioriteit
    Nee."""
    return not given.prioriteit or given.actie_gewenst is True


@in_both("BV_S_locatie_onbekend", "S2 L1056 (MEL-34)", field="locatie")
def locatie_van_instelling(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Deze onderwijslocatie hoort niet bij uw instelling. Kies een locatie uit de lijst of laat het veld
    leeg."""
    return given.locatie == "" or given.locatie in facts.locaties


@in_both("BV_S_contact_naam", "S2 L703-718 (MEL-32)", field="contact_naam")
def contact_heeft_naam(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul de naam van de contactpersoon op school in."""
    return given.contact_naam != ""


@in_both("BV_S_contact_email", "S2 L703-718 (MEL-32)", field="contact_email")
def contact_heeft_email(given: MeldingInput, facts: MeldingFacts) -> bool:
    """Vul het e-mailadres van de contactpersoon op school in, bijvoorbeeld naam@school.nl."""
    return email_klopt(given.contact_email)
