"""What a line of Arabic looks like: a sentence, an intro, a headline; and its words as stems.

Only the outside of a text is looked at here. What the outsides mean is for the passes to say.
"""

import re
from functools import lru_cache

from articles.text import fold

_CLOSING = "\"'”’»)]}›】 \u200f\u200e"
_SENTENCE_INSIDE = re.compile(r"(?<!\.)[.؟!]\s+\S+\s+\S+")
_WORD = re.compile(r"[^\W_]+")
# Longest first: one prefix and one suffix come off a word, where three letters remain.
_PREFIX = re.compile("^(?:وال|فال|بال|كال|لل|ال|و|ف|ب|ل|س)(?=...)")
_SUFFIX = re.compile("(?<=...)(?:هما|اتها|ات|ون|ين|ها|هم|نا|تي|يه|ان|وا|ه|ي|ا)$")

# "يعلن", "تعلن", but for the nouns of that shape that news has most: days, months, "تطبيق".
_PRESENT = re.compile(
    "(?:ي(?!وم|ناير|وني|ولي|ورو|هود|من|ابان|مين|سار)..+|ت(?!.*ي.$)(?!..ي..?$)...+)$"
)
_NOUN_END = re.compile("(?:ه|ات|ين)$")
_HEADLINE_WORDS = 6  # of a headline, in which its verb stands

# Function words: they say nothing about what a text is about.
_STOP_WORDS = frozenset(
    """
    في من الي علي عن مع ان انه انها او ثم كما ما لا لم لن هل قد كل بعد قبل بين خلال منذ حتي عند
    لدي هذا هذه ذلك تلك التي الذي الذين هو هي هم كان كانت يكون تكون وقد وهو وهي وفي ومن وان
    وكان وكانت وقال قال قالت اكد اكدت اعلن اعلنت يوم عام سنه اليوم امس غدا خاصه عبر ضد نحو حول
    حيث بينما فيما اذا اذ لكن غير بسبب بعض جدا ايضا كذلك اكثر اقل اول اخر احد اثر ضمن وذلك
    بشكل جديد جديده كبير كبيره
    """.split()
)

# Words that any two pieces of news may share; as stop words, but content words of a sentence.
_COMMON_WORDS = frozenset(
    """
    دول دوله الدول الدوله دولي دوليه عالم العالم عالمي عالميه الرييس رييس رييسه شخص اشخاص عدد عدده
    حال حاله الحاليه عمل اعمال العمل دور ماضي الماضي الماضيه قادم القادم المقبل المقبله وقت الوقت
    ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع سبعه ثمان ثمانيه تسع تسعه عشر عشره عشرين مليون
    مليار الف الاف مايه ثاني ثانيه ثالث ثالثه رابع خامس عده جمع جميع اكبر حكومه الحكومه وزير وزاره
    وزراء اشار رغم فيه منه لها له بها به مثل يمكن وضع جانب مره تاريخ شهر ايام اسبوع ساعه دقيقه
    اضاف صرح اعل ذكر افاد قرر اجتماع نسبه مجموعه منظمه منطقه مدينه بلد بلاد البلاد محلي محليه
    وطن وطني رسمي رسميه مسوول مسوولين طريق نتيجه اهم ولا ولم عدم دون منهم هناك اسم خارج داخل
    عربي عربيه العربي العربيه متحده المتحده نهايه بدايه تقدم افضل اعلي قرب وراء تحت فوق ساعات
    """.split()
)


def words(text: str) -> list[str]:
    """The words of a text: runs of letters and digits."""
    return _WORD.findall(text)


def last_mark(text: str) -> str:
    """The last character of a text, closing quotes and brackets left off; "" for none."""
    return text.rstrip(_CLOSING)[-1:]


def ends_sentence(text: str) -> bool:
    """Whether it ends with a full stop. A question or an exclamation can be a headline."""
    return last_mark(text) == "." and not text.endswith("..")


def introduces(text: str) -> bool:
    """Whether it ends with a colon: what follows belongs to it."""
    return last_mark(text) == ":"


def announces(text: str) -> bool:
    """Whether it ends with a colon or with dots, as lines over a list do."""
    return introduces(text) or text.rstrip(_CLOSING).endswith(("..", "…"))


def holds_sentences(text: str) -> bool:
    """Whether a sentence ends inside it and another goes on."""
    return _SENTENCE_INSIDE.search(text) is not None


def tells_now(folded: str) -> bool:
    """Whether it tells as headlines do: a noun or two, then a verb of the present.

    The letters tell the verb, so that a noun of its shape is now and then taken for one.
    """
    return any(
        _PRESENT.match(word) is not None and not _NOUN_END.search(word)
        for word in _WORD.findall(folded)[1:_HEADLINE_WORDS]
    )


def stems(text: str) -> frozenset[str]:
    """What a text is about: its words, folded, without common ones, clitics, endings, numbers."""
    found = {_stem(word) for word in _WORD.findall(fold(text)) if word not in _STOP_WORDS}
    return frozenset(stem for stem in found - _COMMON if len(stem) > 1 and not stem.isdigit())


@lru_cache(maxsize=1 << 15)
def _stem(word: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", word))


_COMMON = frozenset(map(_stem, _COMMON_WORDS))
