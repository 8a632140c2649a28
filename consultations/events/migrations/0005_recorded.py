from django.db import migrations, models


def say_which_have_a_record(apps, schema_editor):
    events = apps.get_model("events", "EventPage").objects.using(schema_editor.connection.alias)
    recorded = [event.pk for event in events.only("record").iterator(chunk_size=100) if event.record]
    events.filter(pk__in=recorded).update(recorded=True)


class Migration(migrations.Migration):
    dependencies = [("events", "0004_check_before_publishing")]

    operations = [
        migrations.AddField(
            model_name="eventpage",
            name="recorded",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(say_which_have_a_record, migrations.RunPython.noop, elidable=True),
    ]
