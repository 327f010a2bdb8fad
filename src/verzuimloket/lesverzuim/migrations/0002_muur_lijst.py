"""A checked list is for the person who gave it, also at the second wall: it waits a day and names pupils."""

from django.db import migrations

from verzuimloket.core.versions import OWN_INSTELLING, walled


class Migration(migrations.Migration):
    dependencies = [
        ("lesverzuim", "0001_initial"),
    ]

    operations = [
        walled("lesverzuim_lesverzuimlijst", f"{OWN_INSTELLING} AND gebruiker_id = (SELECT vl_gebruiker())"),
    ]
