"""What a statement does: says it is so, denies, doubts, corrects, grants some of it, or gives no answer."""

from __future__ import annotations

import re
from functools import lru_cache

from claims.extract.found import Attribution
from claims.extract.wordlists import phrases_of
from sources.ingest.sentences import words_of

_DENY = words_of("deny dementieren bestreiten leugnen disavow disown refute rebut")
_REJECT = words_of("abtun away brush contradict debunk dismiss off reject repudiate shrug wave zurückweisen")
_CALL = words_of(
    "call label brand dub term describe characterise characterize deem portray denounce condemn decry "
    "slam mock deride dismiss reject ridicule blast bezeichnen nennen"
)
_DOUBT = words_of("doubt question dispute challenge contest query bezweifeln anzweifeln")
_ADMIT = words_of("acknowledge concede admit confess einräumen zugeben eingestehen")
_CITE = frozenset({"cite", "point to", "point", "invoke", "quote", "repeat", "echo", "verweisen"})
_GIVES = words_of(
    "say comment elaborate specify confirm answer respond reply explain discuss disclose reveal detail "
    "give admit acknowledge concede clarify"
)

_ALLEGED = re.compile(
    r"\b(?:claims?|alleg\w+|accus\w+|reports?|reporting|suggestions?|assertions?|charges?|insinuations?"
    r"|rumou?rs?"
    r"|notion|speculation|story|stories|narrative|version|account|statements?|criticisms?|theory|theories"
    r"|wrongdoing|involvement|responsibility|it|them|this|vorw[uü]rfe?|behauptung\w*|berichte?"
    r"|anschuldigung\w*)\b",
    re.IGNORECASE,
)
_FALSE_WORD = (
    r"(?:(?:an? |the |any |all |pure |complete\w* |total\w* |utter\w* |absolute\w* |simply |just "
    r"|entirely |wholly "
    r"|patently |plainly |deliberate |outright |blatant |barefaced |wild |more |another |nothing but "
    r"|ein\w* |reine )*"
    r"(?:lies?\b(?! in| with| at| on| ahead)|false(?:hoods?)?\b|fak(?:e|ed)\b|fabricat\w+|untrue"
    r"|nonsense|baseless|unfounded"
    r"|groundless|disinformation|misinformation|propaganda|hoax|invent(?:ion|ed)\b|slander\w*|fiction\w*"
    r"|made[ -]up"
    r"|rubbish|absurd|ridiculous|fantasy|without (?:foundation|merit|basis)|lügen?\b|falsch|haltlos"
    r"|unwahr|erfunden"
    r"|unsinn))"
)
_FALSE = re.compile(rf"\b{_FALSE_WORD}", re.IGNORECASE)
_AS_FALSE = re.compile(rf"\bas {_FALSE_WORD}", re.IGNORECASE)
_BE = r"(?:is|are|was|were|be|been|being|'s|’s|ist|sind|war|waren|sei|seien)"
#: Words that say it is not so. Each is tried on the content alone; the negated ones come first and win.
_NOT_FALSE = re.compile(
    r"\b(?:not|n['’]t|never) (?:think|believe|say|said|mean|know|claim|call)\b|"
    rf"\b{_BE}(?: not|n't|n’t| never| keine?| nicht) {_FALSE_WORD}|\bnot (?:un|in)\w+|\b(?:if|whether"
    rf"|unless) "
    rf"[^.;]{{0,60}}\b(?:{_BE} (?:not true|untrue|false|a lie)|never (?:took place|happened))",
)
_IS_FALSE = re.compile(
    rf"\b{_BE} (?:simply |just |completely |absolutely |clearly |all )?(?:not|n't) (?:true|accurate"
    rf"|correct|the case|so)\b"
    r"|\b(?:is|was|are|were)n['’]t true\b"
    rf"|\b{_BE} {_FALSE_WORD}"
    r"|\b(?:never|not) (?:took place|taken place|happened|occurred|existed|been the case)\b"
    r"|\bdid(?: not|n['’]t) (?:take place|happen|occur|exist)\b"
    r"|\b(?:there is|there's|there was) (?:no truth|not a (?:word|grain|shred) of truth|nothing true)\b"
    r"|\bno such [\w -]{2,40} (?:took place|happened|occurred|exist\w*|(?:was|were|(?:has|had) been) "
    r"(?:given|issued|made|planned|ordered|sent|signed))\b"
    r"|\bnothing of the (?:kind|sort)\b|\b(?:we|i) (?:\w+ )?(?:deny|reject|refute)\b"
    r"|\b(?:these|those|such) (?:[\w-]+ ){0,2}?(?:lies|fabrications|falsehoods|inventions)\b"
    r"|\b(?:stimmt|trifft) nicht\b|\bnicht wahr\b|\bhas never happened\b",
)
_DOUBTED = re.compile(
    r"\b(?:i|we) (?:\w+ )?(?:doubt|question|dispute)\b|\breason to doubt\b|\b(?:is|was|are|were|remain\w*) "
    r"(?:very |highly |rather )?(?:doubtful|questionable|implausible|unconvincing|sceptical|skeptical)\b"
    r"|\bhard to believe\b|\bdo(?:es)? not add up\b|\bnot convinced\b",
)
_CAST_DOUBT = re.compile(
    r"\b(?:cast|casts|casting|throw|threw|raise[sd]?|expressed?|voiced?) (?:\w+ ){0,2}doubts?\b|\braise[sd]? "
    r"(?:\w+ ){0,2}questions about\b|\bcall(?:ed|s)? \w*\s?into question\b|\bpoured cold water\b",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:(?:about|around|nearly|almost|only|just|at least|some|more than|fewer than|less than) "
    r")?(?:\d[\d,.]*|one|two"
    r"|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|thousands|a (?:dozen"
    r"|hundred|thousand))\b"
)
_DAY = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december"
)
_CORRECTED = re.compile(
    rf"\b{_NUMBER}(?: [\w%-]+){{0,4}},? (?:and )?(?:not|rather than|instead of) (?:the )?{_NUMBER}"
    rf"|\bnot (?:been |at |on )?(?:the )?{_NUMBER}[^.;]{{0,50}}?,? but (?:rather )?{_NUMBER}"
    rf"|\b(?:{_DAY})(?: \d+)?,? (?:and )?(?:not|rather than) (?:on |in )?(?:{_DAY})"
    rf"|\bnot (?:on |in )?(?:{_DAY})[^.;]{{0,30}}? but (?:on |in )?(?:{_DAY})"
    r"|\b(?:the )?(?:true|real|actual|correct) (?:figure|number|total|toll|date|cost)\b"
)
_OTHER_NAME = re.compile(r"\b[Ii]t was (?:the )?[A-Z]\w+[^.;,]{0,40}, (?:and )?not (?:the )?[A-Z]")
_NO_ANSWER = re.compile(
    r"\b(?:no comment|(?:not|n['’]t|cannot|never|won['’]t) (?:be )?(?:\w+ )?(?:comment|discuss\b"
    r"|speculat|going to (?:comment|get into"
    r"|discuss|speculate))\w*|neither confirm nor deny|not at liberty|kein kommentar|nicht kommentieren)",
)
_REFUSING = re.compile(
    r"\b(?:declin\w+|refus\w+|would not|wouldn['’]t|will not|unwilling) (?:to )?(?:\w+ )?(?:comment|say"
    r"|answer|discuss"
    r"|confirm|elaborate|speculate|respond|be drawn|give|explain|disclose|specify|rule out|lehnte\w*)\b"
    r"|\bneither confirm\w* nor den\w+",
    re.IGNORECASE,
)
_NOT_DENIED = re.compile(
    r"\b(?:stop\w* short of|refus\w+ to|declin\w+ to|without|avoid\w+|not|n['’]t|never|neither|nor) "
    r"(?:\w+ ){0,2}?den(?:y|ied|ies|ying)\b",
    re.IGNORECASE,
)
_NOR = re.compile(r"\bnor $")
_RESTS = re.compile(
    r"\b(?:there (?:are|were|have been|had been) (?:\w+ )?reports|reports (?:say|suggest|indicate)|as "
    r"reported by"
    r"|it (?:is|was|has been) (?:widely )?reported|according to (?:reports|media reports))\b",
)
_REPORTS = re.compile(
    r"\b(?:reports?|reporting|figures?|data|statistics|estimates?|accounts?|claims?|intelligence|sources"
    r"|witness\w*|documents?|stud(?:y|ies)|findings?|statements?|media|articles?|surveys?|polls?"
    r"|berichte?)\b",
    re.IGNORECASE,
)
_AS_SAYING = re.compile(r"\bas (?:saying|telling|writing|claiming)")
_CITING = re.compile(
    r",? (?:citing|quoting|pointing to|referring to|based on) (?:\w+ ){0,4}?(?:reports?"
    r"|figures|data"
    r"|intelligence|media|sources|witness\w*|estimates|accounts|documents)\b",
    re.I,
)
_GRANTED = re.compile(r"\b(?:mistakes were made|we (?:got it|were) wrong|(?:we|i) made (?:a )?mistakes?)\b")
_NO_ADMISSION = re.compile(
    r"\s*(?:defeat|receipt|help|support|applause|the (?:crowd|applause|support"
    r"|help)|cheers)\b",
    re.I,
)
#: What the costly looks need: without one of these words in the content they are not taken.
_MAY_NOT_ANSWER = ("comment", "discuss", "speculat", "confirm nor", "at liberty", "going to", "kommentar")
_MAY_CORRECT = ("not ", "rather than", "instead of", "true ", "real ", "actual ", "correct ")
_MAY_DENY = phrases_of(
    "not true|not accurate|not correct|not the case|not so|not take|not taken|not happen|not occur|not "
    "exist|not been "
    "the case|n't |n’t |never|no such|no truth|not a word|not a |nothing|deny|reject|refut| lie|false"
    "|fake|fabric|untrue|"
    "nonsense|baseless|unfounded|groundless|disinform|misinform|propag|hoax|invent|slander|fiction|made "
    "up|made-up|"
    "rubbish|absurd|ridicul|fantas|without foundation|without merit|without basis|nicht|lüge|haltlos"
    "|unwahr|erfunden|"
    "falsch|unsinn"
)
_MAY_REFUSE = phrases_of("declin|refus|would|wouldn|will not|unwilling|neither|lehnt")
_MAY_CAST = ("doubt", "question", "cold water")
_MAY_DOUBT = (
    "doubt",
    "question",
    "dispute",
    "plausib",
    "convinc",
    "sceptical",
    "skeptical",
    "hard to",
    "add up",
)
#: No stance is read out of more than this.
_LONGEST = 1200


