"""Addresses of the member side."""

from django.urls import URLPattern, URLResolver, path

from people import views

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("settings/", views.settings, name="settings"),
    path("settings/my-data/", views.download_my_data, name="my-data"),
    path("settings/sign-out-everywhere/", views.sign_out_everywhere, name="sign-out-everywhere"),
    path("settings/close/", views.close_account, name="close-account"),
    path("people/", views.people, name="people"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/access/", views.access, name="access"),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/new/", views.invite, name="invite"),
    path("invitations/list/", views.invite_list, name="invite-list"),
    path("invitations/<int:pk>/resend/", views.resend, name="invitation-resend"),
    path("invitations/<int:pk>/withdraw/", views.withdraw, name="invitation-withdraw"),
    # Below account/, where nobody is signed in yet.
    path("account/join/<str:token>/", views.join, name="invitation-join"),
    path("account/closed/", views.closed, name="closed"),
]
