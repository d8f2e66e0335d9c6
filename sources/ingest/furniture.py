"""The visible rule list: phrases by which saved web pages give away what is not the article.

Data, not code: each rule says where a phrase must stand in a line, what the line then is, why (in words for
an editor), and how far it reaches. Phrases are lower case, with straight apostrophes and single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_LINE = 400  # code points: no label, plea or credit is longer


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `how` is whole, start, end or anywhere; `reach` is line, list,
    summary, comments or plea (see reaches)."""

    phrases: tuple[str, ...]
    how: str
    kind: str
    reason: str
    reach: str = "line"
    words: int = 40

    def fits(self, plain: str, words: int) -> bool:
        """Say whether a line, already made plain, and its number of words fit the rule."""
        if words > self.words:
            return False
        if self.how == "whole":
            return plain.strip(" .:!…>»*-–") in self.phrases
        if self.how == "start":
            return plain.startswith(self.phrases) and any(_begins(plain, phrase) for phrase in self.phrases)
        if self.how == "end":
            return plain.rstrip(" .:!").endswith(self.phrases)
        return any(phrase in plain for phrase in self.phrases)


def _begins(plain: str, phrase: str) -> bool:
    rest = plain[len(phrase) : len(phrase) + 1]
    return plain.startswith(phrase) and not (phrase[-1].isalnum() and rest.isalnum())


RELATED = "leads to other stories"
SUBSCRIBE = "asks to subscribe or to support"
NEWSLETTER = "newsletter box"
COMMENTS = "readers' comments"
COPYRIGHT_LINE = "copyright line"
SHARE = "share button"
PAGE = "part of the page, not of the story"

RULES = (
    # — labels that stand above headlines of other stories
    Rule((
        "read also", "also read", "read more", "read next", "see also", "more on this",
        "more on this story", "related", "related topics", "related stories", "related articles",
        "related news", "related content", "other topics of interest", "you may also like",
        "you might also like", "recommended", "recommended for you", "most read", "most popular",
        "trending", "trending now", "what's hot", "more from", "latest news", "top stories",
        "up next", "watch more", "don't miss", "in this story", "more stories", "editor's picks",
        "editors' picks",
    ), "whole", "furniture", RELATED, "list"),
    Rule((
        "lesen sie auch", "lesen sie mehr", "mehr zum thema", "das könnte sie auch interessieren",
        "auch interessant", "weitere artikel", "weitere themen", "weitere meldungen", "meistgelesen",
        "meist gelesen", "mehr dazu", "zum thema", "passend dazu", "empfehlungen der redaktion",
        "themen",
    ), "whole", "furniture", RELATED, "list"),
    Rule((
        "read also:", "also read:", "read more:", "see also:", "related:", "watch:", "listen:",
        "lesen sie auch:", "mehr zum thema:", "lesen sie mehr:", "siehe auch:", "im video:",
    ), "start", "teaser", "points to another story or a video", words=30),
    # — readers' comments: the end of the article
    Rule((
        "comments", "comment", "reader comments", "readers' comments", "kommentare",
        "leserkommentare", "diskussion",
    ), "whole", "furniture", COMMENTS, "comments"),
    Rule((
        "leave a comment", "leave a reply", "join the conversation", "join the discussion",
        "post a comment", "view comments", "show comments", "log in to comment",
        "kommentar schreiben", "kommentar verfassen", "kommentare anzeigen", "diskutieren sie mit",
    ), "start", "furniture", COMMENTS, words=12),
    # — pleas
    Rule((
        "a message from", "dear readers", "dear reader", "liebe leserinnen", "liebe leser",
    ), "start", "furniture", "the publisher speaks to its readers", "plea", words=12),
    Rule((
        "sign up for", "sign up to", "sign up now", "subscribe to our newsletter",
        "join our newsletter", "get our newsletter", "our weekly newsletter", "our daily newsletter",
        "newsletter abonnieren", "jetzt newsletter", "abonnieren sie unseren newsletter",
        "melden sie sich für unseren",
    ), "start", "furniture", NEWSLETTER, words=60),
    Rule((
        "in your mailbox", "agree to the privacy",
        "unsubscribe at any time", "delivered to your inbox", "straight to your inbox",
        "datenschutzerklärung zu",
    ), "anywhere", "furniture", NEWSLETTER, words=60),
    Rule((
        "newsletter", "newsletters",
    ), "whole", "furniture", NEWSLETTER),
    Rule((
        "subscribe", "subscribe now", "subscribe today", "already a subscriber? log in", "log in",
        "sign in", "register", "abonnieren", "jetzt abonnieren", "anmelden", "donate", "donate now",
        "contribute", "support us", "become a member", "jetzt spenden",
    ), "whole", "furniture", SUBSCRIBE),
    Rule((
        "to continue reading", "this article is for subscribers", "already a subscriber",
        "subscribe to read", "subscribe for", "not ready to support", "weiterlesen mit",
        "jetzt weiterlesen", "support our journalism",
    ), "start", "furniture", SUBSCRIBE, words=25),
    # — page controls
    Rule((
        "close", "menu", "search", "home", "skip to content", "skip to main content", "advertisement",
        "sponsored", "sponsored content", "ad", "scroll to continue", "story continues below",
        "back to top", "continue reading", "load more", "show more", "read full story", "play",
        "play video", "loading", "watchuson", "watch us on", "follow us on", "preview", "next",
        "previous", "anzeige", "werbung", "menü", "suche", "startseite", "nach oben", "schließen",
        "zum inhalt springen", "weiterlesen", "zur startseite", "mehr anzeigen", "bildergalerie",
    ), "whole", "furniture", PAGE),
    Rule((
        "share", "share this", "share this article", "share on", "tweet", "email", "e-mail", "print",
        "save", "copy link", "copy", "facebook", "twitter", "whatsapp", "telegram", "linkedin",
        "reddit", "x", "bookmark", "teilen", "artikel teilen", "drucken", "merken", "link kopieren",
        "per e-mail teilen", "kopieren",
    ), "whole", "furniture", SHARE),
    Rule((
        "share on", "share via", "follow us on", "follow us", "folgen sie uns", "share this",
    ), "start", "furniture", SHARE, words=8),
    Rule((
        "to suggest a correction", "suggest a correction", "you can also highlight",
        "report an error", "spotted an error", "report a typo", "fehler gefunden", "fehler melden",
    ), "start", "furniture", "asks readers to report mistakes", words=25),
    Rule((
        "we use cookies", "this website uses cookies", "accept all cookies", "wir verwenden cookies",
        "diese website verwendet cookies", "cookie settings", "cookie-einstellungen",
    ), "start", "furniture", "cookie notice", words=60),
    Rule((
        "all rights reserved", "alle rechte vorbehalten", "terms of use", "privacy policy",
        "impressum", "datenschutz", "nutzungsbedingungen",
    ), "end", "furniture", "legal line", words=25),
    # — what the publisher says about its own story
    Rule((
        "correction:", "corrections:", "clarification:", "editor's note:", "update:", "updated:",
        "retraction:", "korrektur:", "berichtigung:", "anmerkung der redaktion:", "anm. d. red.:",
        "hinweis der redaktion:", "aktualisierung:", "this article has been corrected",
        "this article has been updated", "this story has been updated", "this article was amended",
        "this article was corrected", "this article was updated", "this story was updated",
        "this story was corrected", "this story has been corrected", "an earlier version of this",
        "in einer früheren version", "in einer früheren fassung",
    ), "start", "notice", "the publisher's word on its own story", words=80),
    Rule((
        "updates with", "adds details", "adds detail", "adds quote", "adds quotes", "adds background",
        "adds comment", "adds comments", "adds reaction", "recasts", "corrects spelling",
        "corrects date", "rewrites throughout", "updates throughout",
    ), "start", "notice", "the agency's word on what is new in its story", words=10),
    Rule((
        "reporting by", "(reporting by", "additional reporting by", "editing by", "(editing by",
        "compiled by",
    ), "start", "byline", "names who wrote and edited", words=30),
    # — summaries
    Rule((
        "key points", "key takeaways", "in short", "in brief", "at a glance", "summary",
        "the main points", "das wichtigste in kürze", "auf einen blick", "kurz gefasst",
        "zusammenfassung",
    ), "whole", "summary", "label of a summary", "summary"),
    Rule((
        "source:", "sources:", "quelle:", "quellen:",
    ), "start", "source", "names where the story comes from", words=12),
)  # fmt: skip

