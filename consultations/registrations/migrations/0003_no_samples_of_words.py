from typing import ClassVar

from django.db import migrations

from background.no_statistics import without_statistics


class Migration(migrations.Migration):
    """PostgreSQL takes no samples of what people told, locked though it is, or of how to join."""

    dependencies: ClassVar = [("registrations", "0002_news")]

    operations: ClassVar = [
        without_statistics("registrations_registration", ["sealed", "consents", "code_index"]),
        without_statistics("registrations_joining", ["sealed"]),
    ]
