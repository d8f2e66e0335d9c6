"""The German words of figures; what each table means stands in `english`."""

NUMBERS = """
0 null
2 zwei
3 drei
4 vier
5 fünf
6 sechs
7 sieben
8 acht
9 neun
10 zehn
11 elf
12 zwölf
13 dreizehn
14 vierzehn
15 fünfzehn
16 sechzehn
17 siebzehn
18 achtzehn
19 neunzehn
20 zwanzig
30 dreißig
40 vierzig
50 fünfzig
60 sechzig
70 siebzig
80 achtzig
90 neunzig
12 Dutzend
100 hundert einhundert
1000 tausend eintausend
1000000 Million Millionen
1000000000 Milliarde Milliarden
1000000000000 Billion Billionen
"""
#: Written in one word: einundzwanzig, zweihundert, dreitausend.
COMPOUNDS = ("und", "hundert", "tausend")
SCALES = """
12 Dutzend
100 hundert
1000 tausend Tsd
1000000 Millionen Million Mio
1000000000 Milliarden Milliarde Mrd
1000000000000 Billionen Billion
"""
#: Before a number that is written as a noun.
ARTICLE = r"ein(?:e[mnrs]?)? "
#: Behind four figures it tells a number from a year.
PLURAL = r" (?:[a-zäöü-]{2,20}e[nrms]? ){0,2}[A-ZÄÖÜ][\w-]+(?:e|er|en|n|s)\b"
MASSES = """
24 Dutzende dutzende
200 Hunderte hunderte
2000 Tausende tausende
20000 Zehntausende zehntausende
200000 Hunderttausende hunderttausende
2000000 Millionen
2000000000 Milliarden
"""
OF_MASS = r"(?P<times>dutzende|hunderte) von (?P<mass>tausende|millionen|milliarden)"
TIMES = {"dutzende": 12, "hunderte": 100}
VAGUE = r"(?:mehrere|einige|viele) (?P<vague>dutzend|hundert|tausend|millionen|milliarden)"
COUPLE = r"ein paar(?! (?:mal|tage|wochen|monate|jahre|stunden|minuten)\b)"
HALF_OF = r"(?:eine )?halben? (?P<half_of>million|milliarde|billion)|ein halbes (?P<half_dozen>dutzend)"
QUARTER_OF = r"(?P<quarters>eine viertel|dreiviertel) ?(?P<quarter_of>million|milliarde)"
AND_A_HALF = r"einhalb"
ONE_IN = r"(?P<part>eine[rs]?|{n}) von (?P<whole>{n})"
PARTS = """
2 Hälfte Hälften halb
3 Drittel Dritteln dritte
4 Viertel Vierteln vierte
5 Fünftel Fünfteln fünfte
6 Sechstel Sechsteln sechste
7 Siebtel Siebteln siebte
8 Achtel Achteln achte
9 Neuntel Neunteln neunte
10 Zehntel Zehnteln zehnte
"""
SHARE = (
    r"(?P<shares>zwei|drei|vier|fünf|sechs|sieben|acht|neun) (?P<of_shares>dritteln?|vierteln?|fünfteln?"
    r"|sechsteln?|siebteln?|achteln?|neunteln?|zehnteln?)"
    r"|(?:ein|einem) (?P<a_share>drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel)"
    r"|(?:die |der )?(?P<a_half>hälfte)(?= )"
    r"|jede[rsnm]? (?P<each_share>dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte)n?"
)
SHARE_AFTER = r"(?!)"
NO_SHARE = r"\b(?:erste|ersten|zweite|zweiten|andere|anderen) $"

DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?![\d,])|\d+(?:,\d+)?"
THOUSANDS, POINT = ".\u00a0\u202f ", ","
RANGE = r"(?:[-–]| [-–] | bis | oder )"
BETWEEN = r"zwischen $"
AND = r" und "
FROM = r"(?!)"
ONE_IS_NO_NUMBER = r"(?!)"
NOT_ONE = r"(?!)"

AT_LEAST = r"mindestens|wenigstens|nicht weniger als|zumindest"
MORE_THAN = r"(?:deutlich |weit )?mehr als|(?:deutlich |weit )?über|gut|oberhalb von"
LESS_THAN = r"(?:deutlich |weit )?weniger als|(?:deutlich |weit )?unter"
UP_TO = r"bis zu|höchstens|maximal|nicht mehr als"
NEARLY = r"fast|beinahe|knapp|nahezu|annähernd"
ABOUT = r"rund|etwa|ungefähr|zirka|circa|ca\.?|schätzungsweise|gegen|um die|in etwa|durchschnittlich"
EXACTLY = r"genau|exakt|nur|lediglich|insgesamt"
BEHIND = r" oder (?:mehr|weniger)\b| und mehr\b|\+"
BEHIND_SAYS = {"mehr": "at_least", "+": "at_least", "weniger": "up_to"}

