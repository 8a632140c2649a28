"""The texts the site comes with: real, complete, and free to be edited once set up.

They say what is true of the running site. What will hold only when a later part of the
site opens is marked so. Each is held to a reading grade by tests/cms/test_default_texts.py.
"""

from cms.default_pages.about import ABOUT
from cms.default_pages.accessibility import ACCESSIBILITY
from cms.default_pages.community_rules import COMMUNITY_RULES
from cms.default_pages.cookies import COOKIES
from cms.default_pages.moderation import MODERATION
from cms.default_pages.page import Block, DefaultPage, Entry, with_page_links
from cms.default_pages.privacy import PRIVACY
from cms.default_pages.private import PRIVATE
from cms.default_pages.take_part import TAKE_PART
from cms.default_pages.terms import TERMS
from cms.default_pages.trust import TRUST
from cms.default_pages.words import WORDS

PAGES: tuple[DefaultPage, ...] = (
    TAKE_PART,
    TRUST,
    PRIVATE,
    WORDS,
    ABOUT,
    PRIVACY,
    COOKIES,
    ACCESSIBILITY,
    TERMS,
    COMMUNITY_RULES,
    MODERATION,
)

__all__ = ["PAGES", "Block", "DefaultPage", "Entry", "with_page_links"]
