from django.urls import path

from tresse.facilitation.views import groups, methods, roles, running

app_name = "facilitation"

SESSION = "c/<slug:slug>/m/<int:number>/"

urlpatterns = [
    path("methods/", methods.index, name="methods"),
    path("methods/new/", methods.new, name="new_method"),
    path("methods/<slug:key>/", methods.show, name="method"),
    path("methods/<slug:key>/edit/", methods.edit, name="edit_method"),
    path("methods/<slug:key>/retirement/", methods.retire, name="retirement"),
    path("methods/<slug:key>/retirement/undo/", methods.bring_back, name="retirement_undone"),
    path(f"{SESSION}run/", running.show, name="run"),
    path(f"{SESSION}run/state/", running.state, name="state"),
    path(f"{SESSION}run/next/", running.go_on, name="next"),
    path(f"{SESSION}run/previous/", running.go_back, name="previous"),
    path(f"{SESSION}run/time/", running.give_time, name="time"),
    path(f"{SESSION}run/end/", running.finish, name="end"),
    path(f"{SESSION}roles/", roles.propose, name="roles"),
    path(f"{SESSION}roles/<slug:role>/", roles.take, name="role"),
    path(f"{SESSION}roles/<slug:role>/passing/", roles.pass_on, name="role_passing"),
    path(f"{SESSION}groups/", groups.index, name="groups"),
    path(f"{SESSION}groups/<int:round_number>/", groups.rearrange, name="round"),
    path(f"{SESSION}groups/<int:round_number>/again/", groups.again, name="round_again"),
    path(f"{SESSION}groups/<int:round_number>/latecomer/", groups.latecomer, name="latecomer"),
]
