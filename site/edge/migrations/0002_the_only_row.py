"""The one row of the content version, so that raising it is a plain UPDATE from the start."""

from django.db import migrations


def put_row(apps, schema_editor):
    apps.get_model("edge", "ContentVersion").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("edge", "0001_initial")]

    operations = [migrations.RunPython(put_row, migrations.RunPython.noop)]
