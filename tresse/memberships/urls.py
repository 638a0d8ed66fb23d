from django.urls import path

from tresse.memberships.views import acts, calls, invitations, mandates, members, places

app_name = "memberships"
urlpatterns = [
    path("c/<slug:slug>/members/", members.show, name="members"),
    path("c/<slug:slug>/members/invitation/", members.invite, name="invite"),
    path("c/<slug:slug>/mandates/", mandates.index, name="mandates"),
    path("c/<slug:slug>/mandates/new/", mandates.give, name="give_mandate"),
    path("c/<slug:slug>/mandates/founding/", mandates.take_founding, name="take_founding_mandate"),
    path("c/<slug:slug>/mandates/interim/", mandates.take_interim, name="take_interim"),
    path("c/<slug:slug>/mandates/<int:mandate_id>/end/", mandates.end, name="end_mandate"),
    path("c/<slug:slug>/mandates/<int:mandate_id>/handover/", mandates.hand_over, name="hand_over"),
    path("c/<slug:slug>/mandates/<int:mandate_id>/reading/", mandates.acknowledge, name="acknowledge"),
    path("c/<slug:slug>/calls/", calls.call, name="call"),
    path("c/<slug:slug>/calls/<int:call_id>/hand/", calls.raise_hand, name="raise_hand"),
    path("c/<slug:slug>/calls/<int:call_id>/hand/undo/", calls.lower_hand, name="lower_hand"),
    path("c/<slug:slug>/calls/<int:call_id>/closure/", calls.close, name="close_call"),
    path("c/<slug:slug>/my-place/", places.show, name="my_place"),
    path("c/<slug:slug>/my-place/organisation/", places.move, name="move"),
    path("c/<slug:slug>/my-place/pause/", places.pause, name="pause"),
    path("c/<slug:slug>/my-place/return/", places.come_back, name="come_back"),
    path("c/<slug:slug>/my-place/leaving/", places.leave, name="leave"),
    path("c/<slug:slug>/my-place/data.zip", places.take_along, name="take_along"),
    path("c/<slug:slug>/journal/", members.show_journal, name="journal"),
    path("c/<slug:slug>/acts/", acts.index, name="acts"),
    path("c/<slug:slug>/acts/<int:act_id>/", acts.show, name="act"),
    path("c/<slug:slug>/acts/<int:act_id>/confirmation/", acts.confirm, name="confirm_act"),
    path("c/<slug:slug>/acts/<int:act_id>/refusal/", acts.decline, name="decline_act"),
    path("i/<slug:token>/", invitations.show, name="invitation"),
    path("i/<slug:token>/refusal/", invitations.decline, name="decline_invitation"),
]
