// All times of events between two days, by ical.js, the parser of Thunderbird.
const loaded = require('ical.js');
const ICAL = loaded.default || loaded;
const [, , file, first, last] = process.argv;
const calendar = new ICAL.Component(ICAL.parse(require('fs').readFileSync(file, 'utf8')));
const moment = (time) => {
  if (time.isDate) return time.toString().replaceAll('-', '');
  return time.toJSDate().toISOString().replace(/[-:]|\.\d+/g, '');
};
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const parts = calendar.getAllSubcomponents('vevent');
const tell = (item, start) => {
  const day = moment(start).slice(0, 8);
  const off = item.component.getFirstPropertyValue('status') === 'CANCELLED';
  if (!off && day >= first && day <= last) console.log([item.uid, moment(start)].join('\t'));
};
for (const part of parts.filter((one) => !one.hasProperty('recurrence-id'))) {
  const uid = part.getFirstPropertyValue('uid');
  const exceptions = parts.filter((one) => one.hasProperty('recurrence-id') && one.getFirstPropertyValue('uid') === uid);
  const event = new ICAL.Event(part, { exceptions });
  if (!event.isRecurring()) {
    tell(event, event.startDate);
    continue;
  }
  const times = event.iterator();
  for (let time = times.next(); time && moment(time).slice(0, 8) <= last; time = times.next()) {
    const told = event.getOccurrenceDetails(time);
    tell(told.item, told.startDate);
  }
}
