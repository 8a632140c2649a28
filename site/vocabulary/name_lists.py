"""Names of the many that a row is about (themes, parts of the journey), read with the row itself.

For lists that ask many rooms, where each further query counts; a page of one kind of thing prefetches.
"""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery


class NameList(Subquery):
    """The names that a query finds, as a list of texts in its order; None or empty for none.

    The query gives rows that have a ``name`` and may refer to the outer row (`OuterRef`).
    """

    template = '(SELECT jsonb_agg(named."name") FROM (%(subquery)s) named)'
    output_field = JSONField()

    def __init__(self, queryset: "QuerySet[Any]", **extra: Any) -> None:
        super().__init__(queryset.values("name"), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """SQLite has the same under another name."""
        template = self.template.replace("jsonb_agg", "json_group_array")
        return self.as_sql(compiler, connection, template=template, **extra)
