"""Every address of the site, public first, then everything that knows who you are.

Wagtail's page-serving pattern is mounted alone: its other public addresses set
cookies (docs/trust.md, rule 5).
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document

from cms.serving import serve as serve_page
from demo.sign_in import one_step

members: list[URLPattern | URLResolver] = [
    path("account/demo/", one_step, name="demo-sign-in"),
    path("account/", include("people.account_urls")),
    path("cms/", include("people.cms_door_urls")),
    path("cms/", include("cms.closed_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("decisions/", include("consultations.outcomes.member_urls")),
    path("directory/", include("consultations.directory.member_urls")),
    path("events/", include("consultations.events.check_member_urls")),
    path("events/", include("consultations.notetaking.urls")),
    path("events/", include("consultations.registrations.member_urls")),
    path("feedback/", include("feedback.moderation.urls")),
    path("following/", include("following.urls")),
    path("pilots/", include("consultations.pilots.member_urls")),
    path("proposals/", include("consultations.proposals.member_urls")),
    path("questions/", include("feedback.questions.urls")),
    path("reports/", include("consultations.reporting.urls")),
    path("votes/", include("consultations.ballots.member_urls")),
    path("", include("people.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("edge.urls")),
    path("members/", include(members)),
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("", include("ui.urls")),
    path("", include("cms.urls")),
]

# Public pages answer in Welsh under /cy/, in English without a prefix.
urlpatterns += i18n_patterns(
    path("", include("cms.public_urls")),
    path("", include("consultations.ballots.urls")),
    path("events/", include("consultations.registrations.urls")),
    path("events/", include("consultations.events.urls")),
    path("feedback/", include("feedback.threads.urls")),
    path("link-workers/", include("consultations.directory.link_worker_urls")),
    path("pilot/", include("consultations.pilots.urls")),
    path("evaluations/", include("consultations.pilots.evaluation_urls")),
    path("panorama/", include("consultations.panorama.urls")),
    path("places/", include("consultations.directory.urls")),
    path("proposals/", include("consultations.proposals.urls")),
    path("what-changed/", include("consultations.outcomes.urls")),
    path("", include("following.public_urls")),
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)

handler400 = "edge.errors.bad_request"
handler403 = "edge.errors.forbidden"
handler404 = "edge.errors.not_found"
handler500 = "edge.errors.server_error"
