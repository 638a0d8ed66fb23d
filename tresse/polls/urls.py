from django.urls import path

from tresse.polls.views import mailed, polls

app_name = "polls"

urlpatterns = [
    path("c/<slug:slug>/polls/new/", polls.new, name="new"),
    path("c/<slug:slug>/polls/<int:number>/", polls.show, name="poll"),
    path("c/<slug:slug>/polls/<int:number>/answer/", polls.answer, name="answer"),
    path("c/<slug:slug>/polls/<int:number>/choice/", polls.choose, name="choice"),
    path("c/<slug:slug>/polls/<int:number>/closing/", polls.closing, name="closing"),
    path("c/<slug:slug>/polls/<int:number>/end/", polls.call_off, name="end"),
    path("w/<slug:token>/", mailed.show, name="mailed"),
    path("w/<slug:token>/answer/", mailed.answer, name="mailed_answer"),
]
