"""Public addresses of this room; in Welsh under /cy/. They know of nobody but by the token in a mail."""

from django.urls import URLPattern, URLResolver, path

from following import stop_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("mail/stop/<str:token>/", stop_views.stop_mail, name="mail-stop"),
]
