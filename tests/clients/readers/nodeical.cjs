// node-ical. Its whole days are local midnights; the checker sets TZ to UTC.
const calendar = require('node-ical').sync.parseFile(process.argv[2]);
for (const event of Object.values(calendar)) {
  if (event.type !== 'VEVENT') continue;
  const moment = (time) => {
    const written = time.toISOString().replace(/[-:]|\.\d+/g, '');
    return event.datetype === 'date' ? written.slice(0, 8) : written;
  };
  const title = event.summary.val ?? event.summary;
  console.log([event.uid, moment(event.start), moment(event.end), title].join('\t'));
  for (const one of new Set(Object.values(event.recurrences ?? {}))) {
    console.log([one.uid, moment(one.start), moment(one.end), one.summary.val ?? one.summary].join('\t'));
  }
}
