"""Under which licence a summary can be used again. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """What others may do with it without asking."""

    NONE = "", _("None given: others have to ask")
    BY = "cc-by-4.0", "CC BY 4.0"
    BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    BY_NC_ND = "cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"
    ZERO = "cc0-1.0", "CC0 1.0"
    OPEN_GOVERNMENT = "ogl-3.0", _("Open Government Licence 3.0")

    @property
    def address(self) -> str:
        """Where it stands in full; nothing for none."""
        return _ADDRESSES.get(self, "")


_ADDRESSES = {
    Licence.BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    Licence.BY_NC_ND: "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    Licence.ZERO: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.OPEN_GOVERNMENT: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
