"""Who may do what: one table for the acts of this room, one for Wagtail's admin.

Views, menus, templates and acts all ask ``may``. No actor means no.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from people.models import Invitation, Person
from people.permission_groups import PermissionGroup as Group

Predicate = Callable[[Person, Any], bool]


class Act(StrEnum):
    """What can be done to people."""

    INVITE = "invite somebody"
    GIVE_GROUPS = "give permission groups to somebody (asked with the groups)"
    SEE_ALL_INVITATIONS = "see the invitations of others"
    HANDLE_INVITATION = "resend or withdraw an invitation (asked with the invitation)"
    SEE_PEOPLE = "see the list of people"
    CHANGE_PERSON = "change somebody's groups and places, or whether they may sign in"
    ENTER_CMS = "enter Wagtail's admin"


def in_group(*groups: Group) -> Predicate:
    """The person is in one of these groups."""
    return lambda person, obj: person.belongs_to(*groups)


def _gives_only_membership(person: Person, groups: Iterable[str]) -> bool:
    return person.belongs_to(Group.FACILITATOR) and set(groups) <= {Group.MEMBER}


def _gives_anything(person: Person, groups: Iterable[str]) -> bool:
    return person.belongs_to(Group.ADMINISTRATOR)


def _own_invitation(person: Person, invitation: Invitation) -> bool:
    return invitation.invited_by_id == person.pk


def _enters_cms(person: Person, obj: Any) -> bool:
    return person.has_perm("wagtailadmin.access_admin")


#: An act is allowed when any of its predicates holds.
ALLOWED: dict[Act, tuple[Predicate, ...]] = {
    Act.INVITE: (in_group(Group.ADMINISTRATOR, Group.FACILITATOR),),
    Act.GIVE_GROUPS: (_gives_anything, _gives_only_membership),
    Act.SEE_ALL_INVITATIONS: (in_group(Group.ADMINISTRATOR),),
    Act.HANDLE_INVITATION: (in_group(Group.ADMINISTRATOR), _own_invitation),
    Act.SEE_PEOPLE: (in_group(Group.ADMINISTRATOR),),
    Act.CHANGE_PERSON: (in_group(Group.ADMINISTRATOR),),
    Act.ENTER_CMS: (_enters_cms,),
}


def may(person: Any, act: Act, obj: Any = None) -> bool:
    """Whether a person may do something; nobody, a visitor and a closed account may nothing."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    return any(predicate(person, obj) for predicate in ALLOWED[act])


def groups_given_by(person: Any) -> list[Group]:
    """The permission groups a person may give to others."""
    return [group for group in Group if may(person, Act.GIVE_GROUPS, [group])]


@dataclass(frozen=True)
class CmsRights:
    """What a permission group may do in Wagtail's admin (granted by people.cms_rights).

    ``pages`` are rights on the whole tree, ``media`` on every picture and
    document; ``settings``, ``redirects`` and ``vocabulary`` open those places.
    """

    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    settings: bool = False
    redirects: bool = False
    vocabulary: bool = False


#: Who is not named here has no access to Wagtail's admin at all.
IN_THE_CMS: dict[Group, CmsRights] = {
    # Writes drafts and hands them in; the workflow asks a publisher.
    Group.RESEARCHER: CmsRights(pages=("add", "change"), media=("add", "choose")),
    Group.PUBLISHER: CmsRights(
        pages=("add", "change", "publish", "lock", "unlock"), media=("add", "change", "choose")
    ),
    Group.ADMINISTRATOR: CmsRights(
        media=("add", "change", "choose"), settings=True, redirects=True, vocabulary=True
    ),
}
