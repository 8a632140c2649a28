"""How forms look."""

from django.forms.renderers import TemplatesSetting


class HouseFormRenderer(TemplatesSetting):
    """Every form and field in the site's own templates."""
