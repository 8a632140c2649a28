"""The permission groups. Their rights in Wagtail's admin follow after migrating (people.cms_rights)."""

from django.db import migrations

GROUPS = (
    "administrator",
    "facilitator",
    "safeguarding-lead",
    "safeguarding-deputy",
    "responder",
    "researcher",
    "publisher",
    "member",
)
#: Made by Wagtail's own first migration; ours take their place.
WAGTAILS_OWN = ("Editors", "Moderators")


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=WAGTAILS_OWN).delete()
    for name in GROUPS:
        Group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtaildocs", "0002_initial_data"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
