"""Who follows a melding is for the own side, also at the second wall."""

from django.db import migrations

from verzuimloket.core.versions import OWN_INSTANTIE, OWN_INSTELLING, walled

# The person too: who acts for both sides has one row.
OF_ONE_SIDE = f"""
    EXISTS (SELECT FROM verzuim_melding m WHERE m.id = {{t}}.melding_id AND (
      {{t}}.gebruiker_id = (SELECT vl_gebruiker())
      OR {{t}}.kant = 'school' AND m.{OWN_INSTELLING}
      OR {{t}}.kant = 'instantie' AND m.{OWN_INSTANTIE}))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("verzuim", "0005_concept_samen"),
    ]

    operations = [
        walled("verzuim_volger", OF_ONE_SIDE),
    ]
