// All times of events between two days, by node-ical. Its whole days are local midnights; TZ is UTC.
const ical = require('node-ical');
const [, , file, first, last] = process.argv;
const day = (text) => new Date(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}T00:00:00Z`);
for (const event of Object.values(ical.sync.parseFile(file))) {
  if (event.type !== 'VEVENT') continue;
  const to = new Date(day(last).getTime() + 86399000);
  for (const one of ical.expandRecurringEvent(event, { from: day(first), to })) {
    if ((one.event ?? event).status === 'CANCELLED') continue;
    const start = one.start.toISOString().replace(/[-:]|\.\d+/g, '');
    if (start.slice(0, 8) < first || start.slice(0, 8) > last) continue;
    console.log([event.uid, event.datetype === 'date' ? start.slice(0, 8) : start].join('\t'));
  }
}
