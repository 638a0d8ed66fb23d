from django.urls import path

from tresse.welcome.views import answers, asking, door, requests, trials, where_we_are

app_name = "welcome"
urlpatterns = [
    path("c/<slug:slug>/ask-in/", asking.show, name="ask_in"),
    path("c/<slug:slug>/ask-in/request/", asking.write, name="write_request"),
    path("c/<slug:slug>/requests/<int:number>/", requests.show, name="request"),
    path("c/<slug:slug>/requests/<int:number>/message/", requests.write, name="message"),
    path("c/<slug:slug>/requests/<int:number>/taking-back/", requests.take_back, name="take_back"),
    path("c/<slug:slug>/requests/<int:number>/all/", requests.put_before_all, name="put_before_all"),
    path("c/<slug:slug>/requests/<int:number>/welcome/", answers.welcome, name="welcome"),
    path("c/<slug:slug>/requests/<int:number>/later/", answers.put_off, name="put_off"),
    path("c/<slug:slug>/requests/<int:number>/refusal/", answers.refuse, name="refuse"),
    path("c/<slug:slug>/where-we-are/", where_we_are.show, name="where_we_are"),
    path("c/<slug:slug>/welcome/", door.show, name="door"),
    path("c/<slug:slug>/welcome/<int:pair_id>/word/", trials.say_word, name="word"),
    path("c/<slug:slug>/welcome/<int:pair_id>/passing-on/", trials.pass_on, name="pass_on"),
]
