"""What a page's body is made of: one module for each family of blocks.

``BodyBlock`` is the ordinary body. A page with further families (an event with its
topics) makes a stream of its own from ``ORDINARY`` and adds to it.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from cms.blocks.callout import CalloutBlock
from cms.blocks.cookie_choice import CookieChoiceBlock
from cms.blocks.details import DetailsBlock
from cms.blocks.download import DownloadBlock
from cms.blocks.funding import FundingBlock
from cms.blocks.image import PictureBlock
from cms.blocks.people import PeopleBlock
from cms.blocks.promise import PromiseBlock
from cms.blocks.quotation import QuotationBlock
from cms.blocks.text import TextBlock


class BodyBlock(StreamBlock):
    """The body of an ordinary page. The names are stored and used in default texts; never change them."""

    text = TextBlock(group=_("Words"))
    quotation = QuotationBlock(group=_("Words"))
    callout = CalloutBlock(group=_("Words"))
    details = DetailsBlock(group=_("Words"))
    promise = PromiseBlock(group=_("Words"))
    image = PictureBlock(group=_("Pictures and files"))
    download = DownloadBlock(group=_("Pictures and files"))
    people = PeopleBlock(group=_("People and funding"))
    funding = FundingBlock(group=_("People and funding"))
    cookie_choice = CookieChoiceBlock(group=_("For the cookies page"))

    class Meta:
        label = _("Body")


__all__ = [
    "BodyBlock",
    "CalloutBlock",
    "CookieChoiceBlock",
    "DetailsBlock",
    "DownloadBlock",
    "FundingBlock",
    "PeopleBlock",
    "PictureBlock",
    "PromiseBlock",
    "QuotationBlock",
    "TextBlock",
]
