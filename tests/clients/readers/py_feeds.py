"""feedparser, atoma and the standards' schemas: NAME FILE prints id and title of each entry."""

import json
import sys
from pathlib import Path

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
name, file = sys.argv[1:]
body = Path(file).read_bytes()
kind = Path(file).suffix

if name == "feedparser":
    import feedparser

    feed = feedparser.parse(body)
    assert not feed.bozo, feed.bozo_exception
    told = [(entry.id, entry.title) for entry in feed.entries]
elif name == "atoma":
    import atoma

    if kind == ".rss":
        told = [(item.guid, item.title) for item in atoma.parse_rss_bytes(body).items]
    elif kind == ".atom":
        told = [(entry.id_, entry.title.value) for entry in atoma.parse_atom_bytes(body).entries]
    else:
        told = [(item.id_, item.title) for item in atoma.parse_json_feed_bytes(body).items]
elif kind == ".json":
    import jsonschema

    feed = json.loads(body)
    jsonschema.Draft202012Validator(
        json.loads((SCHEMAS / "jsonfeed.schema.json").read_text("utf-8"))
    ).validate(feed)
    told = [(item["id"], item["title"]) for item in feed["items"]]
else:
    from lxml import etree

    etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng")).assertValid(feed := etree.fromstring(body))
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.iterfind(f"{atom}entry")
    told = [(entry.findtext(f"{atom}id"), entry.findtext(f"{atom}title")) for entry in entries]

for identity, title in told:
    print(identity, " ".join(title.split()), sep="\t")
