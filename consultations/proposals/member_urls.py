"""Member addresses of this room, below /members/proposals/."""

from django.urls import URLPattern, URLResolver, path

from consultations.proposals import discussion_views as discussion
from consultations.proposals import member_views as views
from consultations.proposals import suggestion_views as suggestions
from consultations.proposals import writing_views as writing

app_name = "proposals-members"
_ONE = "<slug:slug>/suggestions/<int:pk>"
_SAID = "<slug:slug>/comments/<int:pk>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.proposals, name="proposals"),
    path("new/", writing.new, name="new"),
    path("from-words/", writing.from_words, name="from-words"),
    path("reports/", discussion.reports, name="reports"),
    path("<slug:slug>/", views.proposal, name="proposal"),
    path("<slug:slug>/step/", views.step, name="step"),
    path("<slug:slug>/step/longer/", views.prolong, name="prolong"),
    path("<slug:slug>/edit/", writing.edit, name="edit"),
    path("<slug:slug>/evidence/", writing.evidence, name="evidence"),
    path("<slug:slug>/evidence/document/", writing.evidence_document, name="evidence-document"),
    path("<slug:slug>/evidence/<int:pk>/remove/", writing.evidence_remove, name="evidence-remove"),
    path("<slug:slug>/authors/", writing.co_authors, name="authors"),
    path("<slug:slug>/authors/ask/", writing.invite, name="invite"),
    path("<slug:slug>/authors/panel/", writing.panel, name="panel"),
    path("<slug:slug>/authors/join/", writing.join, name="join"),
    path("<slug:slug>/authors/say-no/", writing.say_no, name="say-no"),
    path("<slug:slug>/authors/leave/", writing.leave, name="leave"),
    path("<slug:slug>/authors/<int:pk>/remove/", writing.author_remove, name="author-remove"),
    path("<slug:slug>/suggest/<slug:part>/", suggestions.suggest, name="suggest"),
    path("<slug:slug>/suggestions/", suggestions.suggestions, name="suggestions"),
    path(f"{_ONE}/", suggestions.suggestion, name="suggestion"),
    path(f"{_ONE}/take-up/", suggestions.take_up, name="take-up"),
    path(f"{_ONE}/decline/", suggestions.decline, name="decline"),
    path(f"{_ONE}/support/", suggestions.support, name="support"),
    path(f"{_ONE}/unsupport/", suggestions.unsupport, name="unsupport"),
    path(f"{_ONE}/take-back/", suggestions.take_back, name="take-back"),
    path("<slug:slug>/comment/", discussion.comment, name="comment"),
    path(f"{_SAID}/change/", discussion.comment_change, name="comment-change"),
    path(f"{_SAID}/report/", discussion.report, name="report"),
    path(f"{_SAID}/hide/", discussion.hide, name="hide"),
    path(f"{_SAID}/show/", discussion.show_again, name="show-again"),
    path(f"{_SAID}/let-stand/", discussion.let_stand, name="let-stand"),
]
