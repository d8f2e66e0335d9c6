"""How outlets put it that somebody did not answer, or that something was or was not checked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.extract.wordlists import phrases_of


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase in lower case. needs: one of these stands in every sentence that it can be found in.

    kind, what: as `Remark` has them. subject: the party stands before it, where the group `of` gives none.
    """

    kind: str
    what: str
    needs: tuple[str, ...]
    pattern: re.Pattern[str]
    subject: bool


def _phrase(kind: str, what: str, needs: str, pattern: str, *, subject: bool = True) -> Phrase:
    return Phrase(kind, what, tuple(needs.split("|")), re.compile(pattern), subject)


_NOT = r"(?: not|n['’]t)"
_SOON = r"(?:immediately |yet |so far |publicly |directly |also |initially )*"
_HAS = r"(?:has|have|had)"
_WERE = r"(?:is|was|are|were)"
_ANSWER = (
    r"(?:respond(?:ed)?|repl(?:y|ied)|comment(?:ed)?|react(?:ed)?|answer(?:ed)?"
    r"|return(?:ed)? (?:\w+ )?(?:calls?|messages?|emails?|requests?|phone calls?))"
)
_ANSWERS = "respon|repl|comment|react|return|answer"
_DETAILS = (
    r"(?:any |further |more |additional |other |specific )*(?:details?|information|explanation|timeline)"
)
_CHECK = r"(?:verif\w+|confirm\w*|authenticat\w+|corroborat\w+|substantiat\w+)"
_CHECKS = "verif|confirm|authentic|corrobor|substantiat"
_ALONE = r"(?:independently |immediately |yet |so far |fully |directly )*"
_WH = r"(?:when|whether|how|where|who|which|why|if|what)\b"
_OF = r"(?P<of>[^,.;:()]{3,80}?)(?=[.,;:)]|$| until| as of| after| when| at the time| on \w+day)"
_MATERIAL = r"(?:footage|videos?|images?|photos?|photographs?|recordings?|documents?|authenticity|location)"

