// rss-parser and feedsmith: NAME FILE prints id and title of each entry.
const [, , name, file] = process.argv;
const text = require('fs').readFileSync(file, 'utf8');

async function entries() {
  if (name === 'rss-parser') {
    const feed = await new (require('rss-parser'))().parseString(text);
    return feed.items.map((item) => [item.guid ?? item.id, item.title]);
  }
  const { feed } = (await import(require.resolve('feedsmith'))).parseFeed(text);
  return (feed.items ?? feed.entries).map((item) => [
    item.guid?.value ?? item.guid ?? item.id,
    item.title?.value ?? item.title,
  ]);
}

entries().then((told) => {
  for (const [id, title] of told) console.log([id, title.trim().split(/\s+/).join(' ')].join('\t'));
});
