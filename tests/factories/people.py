"""People, places, invitations."""

from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from people.models import Invitation, Person, PlaceTie
from people.permission_groups import PermissionGroup
from vocabulary.models import Place, PlaceKind
from vocabulary.role_groups import RoleGroup

PASSWORD = "correct horse battery"


class PersonFactory(DjangoModelFactory):
    """A person with a confirmed address; ``group`` puts them into a permission group."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n:05}")
    role_group = RoleGroup.LINK_WORKER

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **fields: Any) -> Person:
        return Person.objects.create_user(fields.pop("email"), fields.pop("password", PASSWORD), **fields)

    @factory.post_generation
    def group(self, create: bool, extracted: PermissionGroup | None, **kwargs: Any) -> None:
        if extracted:
            self.groups.add(Group.objects.get(name=extracted))

    @factory.post_generation
    def confirmed(self, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        EmailAddress.objects.create(
            user=self, email=self.email, verified=extracted is not False, primary=True
        )

    @factory.post_generation
    def second_step(self, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if extracted:
            TOTP.activate(self, generate_totp_secret())


class PlaceFactory(DjangoModelFactory):
    """A prison, unless told otherwise."""

    class Meta:
        model = Place

    kind = PlaceKind.PRISON
    name = factory.Sequence(lambda n: f"HMP Somewhere {n}")
    slug = factory.Sequence(lambda n: f"somewhere-{n}")


class PlaceTieFactory(DjangoModelFactory):
    """A person belongs to a place."""

    class Meta:
        model = PlaceTie

    person = factory.SubFactory(PersonFactory)
    place = factory.SubFactory(PlaceFactory)


def administrator(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.ADMINISTRATOR, second_step=True, **fields)


def facilitator(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.FACILITATOR, second_step=True, **fields)


def member(**fields: Any) -> Person:
    return PersonFactory(group=PermissionGroup.MEMBER, **fields)


def invitations_to(email: str) -> list[Invitation]:
    return list(Invitation.objects.filter(email=email).order_by("pk"))
