"""What becomes of a reading: a new article, a change of one that is known, or one that is held.

A reading that is poorer than what is published is believed when a second one says the same.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.model import Article
from articles.revisions.known import Revision
from articles.revisions.losses import fingerprint, words_of
from articles.revisions.revise import revise
from ruznama.sources.remembered import states
from ruznama.sources.remembered.identities import content_name, names_read, title_name
from ruznama.sources.remembered.ledger import Ledger
from ruznama.sources.running.border import Border
from ruznama.sources.running.keeping import Keeping, Kinship, Relative
from ruznama.sources.source import Means, RawArticle, SourceReport
from ruznama.store.kept import Known, SourceItem


@dataclass(slots=True)
class Taking:
    """Takes up what a run of a source has read.

    Attributes:
        way: tells how the source is read now from every other way.
    """

    way: str
    means: Means
    report: SourceReport
    ledger: Ledger
    border: Border
    known: dict[str, Known]
    keeping: Keeping
    kinship: Kinship

    def new_item(self, article: Article, raw: RawArticle, digest: str) -> None:
        """An article that is new, or an old one whose file or address has moved."""
        kin = self.kinship.of_missing(article, digest)
        if kin is not None:
            self.revise(kin.previous, article, raw, digest)
            self.ledger.forget([kin.locator])
            return
        told, read = self.ledger.item(raw.locator).names, self._names(raw, article)
        kin = self.kinship.of_source(article, (*told, *read), raw)
        if kin is not None:
            self._join(kin.locator, raw.locator)
            self.revise(kin.previous, article, replace(raw, locator=kin.locator), digest)
            return
        kin = self.kinship.of_others(article, told, read)
        if kin is not None:
            self._of_others(kin, article, raw, digest)
            return
        own = self.keeping.with_own_id(article, raw)
        self.keeping.keep(revise(None, own, self.means.now), raw.locator, digest)
        self.believe(raw, read if own is article else self._names(raw, own))
        self.report.added.append(raw.locator)

    def _join(self, locator: str, other: str) -> None:
        """Two items turn out to be one: it is asked where it was found last."""
        item, found = self.ledger.item(locator), self.ledger.item(other)
        self.ledger.forget([other])
        joined = self.ledger.name(item, found.names)
        self.ledger.keep(
            replace(
                joined,
                url=found.url,
                title=found.title,
                told=found.told,
                next_at=found.next_at,
                etag=found.etag,
                last_modified=found.last_modified,
            )
        )

    def _of_others(self, kin: Relative, article: Article, raw: RawArticle, digest: str) -> None:
        """An article that another source tells; one that is configured no more gives it up."""
        if kin.is_over:
            self.means.store.locators.adopt(kin.previous.id, self.report.source, raw.locator)
            self.revise(kin.previous, article, raw, digest)
            self.means.store.items.forget(kin.source, [kin.locator])
            return
        self.believe(raw, self._names(raw, article))
        self.report.unchanged += 1

    def revise(self, previous: Revision, article: Article, raw: RawArticle, digest: str) -> None:
        """A reading of an article that is known."""
        item, said = self.ledger.item(raw.locator), fingerprint(article)
        if raw.is_of_web:  # a date of publication never moves
            article = replace(article, published=previous.article.published)
        article = replace(article, id=previous.id)
        agreed = states.agrees(item, said)
        revision = revise(previous, article, self.means.now, agreed=agreed)
        why = next((note.text for note in revision.notes if note.code == "held"), None)
        if raw.is_cut and not agreed and not why:
            why = _cut_short(previous.article, article)
        if why is not None and not agreed:
            self._hold(item, said, f"{raw.locator}: {why}")
            return
        if revision != previous or raw.locator not in self.known:
            self.keeping.keep(revision, raw.locator, digest)
            self.report.changed.append(raw.locator)
        else:
            self.means.store.locators.keep_digest(previous.id, digest)
            self.report.unchanged += 1
        self.believe(raw, self._names(raw, article))

    def _hold(self, item: SourceItem, said: str, why: str) -> None:
        """A reading that is not believed until another says the same."""
        self.ledger.keep(states.held(item, said, why, self.border.again(item)))
        self.border.tell(item.locator, why, is_missed=False)

    def _names(self, raw: RawArticle, article: Article) -> tuple[str, ...]:
        """What an article is found by: of a file its content and its title too."""
        if raw.is_of_web:
            return names_read(article)
        content = content_name(hashlib.sha256(raw.body).hexdigest())
        return (content, *title_name(article.title), *names_read(article))

    def believe(self, raw: RawArticle, names: Sequence[str] = ()) -> None:
        """A good reading; `names` are those of what was read, where it is not what it was."""
        item = self.ledger.item(raw.locator)
        if not raw.is_of_web:
            item = replace(item, etag=raw.place, last_modified=raw.look and self.way + raw.look)
        item = self.ledger.name(item, names)
        if raw.level == "teaser":
            self.ledger.keep(states.teased(item))
        else:
            self.ledger.keep(states.read(item, raw.level, item.next_at))


def _cut_short(before: Article, article: Article) -> str | None:
    """Why a page whose end is missing is not believed; None where it says as much as before."""
    had, has = len(words_of(before)), len(words_of(article))
    if has >= had:
        return None
    return f"its end is missing, and {had - has} of {had} words: the last good reading stays"
