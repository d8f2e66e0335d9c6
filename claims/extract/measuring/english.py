"""The English words of figures. Each line is a value and the words that have it.

Patterns are of bounded length, match whatever the case, and are tried next to a number alone.
"""

NUMBERS = """
0 zero
1 one
2 two
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty
30 thirty
40 forty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
12 dozen
100 hundred
1000 thousand
1000000 million
1000000000 billion
1000000000000 trillion
"""
COMPOUNDS: tuple[str, ...] = ()
#: Directly behind figures, or one space on.
SCALES = """
12 dozen
100 hundred
1000 thousand
1000000 million mn
1000000000 billion bn
1000000000000 trillion tn
"""
#: Before a number that is written as a noun.
ARTICLE = r"an?[ -]"
#: Behind four figures it tells a number from a year.
PLURAL = r" (?:[a-z-]{2,20} ){0,2}[a-z-]{3,}s\b| (?:people|men|women|children|troops|police)\b"
#: Two or more of these, without end.
MASSES = """
24 dozens
40 scores
200 hundreds
2000 thousands
2000000 millions
2000000000 billions
"""
#: "tens of thousands": so many times the mass, of which two are meant.
OF_MASS = r"(?P<times>tens|dozens|hundreds) of (?P<mass>thousands|millions|billions)"
TIMES = {"tens": 10, "dozens": 12, "hundreds": 100}
#: "several hundred" has no upper end; "a couple of" is about two.
VAGUE = r"(?:several|a few|many) (?P<vague>dozen|hundred|thousand|million|billion)"
COUPLE = r"a couple of(?! (?:times|things|days|weeks|months|years|hours|minutes)\b)"
HALF_OF = r"half an? (?P<half_of>dozen|hundred|thousand|million|billion|trillion)"
QUARTER_OF = r"(?P<quarters>a quarter|three quarters) of a (?P<quarter_of>million|billion|trillion)"
AND_A_HALF = r" and a half"
ONE_IN = r"(?P<part>{n}) (?:in|out of)(?: every| each)? (?P<whole>{n})"
PARTS = """
2 half halves
3 third thirds
4 quarter quarters
5 fifth fifths
6 sixth sixths
7 seventh sevenths
8 eighth eighths
9 ninth ninths
10 tenth tenths
"""
#: A lone "half" is a share, but for "cut in half", "the half,", "half the battle"; "a third" is one before
#: "of" or behind "by", "nearly" and the like.
SHARE = (
    r"(?P<shares>one|two|three|four|five|six|seven|eight|nine)[ -](?P<of_shares>half|thirds?|quarters?"
    r"|fifths?"
    r"|sixths?|sevenths?|eighths?|ninths?|tenths?)"
    r"|(?:an?|one) (?P<a_share>third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?= of\b)"
    r"|(?P<a_half>half)(?:(?= (?:of|the|its|their|his|her|our|all)\b)"
    r"|(?<!\b(?:in|at) half)(?<!\bthe half)(?<!(?:into|this|that) half)(?=[,.;]|$))"
    r"(?! (?:of |all )?(?:the|his|her|its|their|our) (?:time|battle|way|story|fun|trouble|chance)\b)"
)
SHARE_AFTER = (
    r"(?<=by )an? (?P<by_share>half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?! (?:man|woman|person|time|party|country|one)\b)"
)
NO_SHARE = r"\b(?:first|second|other|better|last|latter|later|early|and a|one|i|we) $"

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
THOUSANDS, POINT = ",", "."
RANGE = r"(?:[-–]| [-–] | to | or )"
BETWEEN = r"between $"
AND = r" and "
#: "from 20 to 30" is two figures, unless it says that it is a range.
FROM = r"(?<!ranging )(?<!anywhere )from $"
ONE_IS_NO_NUMBER = (
    r" (?:of|another|day|thing|way|side|hand|who|whom|that|which|is|was|has|had|can|could|should|may|might"
    r"|must|will|would|to|in|on|at|by|for|from|with|and|or|but|as|than|if|more|step|time|now|here|there|when"
    r"|where|so|too|another’s|another's)\b| [^a-zA-Z]|[^ ]|$"
)
NOT_ONE = (
    r"\b(?:no|any|some|every|each|this|that|the|which|another|not|only|big|day|main|next|last|first|at) $"
)

