"""Pages that stand where an article should be: a check for robots, a login, consent, an error.

They come with status 200 and read like a short article. A long text, or one with a timeline, is
taken for none of them. Pure; the words stand in the table.
"""

from collections.abc import Collection

from articles.model import Article
from articles.prose import stems, words
from articles.revisions.losses import words_of
from articles.text import fold

MOST_WORDS = 120  # of such a page
MOST_WORDS_UNTOLD = 60  # where nothing is known of the article
MOST_WORDS_MORE = 3  # in a title beside the words of the table
_STAND_INS: dict[str, tuple[str, ...]] = {
    "a check for robots": (
        "لحظة من فضلك",
        "لحظات من فضلك",
        "لحظة واحدة",
        "يرجى الانتظار",
        "الرجاء الانتظار",
        "تحقق من أنك لست روبوت",
        "أثبت أنك لست روبوت",
        "أنك إنسان",
        "التحقق من المتصفح",
        "التحقق من متصفحك",
        "فحص المتصفح",
        "أن اتصالك آمن",
        "أمان اتصالك",
        "فعل جافاسكربت",
        "تفعيل جافاسكريبت",
        "تم رفض الوصول",
        "الوصول مرفوض",
        "just a moment",
        "one moment please",
        "please wait",
        "checking your browser",
        "verify you are human",
        "verifying you are human",
        "are you a robot",
        "attention required",
        "access denied",
        "security check",
        "enable javascript and cookies",
        "captcha",
        "ddos protection",
    ),
    "a login": (
        "تسجيل الدخول",
        "سجل الدخول",
        "سجل دخولك",
        "اشترك لمتابعة القراءة",
        "اشترك لقراءة",
        "هذا المحتوى للمشتركين",
        "محتوى حصري للمشتركين",
        "للمشتركين فقط",
        "اسم المستخدم وكلمة المرور",
        "log in",
        "sign in",
        "subscribe to continue",
        "subscribe to read",
    ),
    "a question of consent": (
        "ملفات تعريف الارتباط",
        "ملفات الارتباط",
        "قبل المتابعة إلى",
        "نحن نقدر خصوصيتك",
        "نقدر خصوصيتك",
        "خصوصيتك تهمنا",
        "إدارة الموافقة",
        "we value your privacy",
        "before you continue",
        "cookie consent",
        "accept all cookies",
        "your privacy choices",
    ),
    "a page that was not found": (
        "الصفحة غير موجودة",
        "الصفحة المطلوبة غير موجودة",
        "الصفحة التي تبحث عنها",
        "الصفحة غير متوفرة",
        "لم يتم العثور",
        "تعذر العثور",
        "لم نعثر على",
        "الخبر غير موجود",
        "المقال غير موجود",
        "المحتوى غير متوفر",
        "خطأ 404",
        "404",
        "not found",
        "page does not exist",
        "no longer available",
    ),
    "an error": (
        "حدث خطأ",
        "خطأ في الخادم",
        "خطأ داخلي",
        "خطأ غير متوقع",
        "الخدمة غير متاحة",
        "الموقع غير متاح",
        "الموقع تحت الصيانة",
        "تحت الصيانة",
        "أعمال صيانة",
        "يرجى المحاولة لاحقا",
        "حاول مرة أخرى لاحقا",
        "internal server error",
        "service unavailable",
        "bad gateway",
        "gateway timeout",
        "under maintenance",
        "something went wrong",
        "error establishing a database connection",
        "too many requests",
    ),
}
_FOLDED = {
    what: tuple((f" {' '.join(words(fold(phrase)))} ", len(words(phrase))) for phrase in phrases)
    for what, phrases in _STAND_INS.items()
}


def stand_in(article: Article, *, titles: Collection[str] = ()) -> str | None:
    """What a page is instead of the article that was asked for; None where it may be that.

    Args:
        article: as the page was read.
        titles: that the article which was asked for is known by, if it is known.
    """
    told = [fold(title) for title in titles if title]
    if fold(article.title) in told:  # news of logins are news
        return None
    text = words_of(article)
    if article.timelines or len(text) > MOST_WORDS:
        return _titled(article.title) if told else None
    found = _titled(article.title)
    if found or article.published or _is_about(article.title, text, told):
        return found
    if told:
        return _said(text) or "another page"
    return _said(text) if len(text) <= MOST_WORDS_UNTOLD else None


def _titled(title: str) -> str | None:
    """What a title calls the page, where it says little else."""
    told = words(fold(title))
    line = f" {' '.join(told)} "
    for what, phrases in _FOLDED.items():
        for phrase, length in phrases:
            if phrase in line and len(told) <= length + MOST_WORDS_MORE:
                return what
    return None


def _said(text: list[str]) -> str | None:
    """What a text without a date says of itself."""
    line = f" {' '.join(text)} "
    for what, phrases in _FOLDED.items():
        if any(phrase in line for phrase, length in phrases if length > 1):
            return what
    return None


def _is_about(title: str, text: list[str], told: Collection[str]) -> bool:
    """Whether a page says something of what one of the titles says."""
    said = stems(f"{title} {' '.join(text)}")
    return any(not stems(each).isdisjoint(said) for each in told)
