"""What is told is a row for each who is to hear it, and nothing else: no title, no words, no clock."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from following import acts, queries
from following.enums import Followable, HowOften, What
from following.models import Following, Notice
from following.telling import tell
from mailing.models import Message
from tests.factories.people import PlaceFactory, member
from vocabulary.models import JourneyStage, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PROPOSAL = Followable.PROPOSAL


def told() -> list[tuple[str, str]]:
    return sorted(Notice.objects.values_list("person__display_name", "what"))


def test_who_follows_a_thing_or_what_it_is_about_hears_of_it_once(asha):
    theme, stage, place = Theme.objects.first(), JourneyStage.objects.first(), PlaceFactory()
    by_theme, by_place, nobody = member(display_name="Ben"), member(display_name="Cai"), member()
    acts.follow(asha, PROPOSAL, "a-list")
    acts.follow(asha, Followable.THEME, theme.slug)
    acts.follow(asha, Followable.STAGE, stage.key)
    acts.follow(by_theme, Followable.THEME, theme.slug)
    acts.follow(by_place, Followable.PLACE, place.slug)
    about = [(Followable.THEME, theme.slug), (Followable.STAGE, stage.key), (Followable.PLACE, place.slug)]
    tell(What.MOVED, "proposal", "a-list", also=about)
    assert told() == [("Asha", "moved"), ("Ben", "moved"), ("Cai", "moved")]
    assert not Notice.objects.filter(person=nobody).exists()


def test_named_people_hear_whether_they_follow_it_or_not(asha):
    acts.follow(member(), PROPOSAL, "a-list")
    tell(What.INVITED, "proposal", "a-list", people=[asha])
    assert told() == [("Asha", "invited")]


def test_who_did_it_is_not_told(asha):
    acts.follow(asha, PROPOSAL, "a-list")
    tell(What.MOVED, "proposal", "a-list", but=asha)
    assert told() == []


def test_whoever_may_no_longer_sign_in_is_not_told(asha):
    acts.follow(asha, PROPOSAL, "a-list")
    asha.is_active = False
    asha.save()
    tell(What.MOVED, "proposal", "a-list")
    tell(What.MOVED, "proposal", "a-list", people=[asha])
    assert told() == []


def test_the_same_told_twice_before_a_mail_is_told_once_and_after_it_anew(asha):
    for _ in range(2):
        tell(What.MOVED, "proposal", "a-list", people=[asha])
    notice = Notice.objects.get()
    assert (notice.mailed, notice.day) == (False, timezone.localdate())
    Notice.objects.update(mailed=True, day="2026-01-05")
    tell(What.MOVED, "proposal", "a-list", people=[asha])
    notice = Notice.objects.get()
    assert (notice.mailed, notice.day) == (False, timezone.localdate())


def test_who_wants_no_mail_finds_it_on_their_page_only(asha):
    acts.set_how_often(asha, HowOften.NONE)
    tell(What.BALLOT_OPEN, "ballot", "the-list", people=[asha])
    assert Notice.objects.get().mailed
    assert [one.subject.title for one in queries.news(asha)] == ["Shall we keep a list?"]


def test_that_a_vote_is_over_takes_the_place_of_that_it_is_open(asha):
    tell(What.BALLOT_OPEN, "ballot", "another", people=[asha])
    for what in (What.BALLOT_OPEN, What.BALLOT_CLOSES, What.BALLOT_CLOSED):
        tell(what, "ballot", "the-list", people=[asha])
    assert sorted(Notice.objects.values_list("what", "key")) == [
        ("ballot-closed", "the-list"),
        ("ballot-open", "another"),
    ]


def test_nothing_is_told_and_nothing_is_mailed_when_the_change_is_not_kept(asha):
    with transaction.atomic():
        tell(What.MOVED, "proposal", "a-list", people=[asha])
        transaction.set_rollback(True)
    assert told() == []


def test_telling_sends_nothing_and_keeps_no_title(asha):
    tell(What.MOVED, "proposal", "a-list", people=[asha])
    assert not Message.objects.exists()
    assert {field.name for field in Notice._meta.fields} == {
        "id", "person", "what", "kind", "key", "day", "mailed",
    }  # fmt: skip


def test_telling_many_takes_as_many_questions_as_telling_few():
    def questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            tell(What.MOVED, "proposal", "a-list")
        return len(asked)

    acts.follow(member(), PROPOSAL, "a-list")
    few = questions()
    Following.objects.bulk_create(
        [Following(person=member(), kind="proposal", key="a-list") for _ in range(30)]
    )
    assert questions() == few
    assert Notice.objects.count() == 31


# --- Following ------------------------------------------------------------------------------------


def test_following_twice_is_following_and_letting_go_twice_is_not(asha):
    for _ in range(2):
        acts.follow(asha, PROPOSAL, "a-list")
    assert Following.objects.count() == 1
    for _ in range(2):
        acts.unfollow(asha, PROPOSAL, "a-list")
    assert not Following.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Following.objects.bulk_create([Following(person=asha, kind="theme", key="x") for _ in range(2)])


@pytest.mark.parametrize(
    ("kind", "key"),
    [("proposal", "a-draft"), ("theme", "x"), ("ballot", "the-list"), ("", ""), ("x", "y")],
)
def test_what_is_not_there_or_cannot_be_followed_is_refused_alike(asha, kind, key):
    with pytest.raises(acts.CannotFollowError) as refused:
        acts.follow(asha, kind, key)
    assert refused.value.messages == ["We cannot find what you want to follow. It may have been taken down."]
    assert not Following.objects.exists()


def test_what_was_taken_down_can_still_be_let_go_of(asha, rooms_above):
    acts.follow(asha, PROPOSAL, "a-list")
    del rooms_above["proposal"]["a-list"]
    assert queries.followed(asha)[0].subject is None
    acts.unfollow(asha, PROPOSAL, "a-list")
    assert queries.followed(asha) == []


def test_nobody_follows_without_end(asha, monkeypatch):
    monkeypatch.setattr(acts, "MOST", 2)
    themes = list(Theme.objects.values_list("slug", flat=True)[:3])
    acts.follow(asha, Followable.THEME, themes[0])
    acts.follow(asha, Followable.THEME, themes[1])
    with pytest.raises(acts.CannotFollowError, match="very many"):
        acts.follow(asha, Followable.THEME, themes[2])
    acts.follow(asha, Followable.THEME, themes[1])  # followed already


def test_choosing_from_the_list_leaves_what_is_not_on_it(asha):
    first, second = Theme.objects.values_list("slug", flat=True)[:2]
    Following.objects.create(person=asha, kind="theme", key="one-of-former-days")
    acts.choose(asha, Followable.THEME, [first, "made-up"])
    acts.choose(asha, Followable.THEME, [second])
    assert queries.all_keys(asha) == {"theme": {second, "one-of-former-days"}}
