from django.urls import path

from tresse.commitments.views import parts

app_name = "commitments"
urlpatterns = [
    path("c/<slug:slug>/cycles/<int:cycle_id>/my-part/", parts.mine, name="my_part"),
    path("c/<slug:slug>/cycles/<int:cycle_id>/my-part/after/", parts.look_back, name="look_back"),
]
