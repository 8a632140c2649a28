"""Addresses of the queue, safeguarding and what belongs to them."""

from django.urls import URLPattern, URLResolver, path

from feedback.moderation import queue_views as views
from feedback.moderation import queue_views_acts as acts
from feedback.moderation import queue_views_safeguarding as safeguarding
from feedback.moderation import queue_views_settings as settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.queue, name="queue"),
    path("answers/<str:key>/", views.item, name="item"),
    path("answers/<str:key>/let-go/", acts.publish, name="publish"),
    path("answers/<str:key>/take-out/", acts.redact, name="redact"),
    path("answers/<str:key>/take-back/", acts.undo, name="undo"),
    path("answers/<str:key>/write/", acts.write, name="write"),
    path("answers/<str:key>/decline/", acts.decline, name="decline"),
    path("answers/<str:key>/close/", acts.close, name="close"),
    path("answers/<str:key>/reopen/", acts.reopen, name="reopen"),
    path("answers/<str:key>/take-down/", acts.take_down, name="take-down"),
    path("answers/<str:key>/keep/", acts.keep, name="keep"),
    path("answers/<str:key>/tags/", acts.tags, name="tags"),
    path("answers/<str:key>/note/", acts.note, name="note"),
    path("answers/<str:key>/claim/", acts.claim, name="claim"),
    path("answers/<str:key>/take-over/", acts.take_over, name="take-over"),
    path("answers/<str:key>/release/", acts.release, name="release"),
    path("answers/<str:key>/hand-over/", acts.hand_over, name="hand-over"),
    path("answers/<str:key>/escalate/", acts.escalate, name="escalate"),
    path("answers/<str:key>/pass-on/", safeguarding.pass_on, name="pass-on"),
    path("answers/<str:key>/case/", safeguarding.case_sheet, name="case-sheet"),
    path("answers/<str:key>/settle/", acts.settle, name="settle"),
    path("safeguarding/", safeguarding.safeguarding, name="safeguarding"),
    path("safeguarding/away/", safeguarding.be_away, name="be-away"),
    path("safeguarding/away/<int:pk>/back/", safeguarding.be_back, name="be-back"),
    path("safeguarding/contacts/", safeguarding.all_contacts, name="contacts"),
    path("safeguarding/contacts/new/", safeguarding.contact, name="contact-new"),
    path("safeguarding/contacts/<int:pk>/", safeguarding.contact, name="contact"),
    path("safeguarding/contacts/<int:pk>/forget/", safeguarding.forget_contact, name="contact-forget"),
    path("hours/", settings.hours, name="hours"),
    path("hours/closed/", settings.close_day, name="close-day"),
    path("hours/closed/<int:pk>/open/", settings.open_day, name="open-day"),
    path("templates/", settings.templates, name="templates"),
    path("templates/new/", settings.template, name="template-new"),
    path("templates/<int:pk>/", settings.template, name="template"),
    path("templates/<int:pk>/delete/", settings.delete_template, name="template-delete"),
]
