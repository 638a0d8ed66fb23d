from django.urls import path

from tresse.decisions.views import decisions

app_name = "decisions"

urlpatterns = [
    path("c/<slug:slug>/decisions/", decisions.index, name="decisions"),
    path("c/<slug:slug>/decisions/new/", decisions.new, name="new"),
    path("c/<slug:slug>/decisions/<int:number>/", decisions.show, name="decision"),
    path("c/<slug:slug>/decisions/<int:number>/review/", decisions.review, name="review"),
    path("c/<slug:slug>/decisions/<int:number>/audience/", decisions.narrow, name="audience"),
]
