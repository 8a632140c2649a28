"""The demo's feedback: answers in every state, responses of every kind, receipts that work, days past."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from alongside.management.commands.prepare import demo_guide
from cms.models import Programme
from cms.reading import grade_of_page
from codes.numbers import check, groups
from codes.participation import check as check_code
from demo import answering, feedback_weeks, slip
from demo.answers import ANSWERS, BY_NAME, PRINTED, Becomes
from demo.feedback_weeks import LAST, day_of
from demo.pretending import OnlyInADemoError, it_is, working_day, working_days_before
from demo.programme import make_demo
from demo.questions import QUESTIONS, WAITING, WORTH_IT
from edge import page_cache
from feedback.letterbox.models import Emptying, Envelope
from feedback.moderation.models import AnswerTemplate, Item, ReadingHours, ResponseDraft, SaferCustodyContact
from feedback.questions import needs
from feedback.questions.models import ThreadPage
from feedback.threads import participation
from feedback.threads.enums import Reason, ResponseKind, State
from feedback.threads.models import Contribution, Message, ParticipationCode, Report, Response, Thread
from feedback.threads.small_numbers import happened_too
from people.models import Person
from people.places import may_moderate_concerning
from vocabulary.models import Place

pytestmark = pytest.mark.django_db


def row(name):
    return answering.contribution_of(BY_NAME[name])


def read(client, path):
    page_cache.shelf.clear()
    return client.get(path).content.decode()


# --- Questions ----------------------------------------------------------------------------


def test_each_topic_of_the_event_has_a_question_and_leads_to_it(demo, client):
    shown = read(client, "/events/october-2022/")

    for question in QUESTIONS:
        assert f'<a href="/feedback/{question.slug}/" lang="en-GB">{question.question}</a>' in shown
        assert read(client, f"/feedback/{question.slug}/").count("/events/october-2022/#topic-") == 1


def test_one_is_closed_and_kept_its_promise_one_needs_a_code_one_waits(demo, today):
    when, direction, worth = (Thread.objects.get(slug=question.slug) for question in QUESTIONS)

    assert direction.closes_on < today < when.closes_on
    assert direction.answered_on <= direction.answer_by
    assert (when.access, worth.access) == ("open", "by-code")
    waiting = Thread.objects.get(slug=WAITING.slug)
    assert waiting.opened_on is None
    rhys = Person.objects.get(email="rhys@demo.example")
    assert "1 question waits" in needs.threads_to_open(rhys)[0].text


@pytest.mark.parametrize("question", [*QUESTIONS, WAITING], ids=lambda question: question.slug)
def test_questions_are_easy_to_read(demo, question):
    page = ThreadPage.objects.get(slug=question.slug)

    assert grade_of_page(page).level <= page.highest_grade() == 4.0
    assert page.easy_read
    assert page.search_description


# --- Answers ------------------------------------------------------------------------------


def test_there_are_a_few_dozen_in_every_state(demo):
    states = {state: Contribution.objects.filter(state=state).count() for state in State}

    assert sum(states.values()) >= 45
    assert all(states.values()), states
    assert Contribution.objects.filter(ready=True).count() == 2
    assert Contribution.objects.filter(was_read=True).count() == 2
    assert Envelope.objects.count() == 1, "one letter is still in the box"


@pytest.mark.parametrize(
    ("becomes", "state"),
    [
        (Becomes.SHOWN, State.PUBLISHED),
        (Becomes.SHOWN_THEN_CHANGED, State.PUBLISHED),
        (Becomes.SHOWN_THEN_REPORTED, State.PUBLISHED),
        (Becomes.SHOWN_THEN_TAKEN_DOWN, State.HELD),
        (Becomes.SHOWN_THEN_WITHDRAWN, State.WITHDRAWN),
        (Becomes.READY, State.HELD),
        (Becomes.RETURNED, State.RETURNED),
        (Becomes.RETURNED_AND_ANSWERED, State.RETURNED),
        (Becomes.DECLINED, State.DECLINED),
        (Becomes.ESCALATED, State.ESCALATED),
        (Becomes.READ, State.HELD),
        (Becomes.WITHDRAWN, State.WITHDRAWN),
        (Becomes.HELD, State.HELD),
    ],
)
def test_each_answer_became_what_it_should(demo, becomes, state):
    answers = [answer for answer in ANSWERS if answer.becomes is becomes]

    assert answers
    assert {row(answer.name).state for answer in answers} == {state}


def test_what_is_shown_has_left_with_a_batch_of_several_and_says_what_was_written(demo):
    shown = Contribution.objects.filter(state=State.PUBLISHED)
    batches = {}
    for contribution in shown:
        batches.setdefault((contribution.thread_id, contribution.batch), []).append(contribution)

    assert None not in {batch for _thread, batch in batches}
    assert max(map(len, batches.values())) >= 3
    assert row("dog").words == BY_NAME["dog"].words
    assert row("two-visits").words == BY_NAME["two-visits"].changed_to
    assert row("two-visits").was_changed


def test_what_was_taken_out_stands_as_a_bar(demo, client):
    words = row("list-on-the-wall").words

    assert "C wing" not in words
    assert "⟦cell⟧" in words
    assert "C wing" not in read(client, "/feedback/when-to-start/")


def test_there_are_warnings_themes_few_and_many_paper_and_others_voices(demo):
    shown = Contribution.objects.filter(state=State.PUBLISHED)

    assert shown.exclude(warnings=[]).count() >= 3
    assert shown.filter(on_paper=True).count() >= 3
    assert shown.filter(for_somebody_else=True).count() >= 2
    assert {happened_too(one.happened_too) for one in shown} >= {None, "few", "many"}
    assert all(one.themes.exists() for one in shown if one.asks_for_change)
    assert shown.filter(face__isnull=False).exists()
    assert [one for one in shown if one.choices]


def test_a_group_is_shown_where_eight_of_it_are_published(demo):
    assert Thread.objects.get(slug="finding-a-direction").shown_groups == ["pwle"]
    assert Thread.objects.get(slug="when-to-start").shown_groups in ([], ["pwle"])


def test_declined_ones_have_different_reasons(demo):
    reasons = set(Contribution.objects.filter(state=State.DECLINED).values_list("reason", flat=True))

    assert reasons == {Reason.NAMES_SOMEBODY, Reason.OFF_TOPIC, Reason.ADVERT, Reason.SECURITY}


def test_words_that_are_not_public_are_on_no_public_page(demo, client):
    hidden = [answer for answer in ANSWERS if row_state(answer) not in (State.PUBLISHED, None)]
    pages = "".join(
        read(client, path)
        for path in ("/", "/feedback/", "/search/?kind=answer", *(f"/feedback/{q.slug}/" for q in QUESTIONS))
    )

    assert len(hidden) >= 14
    for answer in hidden:
        assert answer.words[:40] not in pages, answer.name


def row_state(answer):
    return None if answer.becomes is Becomes.IN_THE_BOX else row(answer.name).state


def test_days_are_spread_over_weeks_and_none_lies_ahead(demo, today):
    weeks = set(Contribution.objects.values_list("week", flat=True))

    assert len(weeks) >= 8
    assert max(weeks) <= today
    assert today - min(weeks) > datetime.timedelta(days=45)
    assert not Emptying.objects.filter(day__gt=today).exists()
    assert not Response.objects.filter(day__gt=today).exists()
    days = list(Emptying.objects.order_by("number").values_list("day", flat=True))
    assert days == sorted(days)


@pytest.mark.parametrize("weekday", range(7))
def test_rounds_follow_each_other_on_working_days_whatever_day_it_is(weekday):
    today = datetime.date(2026, 11, 23) + datetime.timedelta(days=weekday)
    days = [day_of(week, today) for week in range(LAST + 1)]

    assert days == sorted(set(days)) or days[-1] == days[-2] == today
    assert len(set(days[:-1])) == LAST
    assert all(day.weekday() < 5 for day in days[:-1])
    assert days[-1] == today


# --- Those who read and respond -------------------------------------------------------------


def test_the_queue_has_something_of_everything(demo):
    waiting = Item.objects.filter(open=True)

    assert waiting.count() >= 5
    assert waiting.filter(attention=0).exists()
    assert [item for item in waiting if item.details]
    assert Report.objects.filter(settled=True).count() == 2
    assert Message.objects.filter(from_author=True).count() == 1
    assert Message.objects.filter(from_author=False).count() >= 5


def test_what_concerns_karens_prison_is_kept_from_her(demo):
    karen = Person.objects.get(email="karen@demo.example")
    prison = Place.objects.get(slug="hmp-fernhollow")

    assert not may_moderate_concerning(karen, [prison])
    assert Thread.objects.get(slug=WORTH_IT.slug).place == prison


def test_there_are_responses_of_all_four_kinds_one_overdue_one_to_all_and_one_waits(demo, today):
    kinds = set(Response.objects.values_list("kind", flat=True))

    assert kinds == set(ResponseKind.values)
    assert Response.objects.filter(kind=ResponseKind.WILL_DO, due_on__lt=today).count() == 1
    assert Response.objects.filter(to_all=True).count() == 1
    assert ResponseDraft.objects.filter(state="waiting").count() == 1
    assert not ResponseDraft.objects.filter(drafted_by=None).exists()


def test_the_desk_is_set_up(demo):
    assert ReadingHours.objects.count() == 5
    assert SaferCustodyContact.objects.count() == 2
    assert AnswerTemplate.objects.count() == 4


# --- Coming back ------------------------------------------------------------------------------


def test_the_printed_receipts_are_sound_and_open_what_they_should(demo):
    answered, returned = (row(name) for name in PRINTED)

    for name in PRINTED:
        assert check(answering.receipt(name))
    assert answered.state == State.PUBLISHED
    assert answered.responses.filter(kind=ResponseKind.WILL_DO).exists()
    assert returned.state == State.RETURNED
    assert returned.messages.exists()


def test_the_printed_code_is_good_and_comes_back_after_use(demo):
    thread = Thread.objects.get(slug=WORTH_IT.slug)
    assert check_code(slip.CODE)
    claim = participation.find(slip.CODE, thread, address="test")
    assert claim.role_group == "prison-staff"
    assert not slip.put_back()
    ParticipationCode.objects.filter(pk=claim.code).delete()
    with pytest.raises(participation.UnknownCodeError):
        participation.find(slip.CODE, thread, address="test")

    assert slip.put_back()
    assert participation.find(slip.CODE, thread, address="test").code != claim.code


def test_the_guide_prints_both_receipts_and_the_code(demo):
    guide = demo_guide()

    for number in (*(answering.receipt(name) for name in PRINTED), slip.CODE):
        assert " ".join(groups(number)) in guide


def test_receipts_are_the_same_in_every_demo_and_those_of_answers_differ():
    receipts = {answering.receipt(answer.name) for answer in ANSWERS}

    assert len(receipts) == len(ANSWERS)
    assert " ".join(groups(answering.receipt("four-days"))) == "845 190 596 993 232 485"


# --- Again ----------------------------------------------------------------------------------------


def test_repeating_changes_nothing(demo):
    def state():
        return (
            list(Contribution.objects.order_by("pk").values_list("pk", "state", "words", "batch")),
            Emptying.objects.count(),
            Envelope.objects.count(),
            Response.objects.count(),
            list(Thread.objects.order_by("pk").values_list("pk", "slug", "received", "closes_on", "changes")),
            ParticipationCode.objects.count(),
        )

    before = state()
    call_command("demo", verbosity=0)
    assert state() == before


def test_open_threads_move_on_before_they_close(demo, monkeypatch):
    # Threads of proposals and votes end with these, on a day that whoever steers them moves.
    threads = Thread.objects.filter(
        closes_on__gte=timezone.localdate(), opened_on__isnull=False, hosted=False
    )
    assert threads
    last = max(thread.closes_on for thread in threads)
    monkeypatch.setattr(feedback_weeks.timezone, "localdate", lambda *a: last)
    make_demo()

    for thread in Thread.objects.filter(pk__in=[one.pk for one in threads]):
        assert thread.closes_on > last
        assert thread.changes[-1]["what"] == "answer_by"


def test_the_clock_is_set_only_in_a_demo_and_put_right_again(settings):
    real = timezone.now
    with it_is(datetime.date(2020, 1, 6), datetime.time(9)):
        assert timezone.localdate() == datetime.date(2020, 1, 6)
        assert timezone.localtime().hour == 9
    assert timezone.now is real
    settings.PRODUCTION = True
    with pytest.raises(OnlyInADemoError), it_is(datetime.date(2020, 1, 6), datetime.time(9)):
        pass


def test_working_days():
    saturday, monday = datetime.date(2026, 11, 28), datetime.date(2026, 11, 30)

    assert (
        working_day(saturday)
        == working_day(saturday + datetime.timedelta(days=1))
        == datetime.date(2026, 11, 27)
    )
    assert working_day(monday) == monday
    assert working_days_before(monday, 1) == datetime.date(2026, 11, 27)
    assert working_days_before(monday, 3) == datetime.date(2026, 11, 25)
    assert working_days_before(saturday, 1) == datetime.date(2026, 11, 27)


def test_the_programme_can_be_reached(demo):
    assert "invented" in Programme.load().street_address