AT_LEAST = r"at least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of"
MORE_THAN = (
    r"(?:well |far |many )?more than|(?:just |well )?over|(?:well |just )?above|in excess of|exceed(?:s"
    r"|ed|ing)?"
    r"|upwards? of|surpass(?:es|ed|ing)?|greater than|topp(?:ed|ing)"
)
LESS_THAN = r"(?:far |well )?(?:less|fewer) than|(?:well |far )?under|(?:well )?below|lower than"
UP_TO = (
    r"up to|as (?:many|much|high|few|little|low) as|no (?:more|higher) than|not more than|at (?:the )?most"
    r"|a maximum of"
)
NEARLY = r"nearly|almost|close to|just (?:under|short of|below)|approaching|not quite|nearing|virtually"
ABOUT = (
    r"about|around|some|roughly|approximately|approx\.?|an estimated|a reported|circa|in the region of"
    r"|(?:in|on) the order of|something like|more or less|in the vicinity of|an average of|perhaps|maybe"
)
EXACTLY = r"exactly|precisely|just|only|merely|a total of|an exact|a mere"
BEHIND = r" or (?:more|so|fewer|less)\b| and (?:more|over)\b| plus\b|\+| at (?:least|most)\b| to date\b"
BEHIND_SAYS = {
    "more": "at_least", "over": "at_least", "plus": "at_least", "+": "at_least", "least": "at_least",
    "most": "up_to", "fewer": "up_to", "less": "up_to", "so": "about",
}  # fmt: skip

#: Behind the number, after a space, a hyphen or nothing. A unit's first word is how it is stored.
UNITS = """
%|per cent|percent|pct
percentage points|percentage point|percentage-point
$|dollars|dollar|US dollars
euros|euro|€
pounds|pounds sterling|£
cents|cent
yen|¥
roubles|rubles|rouble|ruble
hryvnias|hryvnia
francs|franc
rupees|rupee
pesos|peso
lira|liras
km|kilometres|kilometers|kilometre|kilometer|kms
miles|mile
metres|meters|metre|meter|m
centimetres|centimeters|centimetre|centimeter|cm
feet|foot|ft
square km|square kilometres|square kilometers|sq km|km²|km2
square miles|square mile|sq miles
square metres|square meters|sq m|m²
hectares|hectare|ha
acres|acre
cubic metres|cubic meters
tonnes|tonne|metric tons|metric tonnes
tons|ton
kg|kilograms|kilogram|kilos|kilo
grams|gram
litres|liters|litre|liter
barrels|barrel
degrees|degree|degrees Celsius|degrees Fahrenheit|°C|°F|°
megawatts|megawatt|MW
gigawatts|gigawatt|GW
kilowatt-hours|kWh|kilowatt hours
km/h|kph|kilometres per hour|kilometers per hour
mph|miles per hour
basis points|basis point
points|pts
yards|yard
inches|inch
gallons|gallon
minutes|minute
hours|hour
days|day
weeks|week
months|month
years|year
decades|decade
times
"""
SIGNS = {"$": "$", "€": "euros", "£": "pounds", "¥": "yen"}
BEFORE_NOUN = (
    r"(?:more |further |other |additional |new |extra )?(?:of )?"
    r"(?:the |its |their |his |her |our |these |those |all |a |an )?"
)
#: No part of what is counted, and its end.
STOPS = """
a about above according across after against ago all along already also am amid among an and annually any
apiece are around arrived as at away back be became because been before began behind being below between
but by came can cannot caused could daily deep did died do does down during each earlier early either
even every fell fled for from gave got had has have he her here high him his how i if in inside instead
into is it its just last late later left less like live lived long made may me might monthly more must
near next nightly nor not now of off old on once only onto or other our out outside over per rather
received refused remain remained returned said say says she should since so still strong suffered
surrendered tall than that the their them then there these they this those though through throughout to
today together told tomorrow tonight too took toward towards under until up upon us very voted was we
weekly went were what when where whether which while who whom whose wide will with within without won
work worked worth would yearly yesterday yet you your
"""
PLURALS = """
aircraft ammunition artillery cattle cavalry children crew data fish fuel gas gdp ground infantry land
livestock media men militia money oil output people personnel police sheep spacecraft staff territory
troops water women
"""
NO_PLURAL = """
as does has is its says ss this thus us was yes
"""
#: What a number counts that stands alone behind it: "the number of prisoners rose to 40".
NUMBER_OF = r"\bnumbers? of "
DONE = (
    r"killed|wounded|injured|destroyed|captured|arrested|detained|displaced|missing|dead|evacuated"
    r"|convicted"
    r"|sentenced|executed|damaged|shot down|intercepted|launched|rescued|deported|released|missing|abducted"
    r"|tortured|infected|affected|homeless|trapped|sunk|lost|seized|fired|hospitalised|hospitalized"
)
DONE_BEHIND = (
    rf" (?:(?:were|was|are|is|have been|had been|has been|being) (?:\w{{2,12}}ly )?)?(?P<done>(?:{DONE})"
    rf"(?: (?:or|and) (?:{DONE}))?)(?![\w-])"
)
DONE_BEFORE = (
    rf"(?<![\w-])(?P<done>(?:{DONE})(?: (?:or|and) (?:{DONE}))?) (?:(?:another|a further|an additional) )?$"
)

