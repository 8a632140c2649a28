from typing import ClassVar

from django.db import migrations

from background.no_statistics import without_statistics


class Migration(migrations.Migration):
    """PostgreSQL takes no samples of words, of codes, or of what was chosen beside them."""

    dependencies: ClassVar = [("threads", "0001_initial")]

    operations: ClassVar = [
        without_statistics(
            "threads_contribution", ["held", "words", "choices", "about", "receipt_index"]
        ),
        without_statistics("threads_message", ["held", "signed"]),
        without_statistics("threads_report", ["held"]),
        without_statistics("threads_response", ["words"]),
        without_statistics("threads_participationcode", ["index"]),
    ]
