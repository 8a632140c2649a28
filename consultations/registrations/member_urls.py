"""Addresses of coming to events below /members/events/."""

from django.urls import URLPattern, URLResolver, path

from consultations.registrations import desk_views, list_views, member_views

app_name = "registrations-members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", member_views.events, name="list"),
    path("<int:pk>/come/", member_views.come, name="come"),
    path("<int:pk>/come/cancel/", member_views.cancel, name="cancel"),
    path("<int:pk>/people/", list_views.people, name="people"),
    path("<int:pk>/people/group/", list_views.group, name="group"),
    path("<int:pk>/people/<int:key>/", list_views.one, name="one"),
    path("<int:pk>/people/<int:key>/take-off/", list_views.take_off, name="take-off"),
    path("<int:pk>/check-in/", desk_views.check_in, name="check-in"),
    path("<int:pk>/check-in/walk-in/", desk_views.walk_in, name="walk-in"),
    path("<int:pk>/check-in/numbers/", desk_views.numbers, name="numbers"),
    path("<int:pk>/check-in/<int:key>/", desk_views.came, name="came"),
    path("<int:pk>/to-tell/", desk_views.to_tell, name="to-tell"),
    path("<int:pk>/to-tell/<int:key>/", desk_views.told, name="told"),
    path("<int:pk>/joining/", list_views.how_to_join, name="joining"),
]
