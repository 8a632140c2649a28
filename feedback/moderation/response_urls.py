"""Addresses of responses, sheets of codes, and typing in from paper."""

from django.urls import URLPattern, URLResolver, path

from feedback.moderation import paper_views as paper
from feedback.moderation import response_views as views

urlpatterns: list[URLPattern | URLResolver] = [
    path("responses/", views.responses, name="responses"),
    path("responses/new/", views.new, name="response-new"),
    path("responses/<int:pk>/", views.response, name="response"),
    path("responses/<int:pk>/hand-in/", views.hand_in, name="response-hand-in"),
    path("responses/<int:pk>/approve/", views.approve, name="response-approve"),
    path("responses/<int:pk>/send-back/", views.send_back, name="response-send-back"),
    path("responses/<int:pk>/drop/", views.drop, name="response-drop"),
    path("codes/", paper.codes, name="codes"),
    path("codes/<int:pk>/take-back/", paper.revoke, name="codes-revoke"),
    path("paper/", paper.paper, name="paper"),
]
