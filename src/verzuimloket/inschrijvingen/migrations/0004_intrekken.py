from django.db import migrations

# The application may not delete what has versions (config/migreren.py). Only by writing down why can an enrolment be
# taken out of the register; the database then does it itself, and keeps its versions.
INTREKKEN = """
CREATE FUNCTION vl_trek_inschrijving_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM inschrijvingen_inschrijving
  WHERE kenmerk = NEW.kenmerk AND instelling_id = NEW.instelling_id AND persoon_id = NEW.persoon_id;
  RETURN NULL;
END $$;
CREATE TRIGGER vl_intrekken AFTER INSERT ON inschrijvingen_intrekking
  FOR EACH ROW EXECUTE FUNCTION vl_trek_inschrijving_in();
"""
TERUG = "DROP TRIGGER vl_intrekken ON inschrijvingen_intrekking; DROP FUNCTION vl_trek_inschrijving_in()"


class Migration(migrations.Migration):
    """Withdrawing an enrolment (WNS-15)."""

    dependencies = [("inschrijvingen", "0003_intrekking")]

    operations = [migrations.RunSQL(INTREKKEN, TERUG)]
