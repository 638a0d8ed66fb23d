from django.urls import path

from tresse.meetings.views import agenda, answers, attendance, calendar, guests, meetings, minutes

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
    path("g/<slug:token>/coming/", guests.answer, name="guest_answer"),
    path("g/<slug:token>/session.ics", guests.calendar, name="guest_calendar"),
]
