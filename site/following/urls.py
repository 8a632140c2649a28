"""Member addresses of this room, below /members/following/."""

from django.urls import URLPattern, URLResolver, path

from following import views

app_name = "following"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path("follow/", views.follow, name="follow"),
    path("stop/", views.unfollow, name="unfollow"),
    path("choose/", views.choose, name="choose"),
]
