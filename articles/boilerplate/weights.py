"""What each piece of evidence says: how much likelier it makes a line foreign (or, below 0, own).

Logarithms of odds. Made by `python -m bench.fit_judge`, which tells where they were measured; what
its texts do not show keeps the number that it was given by hand.
"""

from articles.boilerplate.chain import Pair

ALWAYS = 2.0
WEIGHTS: dict[str, float] = {
    "name of its element": 12.0,
    "name on dated lines": 1.0,
    "name on most of the text": 0.5,
    "heading over nothing": 1.0,
    "heading element": -2.3,
    "item": 0.1,
    "table": -5.0,
    "timeline": -1.3,
    "under dates": -4.0,
    "no text beside it": -7.0,
    "link alone": 5.2,
    "words: related": 9.0,
    "words: read-also": 9.0,
    "words: share": 9.0,
    "words: nav": 9.0,
    "words: comment": 9.0,
    "words: legal": 9.0,
    "words: credit": -7.0,
    "words: byline": -7.0,
    "words: caption": -7.0,
    "1 word": 2.1,
    "2 words": -0.4,
    "3 words": -0.7,
    "4 words": -0.8,
    "5 words": 2.0,
    "6 words": 2.2,
    "7 or 8 words": 2.5,
    "9 to 11 words": 2.6,
    "12 to 15 words": 2.5,
    "16 to 24 words": -3.2,
    "25 words and more": -6.0,
    "several sentences": -4.0,
    "ends with a colon": -4.0,
    "ends with a full stop": -0.6,
    "a long sentence": -1.5,
    "a comma inside": -1.7,
    "ends with a comma": -4.0,
    "teases": 0.7,
    "goes on from before": -4.6,
    "opens with and": -4.7,
    "opens with so": 0.7,
    "opens with a preposition": -3.9,
    "opens with a past verb": -1.5,
    "tells as headlines do": 0.5,
    "so long ago": 2.1,
    "a count of readers": 4.7,
    "shares nothing": 1.4,
    "shares 1 word": 0.5,
    "shares 2 words": -1.0,
    "shares 3 words": -2.2,
    "shares 4 words and more": -2.8,
    "shares nothing with a short text": 1.5,
    "shares a main word": -0.4,
    "shares words with its like": -1.0,
    "under a marker": 1.8,
    "announced": -2.5,
    "in an announced list": -4.1,
    "before the text": -1.0,
    "in the text": -0.9,
    "after the text": -1.1,
    "after an open line": -2.3,
    "over text": -2.0,
    "names what is under it": -0.5,
    "headings elsewhere": -3.6,
    "date near the article's": -2.1,
    "date far from the article's": -1.7,
    "date alone": 2.3,
    "date first": -0.5,
    "date and a colon": 0.4,
    "date last": 0.7,
    "date after a colon": -1.6,
    "date without its year": -4.0,
    "like others: first word": -2.8,
    "like others: label": -1.8,
    "like others: figures": -1.7,
    "like others: names": -0.6,
    "dates in order": -0.1,
    "label": -0.1,
    "label again": 4.6,
}
# What a change costs from one line to the next: from own to foreign, from foreign to own.
CHANGE: Pair = (0.6, 4.7)
# Where the next is running text, and between two items of a list.
TO_TEXT: Pair = (1.9, 1.1)
IN_A_LIST: Pair = (4.0, 4.0)
# After a line that its words or its element tell for itself.
FREE: Pair = (1.0, 0.5)
FIRST: Pair = (2.0, 0.0)
