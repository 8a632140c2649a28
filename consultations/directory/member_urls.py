"""Member addresses of this room, below /members/directory/."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from consultations.directory import list_views, member_views
from consultations.directory.enums import Sort


class SortConverter(StringConverter):
    """One of the two sorts of entry."""

    regex = "|".join(Sort.values)


register_converter(SortConverter, "sort")

app_name = "directory-members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", member_views.entries, name="entries"),
    path("places/", member_views.places, name="places"),
    path("places/<slug:slug>/", member_views.opening_words, name="opening"),
    path("list/<sort:sort>/", list_views.choose, name="list"),
    path("list/<uuid:key>/", list_views.look, name="list-look"),
    path("list/<uuid:key>/drop/", list_views.drop, name="list-drop"),
    path("new/<sort:sort>/", member_views.add, name="add"),
    path("<sort:sort>/<uuid:key>/", member_views.entry, name="entry"),
    path("<sort:sort>/<uuid:key>/confirm/", member_views.confirm, name="confirm"),
    path("<sort:sort>/<uuid:key>/take-out/", member_views.take_out, name="take-out"),
]
