from django.urls import path

from tresse.lifecycle.views import circles, cycles, founding, publishing, signs

app_name = "lifecycle"
urlpatterns = [
    path("found/", founding.found, name="found"),
    path("c/<slug:slug>/founding/", founding.show, name="founding"),
    path("c/<slug:slug>/description/", founding.describe, name="describe"),
    path("c/<slug:slug>/beginning/", founding.begin, name="begin"),
    path("c/<slug:slug>/strands/<int:strand_id>/cycle/", cycles.prepare, name="prepare"),
    path("c/<slug:slug>/cycles/<int:cycle_id>/", cycles.show, name="cycle"),
    path("c/<slug:slug>/cycles/<int:cycle_id>/opening/", cycles.open_, name="open"),
    path("c/<slug:slug>/cycles/<int:cycle_id>/phase/", cycles.move_on, name="move_on"),
    path("c/<slug:slug>/cycles/<int:cycle_id>/circles/", circles.show, name="circles"),
    path("c/<slug:slug>/cycles/<int:cycle_id>/closing/", cycles.close, name="close"),
    path("c/<slug:slug>/d/<int:document_id>/publishing/", publishing.show, name="publishing"),
    path("c/<slug:slug>/d/<int:document_id>/publishing/request/", publishing.ask, name="ask_to_publish"),
    path("c/<slug:slug>/d/<int:document_id>/publishing/name/", publishing.name, name="naming"),
    path("c/<slug:slug>/d/<int:document_id>/withdrawal/", publishing.withdraw, name="withdrawing"),
    path("c/<slug:slug>/signs/", signs.show, name="signs"),
    path("c/<slug:slug>/closing/", cycles.close_community, name="close_community"),
]
