from django.urls import path

from tresse.discussions.views import files, following, harvests, messages, threads

app_name = "discussions"

urlpatterns = [
    path("c/<slug:slug>/t/", threads.index, name="threads"),
    path("c/<slug:slug>/t/new/", threads.choose, name="new"),
    path("c/<slug:slug>/t/new/<slug:kind>/", threads.start, name="start"),
    path("c/<slug:slug>/t/<int:number>/", threads.show, name="thread"),
    path("c/<slug:slug>/t/<int:number>/title/", threads.title, name="title"),
    path("c/<slug:slug>/t/<int:number>/audience/", threads.audience, name="audience"),
    path("c/<slug:slug>/t/<int:number>/following/", following.change, name="following"),
    path("c/<slug:slug>/t/<int:number>/promise/", harvests.promise, name="promise"),
    path("c/<slug:slug>/t/<int:number>/promise/undo/", harvests.promise_undo, name="promise_undo"),
    path("c/<slug:slug>/t/<int:number>/harvest/", harvests.edit, name="harvest"),
    path("c/<slug:slug>/t/<int:number>/harvest/history/", harvests.history, name="harvests"),
    path("c/<slug:slug>/t/<int:number>/m/<int:message_pk>/", messages.edit, name="message"),
    path("c/<slug:slug>/t/<int:number>/m/<int:message_pk>/withdrawal/", messages.withdrawal, name="withdrawal"),
    path("c/<slug:slug>/t/<int:number>/m/<int:message_pk>/history/", messages.history, name="history"),
    path(
        "c/<slug:slug>/t/<int:number>/m/<int:message_pk>/history/<int:revision>/erasure/",
        messages.erasure,
        name="erasure",
    ),
    path("c/<slug:slug>/t/<int:number>/f/<slug:token>/", files.show, name="file"),
    path("c/<slug:slug>/t/<int:number>/f/<slug:token>/preview/", files.preview, name="preview"),
]