UNITS = """
%|Prozent
percentage points|Prozentpunkte|Prozentpunkten|Prozentpunkt
$|US-Dollar|Dollar
euros|Euro|€
pounds|Pfund|£
cents|Cent
yen|Yen|¥
roubles|Rubel
hryvnias|Hrywnja|Griwna
francs|Franken|Schweizer Franken
km|Kilometer|Kilometern
metres|Meter|Metern|m
centimetres|Zentimeter|Zentimetern|cm
square km|Quadratkilometer|Quadratkilometern|km²
square metres|Quadratmeter|Quadratmetern|m²
hectares|Hektar|ha
cubic metres|Kubikmeter|Kubikmetern
tonnes|Tonnen|Tonne
kg|Kilogramm|Kilo
grams|Gramm
litres|Liter|Litern
barrels|Barrel
degrees|Grad|°C|°
megawatts|Megawatt|MW
gigawatts|Gigawatt|GW
km/h|Stundenkilometer|Kilometer pro Stunde
minutes|Minuten|Minute
hours|Stunden|Stunde
days|Tage|Tagen|Tag
weeks|Wochen|Woche
months|Monate|Monaten|Monat
years|Jahre|Jahren|Jahr
points|Punkte|Punkten|Punkt
times|Mal|mal
"""
SIGNS = {"$": "$", "€": "euros", "£": "pounds", "¥": "yen"}
BEFORE_NOUN = r"(?:weitere |weiteren |andere |zusätzliche )?(?:von |der |des |dieser |aller |ihrer |seiner )?"
STOPS = """
ab aber als am an auf aus bei bis das dass davon dem den der des die durch ein eine einem einen einer es
für gegen haben hat hatte hatten ihre im in ins ist kamen könnten mit nach neben nicht noch oder ohne pro
sagte seien sein seit sich sie sind sollen starben um und unter verloren von vor war waren wegen weil
wenn werden wie wird wollen wurde wurden wären zu zum zur zwischen über
"""
PLURALS = ""
NO_PLURAL = ""
NUMBER_OF = r"\b(?:zahl|anzahl) (?:der|von) "
DONE = (
    r"getötet|verletzt|verwundet|zerstört|abgeschossen|festgenommen|verhaftet|vermisst|vertrieben"
    r"|hingerichtet"
    r"|verurteilt|beschädigt|gerettet|evakuiert|freigelassen|verschleppt|tot|obdachlos"
)
DONE_BEHIND = (
    r" (?:(?:wurden|wurde|worden|sind|seien|sein|waren|ist) )?"
    rf"(?P<done>(?:{DONE})(?: (?:oder|und) (?:{DONE}))?)\b"
)
DONE_BEFORE = r"(?!)(?P<done>)"

UNIT_OF_TIME = (
    r"(?:Stunden?|Tage?n?|Nacht|Nächten?|Wochen?|Monate?n?|Quartale?n?|Jahre?n?|Jahrzehnte?n?|Minuten?)"
)
RATE = (
    rf"(?:pro|je) {UNIT_OF_TIME}\b|(?:am|im|in der) (?:Tag|Monat|Jahr|Woche|Stunde)\b"
    r"|täglich|wöchentlich|monatlich|jährlich"
)
WINDOW = (
    rf"(?:in|während|innerhalb|binnen|seit) (?:den |der |dem )?(?:letzten|vergangenen|nächsten"
    rf"|kommenden|ersten)"
    rf" (?:\w{{1,12}} )?{UNIT_OF_TIME}\b"
    rf"|(?:in|binnen) (?:einem|einer|\d{{1,3}}|zwei|drei|vier|fünf|sechs|zehn) {UNIT_OF_TIME}\b"
    r"|(?:seit|im) (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
    r"(?: (?:19|20)\d\d)?\b|im (?:laufenden |vergangenen |nächsten )?Jahr(?: (?:19|20)\d\d)?\b"
    r"|(?:diese|letzte|vergangene|in dieser) Woche\b|bis (?:zum Ende des Jahres|Jahresende|(?:19|20)\d\d)\b"
)
ESTIMATED = (
    r"\b(?:schätzungsweise|geschätzte?n?|schätz(?:t|te|ten|en|ungen?)|vermutlich|wahrscheinlich|mutmaßlich"
    r"|vermutet|glaubt|wohl)\b"
)
EXTRAPOLATED = (
    r"\b(?:prognostiziert|hochgerechnet|hochrechnung(?:en)?|prognosen?|voraussichtlich"
    r"|bei (?:diesem|gleichem|gleichbleibendem) tempo"
    r"|wenn (?:dieser|der|diese|sich)(?: \w{1,20}){0,3} (?:anhält|fortsetzt|weitergeht|andauert))\b"
)
CONDITIONAL = r"\b(?:könnten?|würden?|dürften?|möglicherweise|wären?|hätten?)\b"
NOT_CONDITIONAL = r"(?!)"

NUMBERED = (
    r"(?:straße|weg|nr\.?|nummer|seite|seiten|kapitel|artikel|absatz|paragraf|paragraph|phase|stufe|tag|woche"
    r"|klasse|typ|route"
    r"|linie|raum|gleis|flug|kanal|einheit|resolution|punkt|band|teil|folge|bundesstraße|autobahn"
    r"|zimmer|platz"
    r"|§|#|alter von|block|bezirk|zone) ?$"
)
GIVING = r"(?!)"
CLOCK_BEHIND = r" ?(?:uhr|h)\b"
CLOCK_BEFORE = r"(?!)"
YEAR_BEFORE = (
    r"\b(?:seit|bis|von|ab|jahr|jahre|jahres|jahren|im|anfang|ende|mitte|nach|vor|zwischen|und|oder|als"
    r"|der|die|das"
    r"|frühjahr|sommer|herbst|winter|januar|februar|märz|april|mai|juni|juli|august|september|oktober"
    r"|november"
    r"|dezember)[ -]$"
)
AGE_BEHIND = r"[ -]?jährigen?r?\b|-jährige?r?\b| jahre alt\b"
