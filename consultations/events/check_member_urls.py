"""Addresses below /members/events/ on which a draft is shown to those who took part."""

from django.urls import URLPattern, URLResolver, path

from consultations.events import check_member_views as views

app_name = "event-check"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/check/open/", views.open_check, name="open"),
    path("<int:pk>/check/code/", views.new_code, name="code"),
    path("<int:pk>/check/end/", views.end, name="end"),
    path("<int:pk>/check/paper/", views.paper, name="paper"),
    path("<int:pk>/check/print/", views.printed, name="print"),
]