ENGLISH = (
    _phrase(
        "response",
        "none_yet",
        _ANSWERS + "|no immediate",
        r"there (?:was|is|has been|had been) no (?:immediate |official |public |further |direct )*"
        r"(?:response|comment|reaction|reply|answer|word|statement)\b"
        rf"(?:(?: to (?:[\w’'-]+ ){{1,8}}?| )(?:from|by) {_OF})?",
        subject=False,
    ),
    _phrase(
        "response",
        "none_yet",
        "comment|respon|repl",
        rf"\b{_HAS} (?:made )?no (?:immediate |official |public )*(?:comment|response|reply)\b",
    ),
    _phrase("response", "none_yet", _ANSWERS, rf"\b(?:did|has|have|had){_NOT} {_SOON}{_ANSWER}\b"),
    _phrase(
        "response",
        "none_yet",
        _ANSWERS,
        rf"\b{_HAS} (?:yet|still) to {_ANSWER}\b|\b{_HAS} "
        rf"{_SOON}made no comment",
    ),
    _phrase("response", "none_yet", "reached", r"\bcould(?: not|n['’]t) (?:immediately )?be reached\b"),
    _phrase(
        "response",
        "none_yet",
        "available",
        rf"\b{_WERE}{_NOT} (?:immediately )?available (?:for|to) (?:comment|respond)",
    ),
    _phrase(
        "response",
        "none_yet",
        "answer|returned",
        rf"\bwent (?:unanswered|without (?:an )?answer)|\b{_WERE}{_NOT} (?:immediately )?(?:returned"
        rf"|answered)\b",
    ),
    _phrase(
        "response",
        "declined",
        "declin|refuse|not |n't |n’t ",
        r"\b(?:declined|declines|refused|refuses|(?:would|will)(?: not|n['’]t)) (?:to )?"
        rf"{_SOON}(?:comment|answer|respond|discuss|elaborate|be (?:drawn|interviewed)|say {_WH}"
        rf"|give {_DETAILS})\b",
    ),
    _phrase(
        "response",
        "declined",
        "detail|information|explanation|timeline",
        rf"\bdid{_NOT} (?:immediately )?(?:give|provide|offer|share|disclose) {_DETAILS}\b"
        rf"|\b(?:gave|offered|provided) no {_DETAILS}\b",
    ),
    _phrase(
        "response",
        "declined",
        "elaborate|specify|say ",
        rf"\bdid{_NOT} (?:immediately )?(?:elaborate\b|specify\b|say {_WH})"
        rf"|\b{_HAS}{_NOT} (?:yet )?said {_WH}",
    ),
    _phrase(
        "response",
        "not_asked",
        "asked|contacted|approached",
        rf"\b(?:{_WERE}|{_HAS}){_NOT} (?:been )?(?:asked (?:for (?:comment|a response)|to (?:comment"
        rf"|respond))"
        r"|contacted\b|approached\b)",
    ),
    _phrase(
        "assessment",
        "tried",
        _CHECKS,
        rf"\b(?:cannot|(?:could|can)(?: not|n['’]t)) (?:be )?{_ALONE}(?:be )?{_ALONE}{_CHECK}"
        r"(?: by (?P<of>[^,.;]{3,60}))?",
    ),
    _phrase(
        "assessment",
        "tried",
        _CHECKS,
        rf"\b(?:{_HAS}|{_WERE}){_NOT} (?:been )?(?:possible |able )?(?:for \w+ )?(?:to )?{_ALONE}{_CHECK}"
        rf"|\b{_WERE} unable to {_ALONE}{_CHECK}",
    ),
    _phrase(
        "assessment",
        "tried",
        "confirmation|verification",
        r"\bthere (?:was|is|has been) no (?:independent|immediate) (?:confirmation|verification)",
        subject=False,
    ),
    _phrase(
        "assessment",
        "tried",
        "evidence|proof",
        r"\bno (?:\w+ )?(?:evidence|proof) (?:has been|have been|had been|was|were) "
        r"(?:provided|presented|offered|given|produced|published|shown)",
        subject=False,
    ),
    _phrase(
        "assessment",
        "tried",
        "evidence|proof",
        r"\b(?:(?:did|has|have|had)(?: not|n['’]t) (?:immediately )?(?:provided?|offer(?:ed)?"
        r"|present(?:ed)?"
        r"|produced?|give|given|publish(?:ed)?) (?:any |further )?|(?:provided|offered|presented"
        r"|gave|produced"
        r"|cited) no )(?:\w+ )?(?:evidence|proof)",
    ),
    _phrase(
        "assessment",
        "tried",
        "evidence|proof",
        r"\bwithout (?:providing|offering|presenting|giving|citing) (?:any )?(?:\w+ )?(?:evidence"
        r"|proof)",
    ),
    _phrase("assessment", "refuted", "no evidence", r"\bfound no evidence (?:that|of|for|to)\b"),
    _phrase(
        "assessment",
        "refuted",
        "debunk|disprove|refuted",
        r"\b(?:has|have|had) been (?:debunked|disproved|disproven|refuted)(?: by (?P<of>[^,.;]{3,60}))?",
    ),
    _phrase(
        "assessment",
        "confirmed",
        "verified|authenticated|geolocated|confirmed",
        rf"\b{_MATERIAL}(?: (?!not\b|cannot\b|never\b)[\w’'-]+){{0,5}}? (?:independently )?(?:verified"
        rf"|authenticated"
        rf"|geolocated|confirmed) by "
        r"(?P<of>[^,.;]{3,60})",
        subject=False,
    ),
    _phrase(
        "assessment",
        "confirmed",
        "independently",
        rf"\b(?:{_WERE}|{_HAS} been) independently (?:verified|confirmed|authenticated)(?: by "
        rf"(?P<of>[^,.;]{{3,60}}))?",
    ),
    _phrase(
        "assessment",
        "confirmed",
        "verified|authenticated|geolocated",
        r"\b(?:has|have) (?:independently )?(?:verified|geolocated|authenticated) (?:the|this|these"
        r"|several|a) "
        rf"(?:\w+ )?{_MATERIAL}",
    ),
    _phrase(
        "assessment",
        "confirmed",
        "able to",
        r"\b(?:was|were) able to (?:independently )?(?:verify|confirm|authenticate|geolocate)",
    ),
)
GERMAN = (
    _phrase(
        "response",
        "none_yet",
        "stellungnahme|reaktion|antwort",
        r"\b(?:gab|lag|liegt|liegen|lagen) (?:es )?(?:\w+ ){0,3}?(?:noch )?keine (?:\w+ "
        r")?(?:stellungnahme|reaktion"
        r"|antwort)(?: (?:von|aus) (?P<of>[^,.;]{3,60}))?",
        subject=False,
    ),
    _phrase(
        "response",
        "none_yet",
        "reagier|äußer|antwort",
        r"\b(?:reagierten?|äußerten? sich|antworteten?) (?:[\w]+ ){0,6}?nicht\b",
    ),
    _phrase(
        "response",
        "declined",
        "äußern|komment|stellung",
        r"\bwollten? (?:[\w]+ ){0,3}?(?:nicht|keine[n]?) (?:\w+ )?(?:äußern|kommentar\w*"
        r"|kommentieren|stellung)",
    ),
    _phrase("response", "declined", "lehnte", r"\blehnten? (?:[\w]+ ){0,3}?(?:kommentar|stellungnahme) ab"),
    _phrase(
        "assessment",
        "tried",
        "überprüf|bestätig|verifizier|prüfen",
        r"\b(?:ließ|ließen|lassen|konnten?|können|kann) (?:[\w]+ ){0,5}?nicht (?:unabhängig "
        r")?(?:überprüf\w+"
        r"|bestätig\w+|verifizier\w+|prüfen)",
        subject=False,
    ),
    _phrase(
        "assessment",
        "tried",
        "belege|beweise",
        r"\b(?:keine|ohne) (?:\w+ )?(?:belege|beweise)\b",
        subject=False,
    ),
)
#: One of each must stand in a paragraph, in lower case, before it is read with care.
TRIGGERS = {
    "en": phrases_of(
        "did not|has not|have not|had not|was not|were not|is not|are not|could not|can not|cannot|"
        "would not|will not|do not|does not|n't |n’t |no immediate|no comment|no evidence|no proof|"
        "no details|no further|no independent|no response|no official|no reaction|made no|unable to|"
        "able to|without |yet to|still to|went un|declin|refuse|verified|geolocated|debunk|"
        "authenticated|disprove|refuted|confirmed by"
    ),
    "de": phrases_of("nicht|kein|lehnte|ohne "),
}
NEEDS = {
    "en": phrases_of(
        "respon|repl|comment|react|return|answer|no immediate|reached|available|detail|information|"
        "explanation|timeline|elaborate|specify|say wh|say how|say if|discuss|be drawn|interviewed|"
        "asked|contacted|approached|verif|confirm|authentic|corrobor|substantiat|evidence|proof|"
        "debunk|disprove|refuted|geolocat"
    ),
    "de": phrases_of(
        "stellungnahme|reaktion|reagier|äußer|antwort|komment|stellung|überprüf|bestätig|verifizier|"
        "prüfen|belege|beweise"
    ),
}
