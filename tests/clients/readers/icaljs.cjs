// ical.js, the parser of Thunderbird.
const loaded = require('ical.js');
const ICAL = loaded.default || loaded;
const text = require('fs').readFileSync(process.argv[2], 'utf8');
const calendar = new ICAL.Component(ICAL.parse(text));
const moment = (time) => {
  if (time.isDate) return time.toString().replaceAll('-', '');
  return time.toJSDate().toISOString().replace(/[-:]|\.\d+/g, '');
};
for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
for (const one of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(one);
  console.log([event.uid, moment(event.startDate), moment(event.endDate), event.summary].join('\t'));
}
