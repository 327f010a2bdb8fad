from django.db import migrations


class Migration(migrations.Migration):
    """The row of onderwijsnummers begins again at its end: what was taken for a file that was undone comes back.

    Who takes a number passes over those that are in use (personen/actions.py).
    """

    dependencies = [("personen", "0003_zuinige_indexen")]

    operations = [
        migrations.RunSQL(
            "ALTER SEQUENCE personen_onderwijsnummer MINVALUE 0 MAXVALUE 999999 CYCLE",
            "ALTER SEQUENCE personen_onderwijsnummer NO MINVALUE NO MAXVALUE NO CYCLE",
        )
    ]
