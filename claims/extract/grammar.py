"""The small words of English that say where a phrase begins and ends. Lower case, straight apostrophes."""

from __future__ import annotations

from sources.ingest.sentences import words_of

BE = words_of("is are was were be been being am 's 're 'm isn't aren't wasn't weren't gets got")
HAVE = words_of("has have had having hasn't haven't hadn't")
MODAL = words_of(
    "will would can could may might shall should must won't wouldn't can't couldn't cannot shouldn't mustn't"
)
DO = words_of("do does did don't doesn't didn't")
NOT = words_of(
    "not never n't isn't aren't wasn't weren't hasn't haven't hadn't won't wouldn't can't couldn't cannot "
    "shouldn't don't doesn't didn't nor neither"
)
HELPING = BE | HAVE | MODAL | DO | frozenset({"not", "to"})
ADVERBS = words_of(
    "also never again once then now later already still even just always often long earlier simply ever soon "
    "further first only sometimes today yesterday instead too therefore thus since recently all both each "
    "rather quite almost nearly there flatly much well far back out up down so"
)
#: Common verbs that end a noun phrase on the left.
VERBS = words_of(
    "took went came made got gave met began left became found kept put ran set saw stood let led held "
    "brought sent lost paid spent won fell grew drew broke built caught cut fought rose sat sought sold "
    "struck taught wrote said says say told tells takes comes makes gives thinks knows goes"
)
#: Irregular pasts that are seldom a participle.
PASTS = words_of(
    "shot hit hurt drove flew ate drank hid bought threw wore rang sank swam stole froze chose bore tore "
    "beat bit blew fled forgot hung lay rode sang shook shrank slept slid sped sprang stuck swept swore "
    "swung woke withdrew dealt led read"
)
PRONOUNS = words_of("he she they we i it you one who which everyone everybody someone somebody nobody others")
HE = words_of("he she they we i it you")
RELATIVE = words_of("who which that whom whose")
OWNERS = words_of("his her their its my our your whose")
DETERMINERS = (
    words_of("the a an this that these those some any no every each another both all many several few most")
    | OWNERS
)
ARTICLES = words_of("the a an no every any") | (OWNERS - {"whose"})
NUMBERS = words_of(
    "two three four five six seven eight nine ten dozen dozens hundreds thousands half zero none $"
)
PREPOSITIONS = words_of(
    "of in on at to for by with from about against over under after before during between among amid into "
    "onto "
    "through throughout without within despite toward towards upon near since until via off like per as "
    "regarding concerning including following behind beyond across around"
)
ADJUNCT = words_of(
    "in on at to during after before from of about via through when while as by with for amid over following "
    "under without despite because since until upon within near without outside inside against between last "
    "this earlier later late early today yesterday tomorrow tonight recently again then too here there "
    "afterward afterwards ahead monday tuesday wednesday thursday friday saturday sunday mondays"
)
TIMES = words_of(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec. "
    "today yesterday tomorrow tonight morning afternoon evening night week month year late early later "
    "earlier last recently again afterwards afterward"
)
CONJUNCTIONS = words_of("and but or yet while though although whereas nor so")
SUBORDINATORS = words_of(
    "because while although though when whenever if unless since after before where until as once whereas"
)
WH = words_of("whether how why what who where when which if whom whose")
END_MARKS = frozenset((".", "!", "?", "…", "..."))
STOPS = frozenset((".", "!", "?", "…", ";", ":"))
DASHES = frozenset(("—", "–", "--", "-", "―", "---"))
OPENING = frozenset(("(", "["))
CLOSING = frozenset((")", "]"))


def is_adverb(word: str) -> bool:
    """Tell whether a word may stand between the parts of a verb."""
    return word in ADVERBS or (
        len(word) > 4
        and word.endswith("ly")
        and word not in ("family", "supply", "reply", "july", "ally", "italy", "assembly", "rally", "anomaly")
    )
