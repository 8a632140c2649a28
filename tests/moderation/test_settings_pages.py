"""What facilitators and safeguarding look after: hours, days off, words to start from, whom to tell."""

from datetime import timedelta

import pytest
from django.utils import timezone

from edge.models import ContentVersion
from feedback.letterbox.models import ClosedDay
from feedback.moderation import answer_templates, contacts
from feedback.moderation.models import Absence, AnswerTemplate, SaferCustodyContact
from feedback.moderation.turns import MayNotError
from feedback.threads.sockets import when_somebody_reads
from tests.factories.moderation import deputy, facilitator, lead
from tests.factories.people import PlaceFactory, member
from vocabulary.models import PlaceKind

pytestmark = pytest.mark.django_db
AT = "/members/feedback/"


def day(moment, name="day"):
    return {f"{name}_day": moment.day, f"{name}_month": moment.month, f"{name}_year": moment.year}


def test_hours_are_set_and_a_day_is_taken_out_again(signed_in):
    client = signed_in(facilitator())
    posted = {"opens_0": "9:00", "closes_0": "17.30", "opens_2": "1000", "closes_2": "12:00"}
    assert client.post(f"{AT}hours/", posted).status_code == 302
    assert [(one.weekday, f"{one.opens:%H:%M}-{one.closes:%H:%M}") for one in when_somebody_reads()] == [
        (0, "09:00-17:30"),
        (2, "10:00-12:00"),
    ]
    assert 'value="09:00"' in client.get(f"{AT}hours/").content.decode()
    client.post(f"{AT}hours/", {"opens_2": "10:00", "closes_2": "12:00"})
    assert [one.weekday for one in when_somebody_reads()] == [2]


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"opens_0": "9:00"}, "Give both times, or leave both out."),
        ({"opens_0": "17:00", "closes_0": "9:00"}, "Each day has to begin before it ends."),
        ({"opens_0": "nine", "closes_0": "17:00"}, "Give the time like this: 09:00"),
    ],
)
def test_hours_that_cannot_be_are_told(signed_in, posted, said):
    answer = signed_in(facilitator()).post(f"{AT}hours/", posted)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert when_somebody_reads() == []


def test_public_pages_are_made_anew_when_the_hours_change(signed_in):
    before = ContentVersion.objects.values_list("number", flat=True).first() or 0
    signed_in(lead()).post(f"{AT}hours/", {"opens_0": "9:00", "closes_0": "17:00"})
    assert ContentVersion.objects.get().number > before


def test_a_day_is_closed_and_opened_again(signed_in):
    client, soon = signed_in(facilitator()), timezone.localdate() + timedelta(days=10)
    assert client.post(f"{AT}hours/closed/", {**day(soon), "name": "A holiday"}).status_code == 302
    row = ClosedDay.objects.get()
    assert (row.day, row.name) == (soon, "A holiday")
    assert "A holiday" in client.get(f"{AT}hours/").content.decode()
    client.post(f"{AT}hours/closed/{row.pk}/open/")
    assert not ClosedDay.objects.exists()


def test_a_day_that_is_over_cannot_be_closed(signed_in):
    answer = signed_in(facilitator()).post(
        f"{AT}hours/closed/", day(timezone.localdate() - timedelta(days=1))
    )
    assert answer.status_code == 422
    assert "This day is over." in answer.content.decode()


def test_words_to_start_from_are_written_changed_and_thrown_away(signed_in):
    client = signed_in(facilitator())
    client.post(f"{AT}templates/new/", {"title": "A name", "words": "Please take out the name."})
    template = AnswerTemplate.objects.get()
    client.post(f"{AT}templates/{template.pk}/", {"title": "Name", "words": "Please.", "for_responses": "on"})
    template.refresh_from_db()
    assert (template.title, template.words, template.for_responses) == ("Name", "Please.", True)
    assert "Name" in client.get(f"{AT}templates/").content.decode()
    client.post(f"{AT}templates/{template.pk}/delete/")
    assert not AnswerTemplate.objects.exists()


def test_a_title_is_given_once(signed_in):
    AnswerTemplate.objects.create(title="Name", words="Please.")
    answer = signed_in(facilitator()).post(f"{AT}templates/new/", {"title": "Name", "words": "Other words."})
    assert answer.status_code == 422
    assert "Other words." in answer.content.decode()


def test_a_template_needs_words_and_a_facilitator():
    with pytest.raises(answer_templates.EmptyTemplateError):
        answer_templates.save_template(None, title=" ", words="x", for_responses=False, by=facilitator())
    with pytest.raises(MayNotError):
        answer_templates.save_template(None, title="x", words="x", for_responses=False, by=member())


def test_whom_to_tell_is_written_down_changed_and_forgotten(signed_in):
    larch, oak = PlaceFactory(name="HMP Larch", slug="larch"), PlaceFactory(name="HMP Oak", slug="oak")
    client, today = signed_in(deputy()), timezone.localdate()
    posted = {"place": larch.pk, "name": "Safer custody", "phone": "01632 960456", **day(today, "checked_on")}
    assert client.post(f"{AT}safeguarding/contacts/new/", posted).status_code == 302
    contact = SaferCustodyContact.objects.get()
    page = client.get(f"{AT}safeguarding/contacts/").content.decode()
    assert "01632 960456" in page
    assert "Try it again" not in page
    client.post(f"{AT}safeguarding/contacts/{contact.pk}/", {**posted, "place": oak.pk})
    contact = SaferCustodyContact.objects.get()
    assert contact.place == oak
    client.post(f"{AT}safeguarding/contacts/{contact.pk}/forget/")
    assert not SaferCustodyContact.objects.exists()


def test_a_number_that_nobody_has_tried_for_long_is_marked(signed_in):
    SaferCustodyContact.objects.create(
        place=PlaceFactory(), name="Them", phone="1", checked_on=timezone.localdate() - timedelta(days=91)
    )
    page = signed_in(facilitator()).get(f"{AT}safeguarding/contacts/").content.decode()
    assert "Try it again" in page


def test_contacts_that_help_nobody_are_refused():
    fields = {"name": "Them", "email": "", "by": lead()}
    today = timezone.localdate()
    with pytest.raises(contacts.NoWayToReachThemError):
        contacts.set_contact(PlaceFactory(), phone=" ", checked_on=today, **fields)
    with pytest.raises(contacts.NotCheckedYetError):
        contacts.set_contact(PlaceFactory(), phone="1", checked_on=today + timedelta(days=1), **fields)
    with pytest.raises(contacts.NotAPrisonError):
        contacts.set_contact(PlaceFactory(kind=PlaceKind.REGION), phone="1", checked_on=today, **fields)
    with pytest.raises(MayNotError):
        contacts.set_contact(
            PlaceFactory(), name="x", phone="1", email="", checked_on=today, by=facilitator()
        )


def test_one_says_when_one_is_away(signed_in):
    person = lead(display_name="Jo Whitfield")
    client, today = signed_in(person), timezone.localdate()
    posted = {**day(today, "first_day"), **day(today + timedelta(days=2), "last_day")}
    assert client.post(f"{AT}safeguarding/away/", posted).status_code == 302
    assert "away from" in client.get(f"{AT}safeguarding/").content.decode()
    absence = Absence.objects.get()
    assert signed_in(deputy()).post(f"{AT}safeguarding/away/{absence.pk}/back/").status_code == 403
    client.post(f"{AT}safeguarding/away/{absence.pk}/back/")
    assert not Absence.objects.exists()
