from django.db import migrations

from verzuimloket.core.versions import SQL


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunSQL((SQL / "bereik.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop)]
