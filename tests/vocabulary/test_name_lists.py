import pytest
from django.db.models import OuterRef

from vocabulary.models import Place, Theme
from vocabulary.name_lists import NameList

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_names_come_with_the_row_in_their_order():
    for name in ("Zeal", 'With "quotes", and a comma', "Art"):
        Theme.objects.create(name=name)
    mine = Theme.objects.filter(name__in=["Zeal", 'With "quotes", and a comma', "Art"])
    found = Theme.objects.annotate(all_names=NameList(mine)).first().all_names
    assert found == ["Art", 'With "quotes", and a comma', "Zeal"]


def test_none_are_none():
    none = Theme.objects.filter(slug=OuterRef("slug"))
    assert not Place.objects.annotate(names=NameList(none)).first().names
