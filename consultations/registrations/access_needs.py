"""What helps somebody to take part. Values are stored; never change them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccessNeed(models.TextChoices):
    """What helps somebody to take part. Asked as a list, and in their own words beside it."""

    STEP_FREE = "step-free", _("No steps, or a lift")
    WHEELCHAIR = "wheelchair", _("Room for a wheelchair")
    HEARING_LOOP = "hearing-loop", _("A hearing loop")
    SIGN_LANGUAGE = "sign-language", _("A sign language interpreter")
    CAPTIONS = "captions", _("What is said, in writing on a screen")
    INTERPRETER = "interpreter", _("An interpreter for another language")
    LARGE_PRINT = "large-print", _("Large print")
    EASY_READ = "easy-read", _("Easy Read, with pictures")
    PAPERS_BEFORE = "papers-before", _("Papers some days before")
    READ_ALOUD = "read-aloud", _("Help with reading and writing")
    BREAKS = "breaks", _("Breaks")
    QUIET_ROOM = "quiet-room", _("A quiet room")
    SUPPORTER = "supporter", _("Room for somebody who comes as support")
    GETTING_THERE = "getting-there", _("Help with getting there")
    GETTING_ONLINE = "getting-online", _("Help with getting online, or dialling in")
