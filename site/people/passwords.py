"""What makes a password good enough here, in a few words."""

from django.utils.translation import gettext_lazy as _

#: Django gives a sentence for each validator: five to read before one has begun.
PASSWORD_HINT = _(
    "At least 12 characters, and not only numbers. Not a common password, nor one like your name or "
    "email address."
)
