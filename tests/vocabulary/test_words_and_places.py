"""The words every installation starts with."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from vocabulary import places, themes
from vocabulary.models import JourneyStage, Place, PlaceKind, Theme
from vocabulary.role_groups import STAFF, RoleGroup
from vocabulary.stages import AT_SET_UP, all_stages, stage_choices, stages_by_key

pytestmark = pytest.mark.django_db


def test_the_eight_stages_are_there_in_the_order_of_the_journey():
    assert [stage.key for stage in all_stages()] == [stage.key for stage in AT_SET_UP]
    assert len(AT_SET_UP) == 8


def test_approved_premises_never_stand_alone_since_they_tell_a_risk_level():
    named = [stage.name for stage in all_stages() if "approved premises" in stage.name.lower()]
    assert named == ["On probation or in approved premises"]


def test_stages_are_looked_up_with_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert stages_by_key()["recalled"].name == "Recalled"
    with django_assert_num_queries(1):
        assert ("court", "On remand or at court") in stage_choices()


def test_themes_and_the_ten_regions_are_there():
    assert set(Theme.objects.values_list("slug", flat=True)) >= {slug for slug, _name in themes.AT_SET_UP}
    regions = Place.objects.filter(kind=PlaceKind.REGION)
    assert set(regions.values_list("slug", "name")) == set(places.REGIONS_AT_SET_UP)
    assert regions.count() == 10


def test_custody_and_release_are_different_places_and_may_share_a_name():
    region = Place.objects.get(slug="london")
    for kind in (PlaceKind.PRISON, PlaceKind.RELEASE_AREA):
        Place.objects.create(kind=kind, name="Fernhollow", slug=f"fernhollow-{kind}", region=region)
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(kind=PlaceKind.PRISON, name="Fernhollow", slug="again")


def test_a_region_lies_in_no_region():
    london = Place.objects.get(slug="london")
    with pytest.raises(ValidationError):
        Place(kind=PlaceKind.REGION, name="Inner", slug="inner", region=london).full_clean()


def test_role_groups_are_the_nine_of_the_programme():
    assert set(RoleGroup.values) == {
        "pwle", "family", "link-worker", "prison-staff", "probation", "health-care", "voluntary-sector",
        "researcher", "commissioner",
    }  # fmt: skip
    assert set(RoleGroup) > STAFF


def test_the_stages_key_is_kept_unique():
    with pytest.raises(IntegrityError), transaction.atomic():
        JourneyStage.objects.create(key="court", name="Another", short_name="A", position=5)
