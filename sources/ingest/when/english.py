"""The English words of dates: each line is a class, a value, and the words that have both.

The classes are those of `tokens`. Add a word to its line; a word stands on one line alone.
"""

WORDS = """
W 0 monday
W 1 tuesday
W 2 wednesday
W 3 thursday
W 4 friday
W 5 saturday
W 6 sunday
M 1 january jan
M 2 february feb
M 3 march mar
M 4 april apr
M 5 may
M 6 june jun
M 7 july jul
M 8 august aug
M 9 september sept sep
M 10 october oct
M 11 november nov
M 12 december dec
Q 3 spring springtime
Q 6 summer summertime
Q 9 autumn
9 9 fall
Q 12 winter wintertime
U minute minute
U hour hour
U day day
U week week
U fortnight fortnight
U month month
U year year
U decade decade
V minute minutes
V hour hours
V day days
V week weeks
V fortnight fortnights
V month months
V year years
V decade decades
K 0 weekend
N 1 one
N 2 two
N 3 three
N 4 four
N 5 five
N 6 six
N 7 seven
N 8 eight
N 9 nine
N 10 ten
N 11 eleven
N 12 twelve
N 13 thirteen
N 14 fourteen
N 15 fifteen
N 16 sixteen
N 17 seventeen
N 18 eighteen
N 19 nineteen
N 20 twenty
N 30 thirty
N 40 forty
N 50 fifty
N 60 sixty
N 70 seventy
N 80 eighty
N 90 ninety
1 1 first
1 2 second
1 3 third
1 4 fourth
1 5 fifth
1 6 sixth
1 7 seventh
1 8 eighth
1 9 ninth
1 10 tenth
a 1 a an
G 0 few several many some
c 2 couple pair
y 0 today tonight
y -1 yesterday
y 1 tomorrow
@ 0 now
6 0 overnight
P day morning afternoon evening noon midday lunchtime
P night night
L 0 last
Z 0 past
T 0 this current
X 0 next coming upcoming
R 0 recent
C 0 following previous preceding same that ensuing subsequent
A 0 ago
s 0 since
f 0 of
e 0 early beginning start
m 0 mid middle
l 0 late end
i 0 in within
v 0 during throughout
> 0 over
o 0 on at
h 0 half
q 0 quarter
n approximate about around nearly almost roughly approximately circa
n approximate more less least most under well
= 0 than
n none just only exactly already
n uncertain perhaps possibly probably maybe
F 0 for
k 0 back
B 0 before
H 0 after
E 0 earlier
J 0 later
t 0 to through
j 0 until till by
r 0 from
b 0 between
& 0 and
w 0 the
p 0 time
! 0 every each
g 0 war wars conflict talks negotiations violence protests unrest silence siege occupation drought strikes
g 0 rule bombardment clashes struggle peace
"""

#: Before a weekday or behind it: then it is part of a name.
NAMES_BEFORE = "black good bloody palm ash easter shrove maundy whit cyber super holy"
NAMES_AFTER = "times telegraph express mirror mail post independent herald review magazine world sun club"
#: Which of these stands nearest decides whether a bare weekday or month lies ahead.
AHEAD = (
    "will would won't shall due planned plan plans scheduled expected expects set going hopes intends must"
)
BEHIND = (
    "said says told was were had has have did reported killed began started opened closed announced claimed "
    "wrote took came made added denied accused found held saw met led gave left arrived warned insisted"
)
#: With one of these before it, "for three months" reaches up to now.
LASTING = "has have 've 's been"
