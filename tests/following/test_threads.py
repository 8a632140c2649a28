"""Who follows a question, or what it is about, hears that it is asked and that it was answered."""

import pytest
from django.utils import timezone

from feedback.moderation import responding
from feedback.questions import opening
from feedback.questions.pages import ThreadPage
from feedback.threads.enums import ResponseKind
from following import acts, subjects
from following.enums import Followable, What
from following.models import Notice
from people.permission_groups import PermissionGroup
from tests.factories.people import PersonFactory, facilitator
from tests.factories.threads import PublishedFactory, ThreadFactory
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def told() -> list[tuple[str, str, str]]:
    return sorted(Notice.objects.values_list("person__display_name", "what", "key"))


def test_only_questions_that_everybody_may_read_can_be_followed(asha):
    ThreadFactory(slug="open", question="What would have helped?")
    ThreadFactory(slug="not-yet", opened_on=None)
    ThreadFactory(slug="hidden", hidden=True)
    acts.follow(asha, Followable.THREAD, "open")
    for slug in ("not-yet", "hidden"):
        with pytest.raises(acts.CannotFollowError):
            acts.follow(asha, Followable.THREAD, slug)
    assert subjects.offered("thread") == [("open", "What would have helped?")]


def test_a_question_that_opens_is_told_to_whoever_follows_its_theme(asha):
    theme, boss = Theme.objects.first(), facilitator(display_name="Boss")
    thread = ThreadFactory(slug="asked", opened_on=None, rehearsed_on=timezone.localdate())
    thread.themes.add(theme)
    for person in (asha, boss):
        acts.follow(person, Followable.THEME, theme.slug)
    assert ThreadPage.objects.count() == 0
    assert opening.open_thread(thread, by=boss)
    assert not opening.open_thread(thread, by=boss)
    assert told() == [("Asha", "asked", "asked")]


def test_a_response_is_told_to_whoever_follows_the_question_once_it_is_shown(asha):
    thread = ThreadFactory(slug="asked")
    said = PublishedFactory(thread=thread)
    acts.follow(asha, Followable.THREAD, "asked")
    writer = PersonFactory(group=PermissionGroup.RESPONDER)
    publisher = PersonFactory(group=PermissionGroup.PUBLISHER, second_step=True)
    text = responding.Text(ResponseKind.EXPLAINED, "Thank you.", name="Sam", role="Lead")
    draft = responding.draft(thread, [said], text, by=writer)
    responding.hand_in(draft, by=writer, version=draft.version)
    draft.refresh_from_db()
    assert told() == []
    responding.approve(draft, by=publisher, version=draft.version)
    assert told() == [("Asha", What.ANSWERED, "asked")]
