"""Answers of every kind in the queue of a demo that is being served; run there by `manage.py shell`."""

from django.utils import timezone

from feedback.moderation import claiming, contacts, escalating, noting
from feedback.threads import keys
from people.models import Person
from tests.factories.moderation import arrived, fresh
from tests.factories.people import PlaceFactory
from tests.factories.threads import MessageFactory, ThreadFactory

DETAILS = "My son Jamie was on C wing at HMP Larch. Ring me on 07700 900123 if you want to know more."
RISK = "I do not see the point any more. If they send me back there I will kill myself."


def main() -> None:
    """Print the keys of what was made: with details, at risk, given to safeguarding, plain and taken on."""
    rhys = Person.objects.get(email="rhys@demo.example")
    jo = Person.objects.get(email="jo@demo.example")
    prison = PlaceFactory(name="HMP Larch", slug="hmp-larch-of-tests")
    thread = ThreadFactory(slug="asked-in-tests")
    given = arrived(RISK, thread=thread)
    escalating.escalate(given, by=rhys, version=0, note="Worried.")
    given = fresh(given)
    given.places.add(prison)
    contacts.set_contact(
        prison, name="Safer custody", phone="01632 960456", email="", checked_on=timezone.localdate(), by=jo
    )
    escalating.pass_on(given, to="Them", said="A worry.", at=timezone.now(), by=jo, version=given.version)
    made = [
        arrived(DETAILS, thread=thread),
        arrived(RISK, thread=thread),
        given,
        arrived("Fine.", thread=thread),
    ]
    claiming.claim(made[3], by=rhys, version=0)
    noting.note(made[0], "Asked the others.", by=rhys)
    MessageFactory(contribution=made[0].contribution, from_author=True)
    print("\n".join(keys.written(one.pk) for one in made))
