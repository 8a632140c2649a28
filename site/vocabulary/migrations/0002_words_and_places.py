"""The words every installation starts with: journey stages, themes, regions. Editors may change them all."""

from django.db import migrations

from vocabulary.places import REGIONS_AT_SET_UP
from vocabulary.stages import AT_SET_UP as STAGES
from vocabulary.themes import AT_SET_UP as THEMES


def fill(apps, schema_editor):
    JourneyStage = apps.get_model("vocabulary", "JourneyStage")
    Theme = apps.get_model("vocabulary", "Theme")
    Place = apps.get_model("vocabulary", "Place")
    JourneyStage.objects.bulk_create(
        [
            JourneyStage(
                key=stage.key,
                name=stage.name,
                short_name=stage.short_name,
                explanation=stage.explanation,
                position=number * 10,
            )
            for number, stage in enumerate(STAGES, start=1)
        ],
        ignore_conflicts=True,
    )
    Theme.objects.bulk_create([Theme(slug=slug, name=name) for slug, name in THEMES], ignore_conflicts=True)
    Place.objects.bulk_create(
        [Place(kind="region", slug=slug, name=name) for slug, name in REGIONS_AT_SET_UP], ignore_conflicts=True
    )


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
