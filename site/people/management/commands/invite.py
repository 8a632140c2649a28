"""Invites the first administrator, or anybody when nobody can."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from people.inviting import invite
from people.permission_groups import PermissionGroup
from vocabulary.role_groups import RoleGroup


class Command(BaseCommand):
    """``manage.py invite somebody@example.org --group administrator``."""

    help = "Send somebody an invitation to join. The first administrator of an installation joins so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--group", action="append", choices=PermissionGroup.values, dest="groups")
        parser.add_argument("--role-group", choices=RoleGroup.values, default=RoleGroup.RESEARCHER.value)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError("This is not an email address.") from error
        groups = options["groups"] or [PermissionGroup.ADMINISTRATOR]
        invite(options["email"], by=None, role_group=options["role_group"], groups=groups)
        self.stdout.write("The invitation is on its way.")
