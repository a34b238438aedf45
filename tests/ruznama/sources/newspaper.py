"""A newspaper on loopback that does on bad days what newspapers do, by the numbers of a seed.

What it means to say is in `stories`; what it answers may be something else. Each story has a mark
of its own in its title and its text, so that whoever reads what was published knows which it is.
"""

import hashlib
import random
import socketserver
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.ruznama.sources.test_fetch import send

START = datetime(2026, 3, 1, 6, tzinfo=UTC)
SUBJECTS = "الجسر المكتبة المعرض الحديقة الميناء المسرح السوق المتحف الملعب المستشفى".split()
VERBS = "يفتتح يستضيف يوسع ينقل يجدد".split()
STAND_INS = (
    ("لحظة من فضلك", "نتحقق الآن من أن اتصالك آمن، فعّل جافاسكربت وملفات الارتباط ثم أعد المحاولة."),
    ("Just a moment...", "Checking your browser before you proceed. This takes some seconds."),
    ("الصفحة غير موجودة", "لم نعثر على ما تبحث عنه في هذا العنوان، وربما انتقل إلى قسم آخر."),
    ("تسجيل الدخول", "أدخل بريدك وكلمة المرور حتى تواصل القراءة في موقعنا، أو أنشئ حسابا جديدا."),
    ("قبل المتابعة", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك، فاختر ما تسمح لنا بحفظه منها."),
)


@dataclass(slots=True)
class TrueStory:
    """A story as the newspaper means it."""

    number: int
    published: datetime
    title: str
    slug: str
    guid: str
    paragraphs: list[str]
    days: list[int]
    told: datetime

    @property
    def mark(self) -> str:
        return f"رمز{self.number}"

    def rows(self) -> str:
        cells = "".join(
            f"<tr><td>{day} مايو 2026</td><td>{name} {self.mark}</td></tr>"
            for name, day in zip(("افتتاح", "جولة", "ختام"), self.days, strict=True)
        )
        return f"<table><tr><th>التاريخ</th><th>الحدث</th></tr>{cells}</table>"


@dataclass(slots=True)
class Newspaper:
    """What it answers at `now`; `faults` is how often something goes wrong with an answer."""

    seed: int
    size: int = 50
    faults: float = 0.2
    now: datetime = START
    host: str = ""
    stories: list[TrueStory] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    moved: dict[str, str] = field(default_factory=dict)
    _luck: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._luck = random.Random(self.seed)  # noqa: S311  no secret

    def step(self, hours: float) -> None:
        """Time passes; stories come, and their editors do what editors do."""
        self.now += timedelta(hours=hours)
        if len(self.stories) < self.size and self._luck.random() < 0.4:
            self.stories.append(self._story(len(self.stories)))
        if self.stories and self.faults and self._luck.random() < 0.5:
            self._edit(self._luck.choice(self.stories[-15:]))

    def _story(self, number: int) -> TrueStory:
        subject, verb = self._luck.choice(SUBJECTS), self._luck.choice(VERBS)
        mark = f"رمز{number}"
        text = f"قال المشرفون على {subject} إن العمل في {mark} يسير كما خطط له منذ الربيع الماضي"
        more = [f"{text}، وهذه فقرة {each} من تفاصيل أوردها البيان للقراء." for each in range(6)]
        return TrueStory(
            number=number,
            published=self.now - timedelta(minutes=30),
            title=f"مجلس المدينة {verb} {subject} {mark}",
            slug=f"/news/{number}-{self._luck.randrange(10**6)}",
            guid=f"tag:news.example,2026:{number}",
            paragraphs=more,
            days=sorted(self._luck.sample(range(1, 29), 3)),
            told=self.now,
        )

    def _edit(self, story: TrueStory) -> None:
        kind = self._luck.choice(
            ("slug", "guid", "session", "host", "text", "row", "date", "title")
        )
        if kind == "slug":
            old, story.slug = story.slug, f"/news/{story.number}-{self._luck.randrange(10**6)}"
            if self._luck.random() < 0.5:
                self.moved[old] = story.slug
        elif kind == "guid":
            story.guid = f"urn:{self._luck.randrange(10**9)}"
        elif kind == "session":
            story.slug = f"{story.slug.partition('?')[0]}?PHPSESSID={self._luck.getrandbits(80):x}"
        elif kind == "host":
            names = ("127.0.0.1", "localhost")
            self.host = self.host.replace(*(names if names[0] in self.host else names[::-1]))
        elif kind == "text":
            story.paragraphs.append(
                f"وأضاف البيان عن {story.mark} تصويبا رقم {len(story.paragraphs)}."
            )
        elif kind == "row":
            story.days[-1] = min(30, story.days[-1] + 1)
        elif kind == "title":
            story.title = f"{story.title} مجددا"
        else:
            story.told += timedelta(days=self._luck.choice((-400, -3, 2, 300)))

    def __call__(self, request: socketserver.StreamRequestHandler, headers: dict[str, str]) -> None:
        path: str = request.path  # type: ignore[attr-defined]
        status, body, told = self._answer(path, conditional="if-none-match" in headers)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if status == "200 OK":
            told = {**told, "ETag": tag}
            if headers.get("if-none-match") == tag:
                status, body = "304 Not Modified", b""
        send(status, body, **told)(request, headers)

    def _answer(self, path: str, *, conditional: bool) -> tuple[str, bytes, dict[str, str]]:
        if path == "/robots.txt":
            return "404 Not Found", b"", {}
        if path == "/feed":
            answer = self._listing()
            sound = b"<item>" in answer[1]
            self.asked["conditional" if conditional else "whole"] += sound
            return answer
        if path == "/":
            return "200 OK", self._front(), {"Content_Type": "text/html"}
        return self._page(path)

    def _listing(self) -> tuple[str, bytes, dict[str, str]]:
        body = self.feed().encode()
        kind = self._fault(("503", "empty", "stand-in", "error"))
        if kind in {"503", "error"}:
            return f"{503 if kind == '503' else 500} Bad", b"", {}
        if kind == "stand-in":
            return "200 OK", self._stand_in(), {"Content_Type": "text/html"}
        if kind == "empty":
            body = self.feed([]).encode()
        return "200 OK", body, {"Content_Type": "application/rss+xml"}

    def _page(self, path: str) -> tuple[str, bytes, dict[str, str]]:
        story = next((one for one in self.stories if one.slug == path), None)
        if story is None and path in self.moved:
            return "301 Moved", b"", {"Location": f"{self.host}{self.moved[path]}"}
        if story is None:
            return "404 Not Found", b"gone", {}
        return self._faulty(story)

    def _faulty(self, story: TrueStory) -> tuple[str, bytes, dict[str, str]]:
        body, told = self.page(story), {"Content_Type": "text/html; charset=utf-8"}
        fault = self._fault(("503", "404", "stand-in", "stand-in", "cut", "front", "login", "bare"))
        if fault in {"503", "404"}:
            return f"{fault} Bad", b"", told
        if fault in {"front", "login"}:
            target = "/" if fault == "front" else "/login?next=x"
            return "302 Found", b"", {"Location": f"{self.host}{target}"}
        bodies = {
            "stand-in": self._stand_in(),
            "cut": body[: self._luck.randrange(300, len(body) - 40)],
            "bare": self.page(story, bare=True),
        }
        return "200 OK", bodies.get(fault, body), told

    def _fault(self, kinds: tuple[str, ...]) -> str:
        return self._luck.choice(kinds) if self._luck.random() < self.faults else ""

    def _stand_in(self) -> bytes:
        title, text = self._luck.choice(STAND_INS)
        return (
            f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title>'
            f"</head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
        ).encode()

    def _front(self) -> bytes:
        links = "".join(f'<li><a href="{one.slug}">{one.title}</a></li>' for one in self.stories)
        return f"<html><body><h1>صحيفة المدينة</h1><ul>{links}</ul></body></html>".encode()

    def page(self, story: TrueStory, *, bare: bool = False) -> bytes:
        """The page of a story; `bare` where its text and its table were lost on the way."""
        text = "" if bare else "".join(f"<p>{each}</p>" for each in story.paragraphs)
        rows = "" if bare else story.rows()
        return (
            f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
            f"<title>{story.title}</title>"
            f'<meta property="article:published_time" content="{story.told.isoformat()}"></head>'
            f"<body><article><h1>{story.title}</h1><p>تحديثات {story.mark} من مراسلنا.</p>"
            f"{text}{rows}</article></body></html>"
        ).encode()

    def feed(self, stories: list[TrueStory] | None = None) -> str:
        """The newest fifteen."""
        told = self.stories[-15:] if stories is None else stories
        items = "".join(
            f"<item><title>{one.title}</title><link>{self.host}{one.slug}</link>"
            f'<guid isPermaLink="false">{one.guid}</guid>'
            f"<pubDate>{format_datetime(one.told)}</pubDate>"
            f"<description>{one.paragraphs[0][:60]}</description></item>"
            for one in reversed(told)
        )
        channel = f"<channel><title>ص</title>{items}</channel>"
        return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'
