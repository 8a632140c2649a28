"""Addresses of coming to events below /members/events/."""

from django.urls import URLPattern, URLResolver, path

from consultations.registrations import list_views, member_views

app_name = "registrations-members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", member_views.events, name="list"),
    path("<int:pk>/come/", member_views.come, name="come"),
    path("<int:pk>/come/cancel/", member_views.cancel, name="cancel"),
    path("<int:pk>/people/", list_views.people, name="people"),
    path("<int:pk>/people/group/", list_views.group, name="group"),
    path("<int:pk>/people/<int:key>/", list_views.one, name="one"),
    path("<int:pk>/people/<int:key>/take-off/", list_views.take_off, name="take-off"),
    path("<int:pk>/joining/", list_views.how_to_join, name="joining"),
]
