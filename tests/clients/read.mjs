// What Thunderbird's reader finds in the calendar it is given: each event with its moments by the universal clock.
import { readFileSync } from "node:fs";
import ICAL from "./vendor/ical.min.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(new ICAL.Timezone(zone));
}
const told = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    begins: event.startDate.convertToZone(ICAL.Timezone.utcTimezone).toString(),
    ends: event.endDate.convertToZone(ICAL.Timezone.utcTimezone).toString(),
    title: event.summary,
    text: event.description,
    place: event.location,
    status: component.getFirstPropertyValue("status"),
    sequence: event.sequence,
    attendees: event.attendees.map((one) => [one.getFirstValue(), one.getParameter("partstat")]),
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("x-wr-calname"), events: told }));
