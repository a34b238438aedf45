"""What is wrong with feeds in the wild: in parts of entries, in the whole text, in its charset."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import escape

from tests.ruznama.sources.drafts import HOST, Draft

_MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
_LEVANT = (
    "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول"
).split(",")
_DAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()


def _escaped_html_in_titles(draft: Draft) -> None:
    draft.faults.append("HTML in titles")
    draft.title = lambda title: escape(f"<b>{title}</b>")


def _entities_in_titles(draft: Draft) -> None:
    draft.faults.append("entities in titles")
    draft.entries = [replace(one, title=f"“{one.title}” & غيره") for one in draft.entries]
    draft.title = lambda title: title.replace("&", "&amp;amp;").replace("“", "&amp;ldquo;")


def _cdata_titles(draft: Draft) -> None:
    draft.faults.append("CDATA titles with entities")
    draft.entries = [replace(one, title=f"«{one.title}»") for one in draft.entries]
    draft.title = lambda title: f"<![CDATA[\n  {title.replace('«', '&laquo;')} \n]]>"


def _bare_ampersands(draft: Draft) -> None:
    draft.faults.append("bare ampersands")
    draft.entries = [replace(one, title=f"{one.title} & صور") for one in draft.entries]
    draft.title = lambda title: title
    draft.entries = [replace(one, link=f"{one.link}?p=1&v=2") for one in draft.entries]


def _names_of_html(draft: Draft) -> None:
    draft.faults.append("entities of HTML that XML has not")
    draft.body = lambda text: escape(text).replace(" ", "&nbsp;", 1)
    draft.entries = [replace(one, title=f"{one.title} – خبر") for one in draft.entries]
    draft.title = lambda title: escape(title).replace("–", "&ndash;")


def _nested_cdata(draft: Draft) -> None:
    draft.faults.append("CDATA in CDATA")
    draft.body = lambda text: f"<![CDATA[{text} <!-- <![CDATA[x]]]]><![CDATA[> -->]]>"


def _blanks_around_links(draft: Draft) -> None:
    draft.faults.append("blanks around links")
    draft.link = lambda link: f"\n\t {escape(link)} \n"


def _relative_links(draft: Draft) -> None:
    draft.faults.append("relative links")
    draft.link = lambda link: escape(link.removeprefix(HOST))


def _links_in_cdata(draft: Draft) -> None:
    draft.faults.append("links in CDATA")
    draft.link = lambda link: f"<![CDATA[{link}]]>"


def _only_guids(draft: Draft) -> None:
    draft.faults.append("links as guids alone")
    draft.link = lambda link: f"<guid isPermaLink='true'>{escape(link)}</guid>"


def _raw_html(draft: Draft) -> None:
    draft.faults.append("HTML in CDATA")
    draft.body = lambda text: f"<![CDATA[{text}<br><img src=x.jpg alt=]]>"


def _unescaped_html(draft: Draft) -> None:
    draft.faults.append("HTML that is not escaped")
    draft.body = lambda text: f"{text}<br><img src=x.jpg width=4><b>صور</b>"


def _unknown_references(draft: Draft) -> None:
    draft.faults.append("references to no letter")
    draft.body = lambda text: f"{escape(text)}&#8; &#0; &#x1F; &nothing; &#xFFFFFF;"


def _letters_as_references(draft: Draft) -> None:
    draft.faults.append("letters as references")
    draft.title = lambda title: "".join(f"&#{ord(letter)};" for letter in title)


def _comments_in_titles(draft: Draft) -> None:
    draft.faults.append("comments in titles")
    draft.title = lambda title: f"{escape(title)}<!-- id=4 -->"


def _authors_in_cdata(draft: Draft) -> None:
    draft.faults.append("authors in CDATA")
    draft.author = lambda name: f"<![CDATA[ {name}\n]]>"


def _dates(name: str, form: Callable[[datetime], str]) -> Callable[[Draft], None]:
    def fault(draft: Draft) -> None:
        draft.faults.append(name)
        draft.date = form

    return fault


def _arabic(moment: datetime) -> str:
    month = _MONTHS[moment.month - 1]
    return f"{_DAYS[moment.weekday()]}، {moment.day} {month} {moment:%Y %H:%M}"


def _localised(moment: datetime) -> str:
    """As some blogs write it once their language is Arabic."""
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    return f"{day}, {moment:%d} {month} {moment:%Y %H:%M:%S} +0000"


def _levantine(moment: datetime) -> str:
    digits = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    return f"{moment.day} {_LEVANT[moment.month - 1]} {moment:%Y - %H:%M}".translate(digits)


def _clock_of_us(moment: datetime) -> str:
    return f"{moment:%A, %B %d, %Y - %H:%M}"


PARTS: tuple[Callable[[Draft], None], ...] = (
    _unescaped_html,
    _unknown_references,
    _letters_as_references,
    _comments_in_titles,
    _escaped_html_in_titles,
    _entities_in_titles,
    _cdata_titles,
    _bare_ampersands,
    _names_of_html,
    _nested_cdata,
    _blanks_around_links,
    _relative_links,
    _links_in_cdata,
    _only_guids,
    _raw_html,
    _authors_in_cdata,
    _dates("dates in Arabic", _arabic),
    _dates("dates of RFC 822 in Arabic", _localised),
    _dates("dates in Arabic digits", _levantine),
    _dates("dates in English words", _clock_of_us),
    _dates("dates with a blank", lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}"),
    _dates("dates with a short year", lambda moment: f"{moment:%a, %d %b %y %H:%M:%S} GMT"),
    _dates("dates with a colon in the zone", lambda m: f"{m:%a, %d %b %Y %H:%M:%S} +00:00"),
    _dates("dates with no weekday", lambda moment: f"{moment.day} {moment:%B %Y %H:%M} UTC"),
)


# Faults of the text as a whole.


def _cut(draft: Draft, text: str) -> str:
    draft.faults.append("cut")
    draft.entries = draft.entries[:-1]
    end = max(text.rfind("<item"), text.rfind("<entry"))
    return text[: end + 60]


def _without_namespaces(draft: Draft, text: str) -> str:
    draft.faults.append("no namespace")
    return text.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', "", 1)


def _warning_of_php(draft: Draft, text: str) -> str:
    draft.faults.append("a warning before it")
    warning = "<b>Warning</b>: Undefined index: ar in <b>/srv/feed.php</b> on line 7"
    return f"<br />\n{warning}<br />\n{text}"


def _names_in_lower_case(draft: Draft, text: str) -> str:
    draft.faults.append("names in lower case")
    return text.replace("pubDate>", "pubdate>")


def _dates_of_dublin(draft: Draft, text: str) -> str:
    draft.faults.append("dc:date for pubDate")
    return text.replace("pubDate>", "dc:date>")


def _authors_of_podcasts(draft: Draft, text: str) -> str:
    draft.faults.append("itunes:author")
    space = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    text = text.replace("dc:creator>", "itunes:author>")
    return text.replace("<rss ", f"<rss {space} ", 1).replace("<rdf:RDF ", f"<rdf:RDF {space} ", 1)


def _without_an_end(draft: Draft, text: str) -> str:
    draft.faults.append("no end tags")
    return text.replace("</channel></rss>", "").replace("</feed>", "").replace("</rdf:RDF>", "")


def _warning_before(draft: Draft, text: str) -> str:
    draft.faults.append("blank lines before it")
    return f"\n\n  {text}"


def _page_behind(draft: Draft, text: str) -> str:
    draft.faults.append("scraps behind it")
    return f"{text}\n<!-- 0.12 s --><script>x()</script>\n"


def _control_letters(draft: Draft, text: str) -> str:
    draft.faults.append("control letters")
    return text.replace("<p>", "<p>\x0b\x08", 3).replace("صحيفة", "صحيفة\x1f", 1)


def _stylesheet(draft: Draft, text: str) -> str:
    draft.faults.append("a stylesheet and a comment")
    return f'<?xml-stylesheet href="/s.xsl" type="text/xsl"?><!-- {"x" * 40} <b>x</b> -->{text}'


TEXTS = (
    _cut,
    _without_namespaces,
    _warning_of_php,
    _names_in_lower_case,
    _dates_of_dublin,
    _authors_of_podcasts,
    _without_an_end,
    _warning_before,
    _page_behind,
    _control_letters,
    _stylesheet,
)


# Charsets, as they are and as they are told.


def _declared(text: str, charset: str) -> str:
    return f'<?xml version="1.0" encoding="{charset}"?>{text}'


def _charset(
    real: str, told: str | None, http: str | None, name: str
) -> Callable[[Draft, str], tuple[bytes, str | None]]:
    def write(draft: Draft, text: str) -> tuple[bytes, str | None]:
        draft.faults.append(name)
        whole = _declared(text, told) if told else text
        return whole.encode(real, "xmlcharrefreplace"), http

    return write


def _one_bad_byte(draft: Draft, text: str) -> tuple[bytes, str | None]:
    draft.faults.append("a letter cut in two")
    body = _declared(text, "utf-8").encode()
    place = body.find("اكتمل".encode())
    return body[: place + 1] + body[place + 2 :], "application/rss+xml"


def _mixed(draft: Draft, text: str) -> tuple[bytes, str | None]:
    draft.faults.append("one entry in another charset")
    body, first = _declared(text, "utf-8").encode(), draft.entries[0]
    mixed = first.text.encode("windows-1256")
    return body.replace(first.text.encode(), mixed, 1), "application/rss+xml"


_XML = "application/xml"
CHARSETS = (
    _charset("utf-8", "utf-8", f"{_XML}; charset=utf-8", "UTF-8"),
    _charset("utf-8", None, _XML, "UTF-8, not declared"),
    _charset("utf-8-sig", "utf-8", _XML, "UTF-8 with a mark"),
    _charset("utf-8", "windows-1256", _XML, "UTF-8 declared as Windows Arabic"),
    _charset("utf-8", "utf-8", f"{_XML}; charset=windows-1256", "UTF-8, Windows by HTTP"),
    _charset("utf-8", "utf-8", "text/xml; charset=iso-8859-1", "UTF-8, Latin by HTTP"),
    _charset("utf-8", "iso-8859-1", _XML, "UTF-8 declared as Latin"),
    _charset("windows-1256", "windows-1256", _XML, "Windows Arabic"),
    _charset("windows-1256", "utf-8", _XML, "Windows Arabic declared as UTF-8"),
    _charset("windows-1256", None, f"{_XML}; charset=windows-1256", "Windows Arabic by HTTP"),
    _charset("windows-1256", None, _XML, "Windows Arabic, not declared"),
    _charset("windows-1256", "iso-8859-1", _XML, "Windows Arabic declared as Latin"),
    _charset("iso-8859-6", "iso-8859-6", _XML, "ISO Arabic"),
    _charset("utf-16", "utf-16", _XML, "UTF-16"),
    _one_bad_byte,
    _mixed,
)
