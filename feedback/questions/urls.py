"""Addresses below /members/questions/: trying, opening and closing threads."""

from django.urls import URLPattern, URLResolver, path

from feedback.questions import views

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.threads, name="threads"),
    path("<int:pk>/", views.thread, name="thread"),
    path("<int:pk>/rehearse/", views.rehearse, name="rehearse"),
    path("<int:pk>/rehearse/say/", views.rehearse_say, name="rehearse-say"),
    path("<int:pk>/rehearse/done/", views.rehearsed, name="rehearsed"),
    path("<int:pk>/open/", views.open_thread, name="open"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
]