def find_stance(text: str, attribution: Attribution, *, tail: str = "") -> tuple[str, str]:
    """Return the stance as `claims.choices` spells it, and why in an editor's words ("" for plain asserting).

    tail: the words of its sentence that belong to neither content, cue nor speaker. Never raises.
    """
    cue = " ".join(text[start:end] for start, end in attribution.cue)
    content = " … ".join(text[start:end] for start, end in attribution.content)[:_LONGEST]
    first = text[attribution.cue[0][0] : attribution.cue[0][0] + 160] if attribution.cue else ""
    if attribution.cue and cue.startswith("to "):  # "declined to say"
        start = attribution.cue[0][0]
        cue = f"{text[max(0, start - 20) : start].rpartition('.')[2]}{cue}".strip()
    before = text[max(0, attribution.cue[0][0] - 12) : attribution.cue[0][0]] if attribution.cue else ""
    by_cue = _by_cue(attribution, cue, content, first, before)
    if by_cue is not None:
        return by_cue
    stance = _by_content(content)
    if stance != "asserts":
        negated = attribution.negated and stance != "declines_to_answer"
        return ("asserts", "") if negated else (stance, "so its words say")
    if "ing " in tail[:40] and _CITING.match(tail):
        return "repeats", "it rests on what others said"
    return "asserts", ""


