"""The demo's places show patchy provision, and a list of link workers."""

import pytest
from django.test import Client

from consultations.directory import checking
from consultations.directory.models import LinkWorkers, Offer
from demo.provision import make_provision
from demo.words_and_places import make_words_and_places
from tests.factories.moderation import facilitator
from tests.factories.people import PersonFactory
from vocabulary.models import Place, PlaceKind
from vocabulary.role_groups import RoleGroup

pytestmark = pytest.mark.django_db


def test_a_dozen_places_are_patchy_and_what_was_taken_out_stays_out():
    make_words_and_places()
    by, worker = facilitator(), PersonFactory(role_group=RoleGroup.LINK_WORKER)
    make_provision(by, worker)
    dozen = Place.objects.exclude(kind=PlaceKind.REGION)
    assert dozen.count() == 12
    assert not dozen.exclude(name__endswith="(invented)").exists()
    served = set(Offer.objects.values_list("place", flat=True))
    assert 4 <= len(served) < 12
    assert Offer.objects.old().exists()
    assert 4 <= LinkWorkers.objects.count() < dozen.exclude(kind=PlaceKind.PRISON).count()
    checking.take_out(Offer.objects.get(name="Choir"), by=by, version=0)
    number = Offer.objects.count()
    make_provision(by, worker)
    assert Offer.objects.count() == number
    assert not Offer.objects.there().filter(name="Choir").exists()
    assert Client().get("/places/grid/?kind=prison").content.decode().count("Nothing that we know of") > 20
