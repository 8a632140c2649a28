"""Member addresses of this room, below /members/pilots/."""

from django.urls import URLPattern, URLResolver, path

from consultations.pilots import measure_views, member_views

app_name = "pilots-members"
# Fixed words come before the short name of a pilot.
urlpatterns: list[URLPattern | URLResolver] = [
    path("", member_views.pilots, name="pilots"),
    path("new/", member_views.start, name="start"),
    path("measures/<int:pk>/", measure_views.change_measure, name="change-measure"),
    path("measures/<int:pk>/values/", measure_views.values, name="values"),
    path("measures/<int:pk>/file/", measure_views.take_in, name="take-in"),
    path("cycles/<int:pk>/", member_views.change_cycle, name="change-cycle"),
    path("about/<slug:slug>/", member_views.pilot, name="pilot"),
    path("about/<slug:slug>/words/", member_views.write, name="write"),
    path("about/<slug:slug>/show/", member_views.show, name="show"),
    path("about/<slug:slug>/cycles/", member_views.start_cycle, name="start-cycle"),
    path("about/<slug:slug>/measures/", measure_views.add_measure, name="add-measure"),
]