def _by_cue(
    attribution: Attribution, cue: str, content: str, after: str, before: str
) -> tuple[str, str] | None:
    """The stance that the cue decides, or None."""
    lemma, negated = attribution.lemma.lower(), attribution.negated
    why = f"“{cue}”"
    if lemma in _DENY:
        open_ = negated or _NOT_DENIED.search(cue) or _NOR.search(before)
        return ("declines_to_answer", f"{why} is no denial") if open_ else ("denies", why)
    low = f"{cue} {after[:40]}".lower()
    if _any(_MAY_REFUSE, low) and _refuses(cue, after, content):
        return "declines_to_answer", why
    if _any(_MAY_CAST, low) and (_CAST_DOUBT.search(cue) or _CAST_DOUBT.match(after)):
        return ("asserts", "") if negated else ("disputes", why)
    if lemma in _DOUBT:
        if negated:
            return ("asserts", "") if "doubt" in lemma else ("declines_to_answer", f"{why} is no doubt")
        return "disputes", why
    if lemma in _ADMIT and not attribution.passive and not _NO_ADMISSION.match(content):
        return ("declines_to_answer", why) if negated else ("admits_in_part", why)
    if negated:
        silent = lemma in _GIVES and not _IS_FALSE.search(content.lower())
        return ("declines_to_answer", why) if silent else None
    if lemma in _REJECT or lemma in _CALL:
        return _rejected(lemma, content, after, why)
    rests = lemma in _CITE and _REPORTS.search(content[:80]) and not _AS_SAYING.search(after)
    return ("repeats", why) if rests else None


