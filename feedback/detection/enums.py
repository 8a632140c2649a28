"""What can be found in words, and how it is called in plain ones."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """A kind of detail by which somebody could be known. The values are stored: never change one."""

    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NI_NUMBER = "ni-number"
    NHS_NUMBER = "nhs-number"
    PRISON_NUMBER = "prison-number"
    PROBATION_NUMBER = "probation-number"
    POLICE_NUMBER = "police-number"
    VEHICLE = "vehicle"
    BIRTH_DATE = "birth-date"
    RELEASE_DATE = "release-date"
    CASE_DATE = "case-date"
    OWN_NAME = "own-name"
    RELATION = "relation"
    NAME = "name"
    PRISON = "prison"
    PLACE = "place"
    CELL = "cell"
    COURT = "court"
    SENTENCE = "sentence"


#: What a kind is called, to the author, to a moderator and on a black bar alike: "This looks like …".
LABELS: Mapping[Kind, Promise] = {
    Kind.EMAIL: _("an email address"),
    Kind.PHONE: _("a phone number"),
    Kind.HANDLE: _("a name on social media"),
    Kind.POSTCODE: _("a postcode"),
    Kind.ADDRESS: _("a street address"),
    Kind.NI_NUMBER: _("a National Insurance number"),
    Kind.NHS_NUMBER: _("an NHS number"),
    Kind.PRISON_NUMBER: _("a prison number"),
    Kind.PROBATION_NUMBER: _("a probation number"),
    Kind.POLICE_NUMBER: _("a police number"),
    Kind.VEHICLE: _("a car number plate"),
    Kind.BIRTH_DATE: _("a date of birth"),
    Kind.RELEASE_DATE: _("a date of release"),
    Kind.CASE_DATE: _("the date of a court case, an arrest or a recall"),
    Kind.OWN_NAME: _("the name of the person who wrote this"),
    Kind.RELATION: _("the name of somebody the writer knows"),
    Kind.NAME: _("a name"),
    Kind.PRISON: _("the name of a prison"),
    Kind.PLACE: _("the name of a place"),
    Kind.CELL: _("a wing, landing or cell"),
    Kind.COURT: _("the name of a court"),
    Kind.SENTENCE: _("the length of a sentence"),
}


class Risk(StrEnum):
    """What somebody may be in danger of. The values are stored: never change one."""

    SUICIDE = "suicide"
    CHILD = "child"
    HARMED = "harmed"
    HARM_TO_OTHERS = "harm-to-others"
    DRUGS = "drugs"
    ESCAPE = "escape"


#: What a risk is called to a moderator, the most urgent first: "This may be about …".
RISK_LABELS: Mapping[Risk, Promise] = {
    Risk.SUICIDE: _("suicide or self-harm"),
    Risk.CHILD: _("a child at risk"),
    Risk.HARMED: _("somebody being hurt or threatened"),
    Risk.HARM_TO_OTHERS: _("harm to other people"),
    Risk.DRUGS: _("an overdose or dangerous drugs"),
    Risk.ESCAPE: _("an escape"),
}
