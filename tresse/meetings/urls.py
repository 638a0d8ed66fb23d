from django.urls import path

from tresse.meetings.views import (
    agenda,
    answers,
    attendance,
    calendar,
    guests,
    joinings,
    mailed,
    meetings,
    minutes,
    video,
)

app_name = "meetings"

urlpatterns = [
    path("c/<slug:slug>/m/", meetings.index, name="meetings"),
    path("c/<slug:slug>/m/new/", meetings.new, name="new"),
    path("c/<slug:slug>/m/<int:number>/", meetings.show, name="meeting"),
    path("c/<slug:slug>/m/<int:number>/session.ics", calendar.show, name="calendar"),
    path("c/<slug:slug>/m/<int:number>/change/", meetings.change, name="change"),
    path("c/<slug:slug>/m/<int:number>/cancellation/", meetings.cancellation, name="cancellation"),
    path("c/<slug:slug>/m/<int:number>/answer/", answers.answer, name="answer"),
    path("c/<slug:slug>/m/<int:number>/agenda/", agenda.edit, name="agenda"),
    path("c/<slug:slug>/m/<int:number>/agenda/<int:item>/", agenda.change, name="agenda_item"),
    path("c/<slug:slug>/m/<int:number>/agenda/<int:item>/place/", agenda.move, name="agenda_place"),
    path("c/<slug:slug>/m/<int:number>/agenda/<int:item>/removal/", agenda.remove, name="agenda_removal"),
    path("c/<slug:slug>/m/<int:number>/minutes/", minutes.edit, name="minutes"),
    path("c/<slug:slug>/m/<int:number>/minutes/audience/", minutes.widen, name="minutes_audience"),
    path("c/<slug:slug>/m/<int:number>/attendance/", attendance.edit, name="attendance"),
    path("c/<slug:slug>/m/<int:number>/together/", joinings.index, name="together"),
    path(
        "c/<slug:slug>/m/<int:number>/together/<int:joining>/removal/", joinings.take_back, name="together_removal"
    ),
    path("c/<slug:slug>/together/<int:joining>/", joinings.show, name="joining"),
    path("c/<slug:slug>/together/<int:joining>/answer/", joinings.answer, name="joining_answer"),
    path("c/<slug:slug>/together/<int:joining>/leaving/", joinings.leave, name="joining_leaving"),
    path("c/<slug:slug>/m/<int:number>/video/", video.room, name="video"),
    path("c/<slug:slug>/m/<int:number>/recording/", video.recording, name="recording"),
    path("g/<slug:token>/video/", video.room_for_guest, name="guest_video"),
    path("g/<slug:token>/recording/", video.recording_of_guest, name="guest_recording"),
    path("s/<slug:token>/", mailed.show, name="mailed"),
    path("s/<slug:token>/<slug:answer>/", mailed.answer, name="mailed_answer"),
    path("g/<slug:token>/coming/", guests.answer, name="guest_answer"),
    path("g/<slug:token>/session.ics", guests.calendar, name="guest_calendar"),
]
