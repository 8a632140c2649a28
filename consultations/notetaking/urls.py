"""Member addresses of this room, below /members/events/."""

from django.urls import URLPattern, URLResolver, path

from consultations.notetaking import list_views, views, writing_views

app_name = "notetaking"
urlpatterns: list[URLPattern | URLResolver] = [
    path("notes/", views.events, name="events"),
    path("<int:pk>/notes/", views.notes, name="notes"),
    path("<int:pk>/notes/new/", views.caught, name="caught"),
    path("<int:pk>/notes/all/", views.everything, name="all"),
    path("<int:pk>/notes/<int:number>/", views.note, name="note"),
    path("<int:pk>/notes/<int:number>/remove/", views.remove, name="remove"),
    path("<int:pk>/notes/list/", list_views.choose, name="list"),
    path("<int:pk>/notes/list/<uuid:key>/", list_views.look, name="list-look"),
    path("<int:pk>/notes/list/<uuid:key>/drop/", list_views.drop, name="list-drop"),
    path("<int:pk>/notes/draft/", writing_views.draft, name="draft"),
    path("<int:pk>/notes/scribes/", writing_views.scribes, name="scribes"),
    path("<int:pk>/notes/scribes/<int:person>/let-go/", writing_views.let_go, name="let-go"),
    path("<int:pk>/wall/", views.wall, name="wall"),
    path("<int:pk>/wall/points/", views.wall_points, name="wall-points"),
]
