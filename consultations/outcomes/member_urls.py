"""Member addresses of this room, below /members/decisions/."""

from django.urls import URLPattern, URLResolver, path

from consultations.outcomes import member_views as views

app_name = "outcomes-members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.decisions, name="decisions"),
    path("about/<slug:slug>/", views.decide, name="decide"),
    path("steps/<slug:key>/", views.tell, name="tell"),
    path("steps/<slug:key>/plan/", views.plan_step, name="plan-step"),
    path("<slug:key>/", views.decision, name="decision"),
    path("<slug:key>/words/", views.reword, name="reword"),
    path("<slug:key>/steps/", views.add_step, name="add-step"),
]
