"""Addresses of votes below /members/votes/."""

from django.urls import URLPattern, URLResolver, path

from consultations.ballots import member_views, paper_views, set_up_views

app_name = "ballots-members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", member_views.votes, name="list"),
    path("set-up/", set_up_views.new, name="new"),
    path("<slug:slug>/", member_views.one_vote, name="ballot"),
    path("<slug:slug>/vote/", member_views.vote, name="vote"),
    path("<slug:slug>/voted/", member_views.voted, name="voted"),
    path("<slug:slug>/change/", set_up_views.change, name="change"),
    path("<slug:slug>/take-away/", set_up_views.take_away, name="take-away"),
    path("<slug:slug>/open/", set_up_views.open_it, name="open"),
    path("<slug:slug>/go-on/", set_up_views.resume, name="resume"),
    path("<slug:slug>/cancel/", set_up_views.cancel, name="cancel"),
    path("<slug:slug>/key/", set_up_views.parts, name="parts"),
    path("<slug:slug>/slips/", paper_views.slips, name="slips"),
    path("<slug:slug>/slips/<int:pk>/take-back/", paper_views.take_back, name="take-back"),
    path("<slug:slug>/paper/", paper_views.paper, name="paper"),
]
