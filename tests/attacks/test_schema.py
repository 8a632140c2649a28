"""The tables of the anonymous rooms: no path to a person, no clock, no copy of anything elsewhere
(docs/trust.md, rules 13 and 14). What is looked at are the models as they are, those to come included.
"""

import json
from collections import deque
from itertools import pairwise

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

ANONYMOUS = ("threads", "letterbox")
#: Rooms of feedback that know persons and hold keys of contributions.
NAMED = ("moderation",)


def models_of(*labels):
    return [
        model
        for label in labels
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]


anonymous = pytest.mark.parametrize("model", models_of(*ANONYMOUS), ids=lambda model: model.__name__)


def leads_to(model):
    """The models to which the rows of this one point."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and (field.many_to_one or field.one_to_one) and getattr(field, "column", None):
            yield field.related_model


def reachable(model):
    """Everything that can be got to from a row, by however many keys."""
    seen, waiting = set(), deque([model])
    while waiting:
        for target in leads_to(waiting.popleft()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


@anonymous
def test_no_path_of_keys_leads_to_a_person_nor_to_what_knows_one(model):
    labels = {target._meta.app_label for target in reachable(model)}

    assert get_user_model() not in reachable(model)
    assert labels <= {*ANONYMOUS, "vocabulary"}


def test_this_attack_would_find_a_path():
    """A page leads to its owner; a note of a moderator to who wrote it."""
    assert get_user_model() in reachable(apps.get_model("wagtailcore", "Page"))
    assert get_user_model() in reachable(apps.get_model("moderation", "Note"))


def test_the_database_agrees_that_no_key_leads_elsewhere(db):
    """What the tables themselves say, whatever the models claim."""
    tables = {model._meta.db_table for model in models_of(*ANONYMOUS)}
    allowed = tables | {model._meta.db_table for model in models_of("vocabulary")}
    with connection.cursor() as cursor:
        found = {
            (table, relation[1])
            for table in sorted(tables)
            for relation in connection.introspection.get_relations(cursor, table).values()
        }

    assert found
    assert {target for _table, target in found} <= allowed


@anonymous
def test_no_key_points_at_anything_whatever(model):
    assert not [field for field in model._meta.private_fields if isinstance(field, GenericForeignKey)]
    assert ContentType not in reachable(model)


#: When the box was emptied: every page says beforehand when that is.
HOURS_OF_THE_BOX = {"Emptying.at"}


@anonymous
def test_no_row_keeps_a_clock(model):
    for field in model._meta.local_fields:
        if f"{model.__name__}.{field.name}" in HOURS_OF_THE_BOX:
            continue
        assert not isinstance(field, models.DateTimeField | models.TimeField), field
        assert not getattr(field, "auto_now", False), field
        assert not getattr(field, "auto_now_add", False), field
        assert field.db_default is models.NOT_PROVIDED, field


#: Rows that staff make, or the box itself: their keys count staff's own acts.
MADE_BY_STAFF = {"Thread", "ThreadTheme", "CodeSheet", "Response_contributions", "ClosedDay"}
#: One for each emptying, and the one key.
OF_THE_BOX = {"Emptying", "BoxKey"}


@anonymous
def test_keys_of_what_came_out_of_the_box_are_random(model):
    key = model._meta.pk
    if model.__name__ in MADE_BY_STAFF | OF_THE_BOX:
        return
    assert not isinstance(key, models.AutoField), model
    # Numbers drawn by chance, or hashes of what was.
    assert isinstance(key, models.BigIntegerField | models.UUIDField | models.BinaryField), model


def test_random_keys_say_nothing_of_before_and_after():
    from feedback.threads.models import random_key

    drawn = [random_key() for _n in range(2000)]
    rises = sum(one < other for one, other in pairwise(drawn))

    assert len(set(drawn)) == 2000
    assert max(drawn).bit_length() <= 63
    assert 900 < rises < 1100


# --- Nothing else keeps a copy ----------------------------------------------------------------


@pytest.mark.parametrize(
    "model", models_of(*ANONYMOUS, *NAMED), ids=lambda model: f"{model._meta.app_label}.{model.__name__}"
)
def test_wagtail_keeps_no_copy_of_it(model):
    from modelsearch.index import get_indexed_models
    from wagtail.models import DraftStateMixin, ReferenceIndex, RevisionMixin, TranslatableMixin
    from wagtail.snippets.models import get_snippet_models

    assert model not in ReferenceIndex.indexed_models
    assert model not in ReferenceIndex.tracked_models
    assert model not in get_indexed_models()
    assert model not in get_snippet_models()
    assert not issubclass(model, RevisionMixin | DraftStateMixin | TranslatableMixin)


def test_no_view_set_of_the_admin_shows_it():
    from wagtail.admin.viewsets import viewsets

    shown = {getattr(one, "model", None) for one in viewsets.viewsets}

    assert shown
    assert not shown & set(models_of(*ANONYMOUS, *NAMED))


def test_saving_and_deleting_leaves_nothing_in_wagtails_tables(db):
    from tests.factories.threads import ContributionFactory, PublishedFactory, ResponseFactory, ThreadFactory

    noting = [
        apps.get_model("wagtailcore", name)
        for name in ("ModelLogEntry", "PageLogEntry", "ReferenceIndex", "Revision")
    ]
    noting.append(apps.get_model("wagtailsearch", "IndexEntry"))
    before = [model.objects.count() for model in noting]
    thread = ThreadFactory(themes=["trust"])
    one = PublishedFactory(thread=thread, themes=["trust"], stage="recalled")
    ResponseFactory(thread=thread, to=[one])
    ContributionFactory(thread=thread).delete()
    one.save()
    thread.delete()

    assert [model.objects.count() for model in noting] == before


# --- PostgreSQL's statistics --------------------------------------------------------------------

WORDS = [
    ("threads_contribution", "held"),
    ("threads_contribution", "words"),
    ("threads_contribution", "choices"),
    ("threads_contribution", "receipt_index"),
    ("threads_message", "held"),
    ("threads_report", "held"),
    ("threads_response", "words"),
    ("threads_participationcode", "index"),
    ("registrations_registration", "sealed"),
    ("registrations_registration", "consents"),
    ("registrations_joining", "sealed"),
]


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(("table", "column"), WORDS)
def test_postgresql_takes_no_samples_of_words(table, column):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstattarget FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
            [table, column],
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_after_deleting_and_analysing_no_word_stands_in_the_statistics():
    from feedback.threads.models import Contribution
    from tests.factories.threads import PublishedFactory, ThreadFactory

    thread = ThreadFactory()
    for number in range(200):
        PublishedFactory(thread=thread, said=f"A marked word: canary{number % 7}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        Contribution.objects.all().delete()
        cursor.execute("SELECT row_to_json(pg_stats)::text FROM pg_stats WHERE tablename LIKE 'threads_%%'")
        kept = [json.loads(row[0]) for row in cursor.fetchall()]

    assert kept
    assert [row["attname"] for row in kept if "canary" in json.dumps(row)] == []