SUPPORT = re.compile(r"(?:support (?:the|us|our|independent)\b|unterstützen sie )[^.]{0,50}!")
COMMENT_COUNT = re.compile(r"\d{0,5} ?(comments?|kommentare?|leserkommentare?) ?:? ?(\( ?\d{1,5} ?\))?")
COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b)[^/]{0,60}?\b(?:19|20)\d\d\b")
CREDIT_SIGN = re.compile(
    r"\((?:picture|photo|image|pic|foto|bild|credit)s?\s?:"
    r"|^(?:picture|photo|image|foto|bild|bildquelle|bildrechte|credit)s?\s?:|^image (?:source|caption),"
)
CREDIT_NAME = re.compile(
    r"\b(?:getty images|getty|shutterstock|alamy|istock|picture alliance|imago|afp|reuters|tass|dpa|epa"
    r"|ap photo)\)?$"
    r"|[\w.] ?/ ?(?:ap|efe|ria novosti|xinhua|anadolu|ap photo)\b"
    r"|\b(?:ap|afp|reuters|dpa|epa) ?/ ?\w|©\s?\w+ ?/"
)
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "“": '"', "”": '"', "„": '"'})


def plain(line: str) -> str:
    """Return the line as the rules read it: lower case, straight apostrophes, single spaces."""
    return " ".join(line.translate(TYPOGRAPHY).casefold().split())


def rule_for(line: str, words: int, rules: Iterable[Rule] = RULES) -> Rule | None:
    """Return the first rule that the (plain) line fits."""
    if len(line) > LONGEST_LINE or not line:
        return None
    if COMMENT_COUNT.fullmatch(line):
        return Rule((), "whole", "furniture", COMMENTS, "comments")
    if SUPPORT.fullmatch(line):
        return Rule((), "whole", "furniture", SUBSCRIBE)
    if COPYRIGHT.match(line) and words <= 25:
        return Rule((), "whole", "furniture", COPYRIGHT_LINE)
    return next((rule for rule in rules if rule.fits(line, words)), None)


def has_credit(line: str, *, stopped: bool) -> bool:
    """Say whether a (plain) line credits a picture; a sentence may well end in the name of an agency."""
    if len(line) > LONGEST_LINE:
        return False
    return bool(CREDIT_SIGN.search(line)) or (not stopped and bool(CREDIT_NAME.search(line)))
