from django.urls import path

from tresse.memberships.views import acts, invitations, members

app_name = "memberships"
urlpatterns = [
    path("c/<slug:slug>/members/", members.show, name="members"),
    path("c/<slug:slug>/members/invitation/", members.invite, name="invite"),
    path("c/<slug:slug>/mandates/new/", members.give_mandate, name="give_mandate"),
    path("c/<slug:slug>/mandates/founding/", members.take_founding_mandate, name="take_founding_mandate"),
    path("c/<slug:slug>/mandates/<int:mandate_id>/end/", members.end_mandate, name="end_mandate"),
    path("c/<slug:slug>/journal/", members.show_journal, name="journal"),
    path("c/<slug:slug>/acts/", acts.index, name="acts"),
    path("c/<slug:slug>/acts/<int:act_id>/", acts.show, name="act"),
    path("c/<slug:slug>/acts/<int:act_id>/confirmation/", acts.confirm, name="confirm_act"),
    path("c/<slug:slug>/acts/<int:act_id>/refusal/", acts.decline, name="decline_act"),
    path("i/<slug:token>/", invitations.show, name="invitation"),
    path("i/<slug:token>/refusal/", invitations.decline, name="decline_invitation"),
]
