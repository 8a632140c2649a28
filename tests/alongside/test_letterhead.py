"""Mails say whose they are."""

import pytest

from cms.settings import Programme
from mailing.letterhead import letterhead


@pytest.mark.django_db
def test_mails_carry_the_name_the_programme_was_given():
    Programme.objects.update_or_create(
        pk=1, defaults={"name": "Through the Gate", "not_run_by": "Run by nobody."}
    )
    assert letterhead().programme == "Through the Gate"
    assert letterhead().line == "Run by nobody."


@pytest.mark.django_db
def test_mails_have_a_letterhead_before_anything_is_set_up():
    Programme.objects.all().delete()
    assert letterhead().programme == "Alongside"
