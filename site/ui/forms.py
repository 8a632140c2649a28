"""How forms look: one renderer, so that every form of the site is built alike."""

from django.forms.renderers import TemplatesSetting


class HouseFormRenderer(TemplatesSetting):
    """Fields and forms in the site's own templates (templates/ui/), widgets as Django draws them."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
