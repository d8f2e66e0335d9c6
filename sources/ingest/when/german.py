"""The German words of dates; see `english`."""

WORDS = """
W 0 montag
W 1 dienstag
W 2 mittwoch
W 3 donnerstag
W 4 freitag
W 5 samstag sonnabend
W 6 sonntag
M 1 januar jänner jan
M 2 februar feber feb
M 3 märz mrz
M 4 april apr
M 5 mai
M 6 juni jun
M 7 juli jul
M 8 august aug
M 9 september sept sep
M 10 oktober okt
M 11 november nov
M 12 dezember dez
Q 3 frühling frühjahr frühjahrs
Q 6 sommer sommers
Q 9 herbst herbstes
Q 12 winter winters
U minute minute
U hour stunde
U day tag tages tage
U week woche
U month monat monats
U year jahr jahres jahre
U decade jahrzehnt jahrzehnts
d 1.1. neujahr
d 24.12. heiligabend
exU year jahresbeginn jahresanfang
exU month monatsbeginn monatsanfang
exU week wochenbeginn wochenanfang
lxU year jahresende
lxU month monatsende
V minute minuten
V hour stunden
V day tagen
V week wochen
V month monate monaten
V year jahren
V decade jahrzehnte jahrzehnten
K 0 wochenende wochenendes
N 2 zwei
N 3 drei
N 4 vier
N 5 fünf
N 6 sechs
N 7 sieben
N 8 acht
N 9 neun
N 10 zehn
N 11 elf
N 12 zwölf
N 13 dreizehn
N 14 vierzehn
N 15 fünfzehn
N 16 sechzehn
N 17 siebzehn
N 18 achtzehn
N 19 neunzehn
N 20 zwanzig
N 30 dreißig
N 40 vierzig
N 50 fünfzig
N 60 sechzig
N 70 siebzig
N 80 achtzig
N 90 neunzig
1 1 erste ersten erstes
1 2 zweite zweiten zweites
1 3 dritte dritten drittes
1 4 vierte vierten viertes
a 1 ein eine einem einer einen eines
G 0 einige einigen mehrere mehreren wenige wenigen paar viele vielen etlichen
y 0 heute
y -1 gestern
y 1 morgen
y -2 vorgestern
y 2 übermorgen
P day Morgen Vormittag Mittag Nachmittag Abend früh Früh morgens abends Morgens Abends
P night Nacht nachts
L 0 letzte letzten letztes letzter letztem vergangene vergangenen vergangener vergangenes vergangenem
L 0 vorige vorigen voriger voriges vorigem
T 0 diese diesem diesen dieser dieses laufenden laufende
X 0 nächste nächsten nächster nächstes nächstem kommende kommenden kommender kommendes kommendem
R 0 jüngster jüngsten
C 0 folgenden folgende folgender gleichen selben jenem jenen jener darauffolgenden vorangegangenen
u 0 darauf danach zuvor davor später früher vorher
u 1 tags vortag folgetag vorabend
s 0 seit
5 0 ab
f 0 von
e 0 anfang beginn frühen
m 0 mitte
l 0 ende späten
i 0 im in
v 0 während binnen innerhalb
o 0 am an auf
h 0 halbjahr halben halbes
q 0 quartal quartals
n approximate etwa ungefähr circa ca rund fast beinahe nahezu knapp gut gegen um über mehr weniger mindestens
= 0 als
n none erst schon bereits genau nur
n uncertain vermutlich wahrscheinlich vielleicht womöglich wohl
< 0 vor
H 0 nach
t 0 zum zu zur
j 0 bis
r 0 vom
b 0 zwischen
& 0 und
x 0 der die das dem den des
! 0 jeden jede jedes jedem jeder
g 0 krieg kriegs krieges kämpfe kämpfen verhandlungen gespräche gesprächen gewalt proteste protesten
g 0 belagerung besatzung dürre schweigen schweigens unruhen streiks streit
"""

NAMES_BEFORE = "black rosen kar gründonners oster pfingst schwarzer blutiger weißer"
NAMES_AFTER = "zeitung anzeiger magazin blatt"
AHEAD = "wird werden will wollen soll sollen muss müssen kann können möchte plant planen geplant beabsichtigt"
BEHIND = "sagte sagten erklärte war waren hatte hatten hat haben wurde wurden teilte berichtete meldete kam"
LASTING = "seit"
