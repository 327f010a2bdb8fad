"""Deliveries; who acts for the recipient sees its rows."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from verzuimloket.core.versions import walled


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bestanden", "0004_opgehaald"),
    ]

    operations = [
        migrations.CreateModel(
            name="Levering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kenmerk", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("soort", models.CharField(max_length=1)),
                ("instantie", models.CharField(max_length=5)),
                ("peildatum", models.DateField()),
                ("van", models.DateTimeField(null=True)),
                ("tot", models.DateTimeField()),
                ("aangevraagd_at", models.DateTimeField(null=True)),
                ("kanaal", models.CharField(blank=True, max_length=20)),
                ("uiterlijk", models.DateField(null=True)),
                ("gemaakt_at", models.DateTimeField(null=True)),
                ("aantallen", models.JSONField(default=dict)),
                ("sha256_csv", models.CharField(blank=True, max_length=64)),
                ("sha256_xml", models.CharField(blank=True, max_length=64)),
                ("verwijderen_op", models.DateField(null=True)),
                (
                    "csv",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="bestanden.bestand",
                    ),
                ),
                (
                    "xml",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="bestanden.bestand",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["instantie", "-tot"], name="levering_instantie")],
                "constraints": [
                    models.UniqueConstraint(fields=("soort", "instantie", "peildatum"), name="levering_eenmalig"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("soort", "P"), ("van__isnull", False)),
                            models.Q(("soort", "C"), ("van__isnull", True)),
                            _connector="OR",
                        ),
                        name="levering_soort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gemaakt_at__isnull", True), models.Q(("sha256_csv", ""), _negated=True), _connector="OR"
                        ),
                        name="levering_gemaakt_is_heel",
                    ),
                ],
            },
        ),
        walled("leveringen_levering", "instantie = ANY ((SELECT vl_instanties())::text[])"),
    ]
