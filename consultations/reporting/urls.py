"""Addresses of this room, below /members/reports/."""

from django.urls import URLPattern, URLResolver, path

from consultations.reporting import views

app_name = "reporting"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.reports, name="reports"),
    path("months/", views.months, name="months"),
    path("months/<slug:first>/<slug:last>/<slug:what>.<slug:kind>", views.file_of_months, name="months-file"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/open-again/", views.open_again, name="open-again"),
    path("<int:pk>/<slug:what>.<slug:kind>", views.file_of_event, name="event-file"),
]
