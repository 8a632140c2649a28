"""The pages, pictures and settings that editors write. Each family has its own module."""

from cms.images import PublishedImage, Rendition
from cms.pages import GlossaryPage, HomePage, ReflectionPage, SitePage, StandardPage
from cms.set_up_record import MadeAtSetUp
from cms.settings import FootLink, Navigation, Programme, TopLink, VisitCounting

__all__ = [
    "FootLink",
    "GlossaryPage",
    "HomePage",
    "MadeAtSetUp",
    "Navigation",
    "Programme",
    "PublishedImage",
    "ReflectionPage",
    "Rendition",
    "SitePage",
    "StandardPage",
    "TopLink",
    "VisitCounting",
]
