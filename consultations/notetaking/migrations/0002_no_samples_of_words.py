from typing import ClassVar

from django.db import migrations

from background.no_statistics import without_statistics


class Migration(migrations.Migration):
    """PostgreSQL takes no samples of what was said: they would outlive a note that is removed."""

    dependencies: ClassVar = [("notetaking", "0001_notes")]

    operations: ClassVar = [
        without_statistics("notetaking_note", ["text", "topic_title"]),
        without_statistics("notetaking_readlist", ["text"]),
    ]
