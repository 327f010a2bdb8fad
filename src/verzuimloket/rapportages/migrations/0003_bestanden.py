"""What files of a run need to be the same when they are made again: who gets them, and the late diploma (A07)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rapportages", "0002_lrv")]

    operations = [
        migrations.AddField(
            model_name="startregel",
            name="diploma_versie",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Peilingontvanger",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("soort", models.CharField(max_length=1)),
                ("code", models.CharField(max_length=4)),
                ("naam", models.CharField(max_length=200)),
                (
                    "peiling",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ontvangers",
                        to="rapportages.peiling",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("peiling", "soort", "code"), name="peilingontvanger_eenmalig")
                ],
            },
        ),
    ]
