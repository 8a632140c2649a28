"""Writes a published event's topics and points out as rows, and takes them back.

Called whenever the live row of an event's page is saved, in the same transaction, so
that no reader ever sees a page and rows that differ. Drafts never come here.
"""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from consultations.events.reading import PointRead, TopicRead, topics_in
from consultations.events.rows import Point, PointTheme, Topic
from edge import content_version
from vocabulary.models import JourneyStage, Place, Theme

_TOPIC_FIELDS = ["position", "title", "introduction"]
_POINT_FIELDS = [
    "topic",
    "position",
    "text",
    "stage",
    "said_by",
    "strength",
    "on_front_page",
    "custody",
    "release",
]


@transaction.atomic
def write_out(page: Any, *, by: Any) -> int:
    """Make the rows of an event's page what its live record says; return how many points there are.

    A page that is not live has none. ``by`` is who published (Wagtail has asked whether they
    may), or the schedule. Repeating it changes nothing. Rows keep their key for good, so what
    points to a row outlives every edit of the point; the rows of points that went, go.
    """
    if not page.live:
        take_back(page, by=by)
        return 0
    # Two who publish the same page wait for each other.
    Page.objects.select_for_update().only("pk").get(pk=page.pk)
    topics = topics_in(page.pk, page.record)
    points = [(topic.key, point) for topic in topics for point in topic.points]
    Topic.objects.filter(page=page).exclude(key__in=[topic.key for topic in topics]).delete()
    Point.objects.filter(page=page).exclude(key__in=[point.key for _key, point in points]).delete()
    Topic.objects.bulk_create(
        [_topic_row(page.pk, topic) for topic in topics],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=_TOPIC_FIELDS,
    )
    _write_points(page.pk, points)
    _write_themes([point for _key, point in points])
    content_version.bump()
    return len(points)


@transaction.atomic
def take_back(page: Any, *, by: Any) -> None:
    """Remove the rows of a page that is no longer public. Repeating it changes nothing."""
    gone, _by_model = Topic.objects.filter(page_id=page.pk).delete()
    if gone:
        content_version.bump()


def _topic_row(page_id: int, topic: TopicRead) -> Topic:
    return Topic(
        key=topic.key,
        page_id=page_id,
        block_id=topic.block_id,
        position=topic.position,
        title=topic.title,
        introduction=topic.introduction,
    )


def _write_points(page_id: int, points: list[tuple[str, PointRead]]) -> None:
    stages = dict(JourneyStage.objects.order_by().values_list("key", "pk"))
    slugs = {slug for _topic, point in points for slug in (point.custody, point.release) if slug}
    places = dict(Place.objects.filter(slug__in=slugs).values_list("slug", "pk")) if slugs else {}
    Point.objects.bulk_create(
        [
            Point(
                key=point.key,
                page_id=page_id,
                topic_id=topic_key,
                block_id=point.block_id,
                position=point.position,
                text=point.text,
                stage_id=stages.get(point.stage),
                said_by=list(point.said_by),
                strength=point.strength,
                on_front_page=point.on_front_page,
                custody_id=places.get(point.custody),
                release_id=places.get(point.release),
            )
            for topic_key, point in points
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=_POINT_FIELDS,
    )


def _write_themes(points: list[PointRead]) -> None:
    slugs = {slug for point in points for slug in point.themes}
    themes = dict(Theme.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    wanted = {(point.key, themes[slug]) for point in points for slug in point.themes if slug in themes}
    there = PointTheme.objects.filter(content_object__in=[point.key for point in points])
    kept = dict[tuple[str, int], int]()
    for pk, point_key, theme_id in there.values_list("pk", "content_object_id", "tag_id"):
        kept[(point_key, theme_id)] = pk
    PointTheme.objects.filter(pk__in=[pk for pair, pk in kept.items() if pair not in wanted]).delete()
    PointTheme.objects.bulk_create(
        [PointTheme(content_object_id=key, tag_id=theme) for key, theme in sorted(wanted - kept.keys())]
    )