UNIT_OF_TIME = r"(?:hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?|minutes?|seconds?)"
RATE = (
    rf"(?:an?|per|each|every) {UNIT_OF_TIME}\b|(?:an?|per|each|every) (?:single )?{UNIT_OF_TIME}\b"
    rf"|per capita"
    r"|daily|weekly|monthly|yearly|annually|per annum|nightly"
)
WINDOW = (
    rf"(?:(?:in|over|during|within|for|throughout|across) )?(?:the )?(?:last|past|previous|next|coming"
    rf"|first)"
    rf" (?:(?:\w{{1,12}}) )?{UNIT_OF_TIME}(?: alone)?\b"
    rf"|(?:in|within|over|during) (?:a|one|\d{{1,3}}|two|three|four|five|six|seven|ten"
    rf"|twelve) {UNIT_OF_TIME}\b"
    r"|(?:so far )?this (?:week|month|quarter|year|season|decade)\b"
    r"|since (?:(?:early|late|mid|the start of|the beginning of) ?-?)?(?:January|February|March|April"
    r"|May|June|July"
    r"|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:19|20)\d\d)(?: (?:19|20)\d\d)?\b"
    r"|(?<!as )(?<!than )in (?:19|20)\d\d(?! [a-z]{3,}s\b)|by (?:19|20)\d\d\b"
    r"|by the end of (?:the year|(?:19|20)\d\d)\b"
)

ESTIMATED = (
    r"\b(?:estimat(?:ed?|es|ing)|estimations?|believ(?:ed?|es)|thought to|reckons?|reckoned|guess(?:es|ed)?"
    r"|probably|likely|presumably|suspects?|suspected|assessed to|supposedly)\b"
)
EXTRAPOLATED = (
    r"\b(?:on course (?:to|for)|on track (?:to|for)|at (?:this|the current|the present|that) (?:rate|pace)"
    r"|project(?:s|ed|ions?)|forecasts?|forecasted|predict(?:s|ed|ions?)|extrapolat\w{1,6}"
    r"|(?:is|are|was|were) (?:expected|set) to|on pace (?:to|for)"
    r"|if (?:this|the|that|these|current) [\w ]{0,30}?(?:continues?|persists?|holds?|goes on|go on))\b"
)
CONDITIONAL = r"\b(?:could|would|may|might|should)\b"
#: "could" and "would" of what was, not of what may be.
NOT_CONDITIONAL = r"\b(?:could|would|should) (?:only|barely|hardly|not)\b|\bMay\b(?! (?:be|have|not)\b)"

#: Directly before a number: then it is part of a name or a place in an order.
NUMBERED = (
    r"(?:no\.?|nos\.?|number|numbers|page|pages|chapter|section|article|articles|paragraph|item|phase"
    r"|stage|level"
    r"|day|week|grade|category|type|model|version|route|highway|line|lane|room|gate|platform|flight"
    r"|channel|unit"
    r"|resolution|rule|point|step|volume|part|season|episode|formula|act|protocol|top|under-|age|aged"
    r"|ages|block"
    r"|district|zone|sector|exit|table|figure|round|class|size|#|№|§) ?$"
)
GIVING = (
    r"\b(?:gave|gives?|giving|sent|sends?|sending|offer(?:s|ed)?|promised?|owes?|owed|pay|pays|paid"
    r"|cost|costs"
    r"|lent|lends?|hand(?:s|ed)|sold|sells?|grant(?:s|ed)|award(?:s|ed)|fined?|fines|saved?|supplied"
    r"|donated"
    r"|earned|brought|taught|allow(?:s|ed)?|pledged) (?:[A-Z][\w’'-]{0,30} ){1,3}$"
)
CLOCK_BEHIND = r" ?(?:a\.?m\b|p\.?m\b|o['’]?clock\b|hrs\b|GMT\b|UTC\b|CET\b|local time\b)"
CLOCK_BEFORE = r"\b(?:half|quarter) (?:past|to) $"
YEAR_BEFORE = (
    r"\b(?:in|since|by|until|till|of|from|to|the|its|their|his|her|a|an|early|late|mid|during|before"
    r"|after|around"
    r"|about|summer|spring|autumn|winter|fall|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|and|or|than|as|our|between|through|sept|oct|nov|dec|jan|feb|aug)[ -]$"
)
AGE_BEHIND = r"[ -]years?[ -]olds?\b|,? years? of age\b"