def _refuses(cue: str, after: str, content: str) -> bool:
    """Whether the cue, or what begins with it, says that an answer was refused."""
    if _REFUSING.search(cue):
        return True
    return bool(_REFUSING.match(after)) and not content.startswith(("“", '"'))


def _rejected(lemma: str, content: str, after: str, why: str) -> tuple[str, str] | None:
    """ "rejected the report" denies, "rejected the offer" does not; so "called it a lie"."""
    if _AS_FALSE.search(content) or _AS_FALSE.search(after):
        return "denies", f"{why} and what it is called"
    if lemma in _REJECT and (_ALLEGED.search(content[:80]) or content.startswith("that ")):
        return "denies", why
    if (
        lemma in _CALL
        and (found := _FALSE.search(content))
        and not re.search(r"\bnot ", content[: found.start()])
    ):
        return "denies", f"{why} and what it is called"
    return None


@lru_cache(maxsize=512)
def _by_content(content: str) -> str:
    """The stance that the words themselves take."""
    low = content.lower()
    if _any(_MAY_NOT_ANSWER, low[:200]) and _NO_ANSWER.search(low[:200]):
        return "declines_to_answer"
    if _any(_MAY_CORRECT, low) and (_CORRECTED.search(low) or _OTHER_NAME.search(content)):
        return "corrects"
    if _any(_MAY_DENY, low) and _IS_FALSE.search(low) and not _NOT_FALSE.search(low):
        return "denies"
    if _any(_MAY_DOUBT, low) and _DOUBTED.search(low):
        return "disputes"
    if _any((" wrong", "mistake"), low) and _GRANTED.search(low):
        return "admits_in_part"
    return "repeats" if _RESTS.match(low) else "asserts"


def _any(words: tuple[str, ...], low: str) -> bool:
    return any(map(low.__contains__, words))
