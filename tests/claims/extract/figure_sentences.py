"""Sentences with the figures that are read in them.

A figure is written like this: its words = its bounds (one end alone is open), comparator, unit, [what is
counted], (period) and nature; "exactly" and "counted" are left out.
"""

ENGLISH = [
    # Written in figures or in words.
    ("The harbour office counted 14 boats.", ["14 boats = 14 [boats]"]),
    (
        "One hundred and twenty-five thousand men marched.",
        ["One hundred and twenty-five thousand men = 125000 [men]"],
    ),
    (
        "One hundred and twelve prisoners were freed, two dozen of them ill.",
        ["One hundred and twelve prisoners = 112 [prisoners]", "two dozen = 24"],
    ),
    (
        "Around a dozen ships and thousands of containers were held.",
        ["Around a dozen ships = 12 about [ships]", "thousands of containers = 2000… at_least [containers]"],
    ),
    (
        "Half a million litres of oil leaked over 12 square kilometres.",
        [
            "Half a million litres of oil = 500000 litres [oil]",
            "over 12 square kilometres = 12… more_than square km",
        ],
    ),
    (
        "It lost a couple of ships and several hundred sailors.",
        ["a couple of ships = 2 about [ships lost]", "several hundred sailors = 200… at_least [sailors]"],
    ),
    (
        "Tens of thousands marched; more than a million watched.",
        ["Tens of thousands = 20000… at_least", "more than a million = 1000000… more_than"],
    ),
    (
        "We saw 1,200 men and two and a half million birds.",
        ["1,200 men = 1200 [men]", "two and a half million birds = 2500000 [birds]"],
    ),
    # Bounded by the words before or behind.
    (
        "At least 12 people were killed in the harbour fire.",
        ["At least 12 people = 12… at_least [people killed]"],
    ),
    (
        "The army lost more than 200 armoured vehicles.",
        ["more than 200 armoured vehicles = 200… more_than [armoured vehicles]"],
    ),
    ("Seven or more of the guards ran away.", ["Seven or more of the guards = 7… at_least [guards]"]),
    ("No fewer than 30 judges signed it.", ["No fewer than 30 judges = 30… at_least [judges]"]),
    (
        "Fewer than 40 patients, no more than 5 doctors and as many as 90 nurses left.",
        [
            "Fewer than 40 patients = …40 less_than [patients]",
            "no more than 5 doctors = …5 up_to [doctors]",
            "as many as 90 nurses = …90 up_to [nurses]",
        ],
    ),
    ("Nearly a quarter of the crews have deserted.", ["Nearly a quarter of the crews = 25 nearly % [crews]"]),
    (
        "Exactly 1,140 people left; just under 600 stayed.",
        ["Exactly 1,140 people = 1140 [people]", "just under 600 = 600 nearly"],
    ),
    (
        "Roughly 50 tents burnt, some 40 were saved.",
        ["Roughly 50 tents = 50 about [tents]", "some 40 = 40 about"],
    ),
    ("It grew by only 23 percent or so.", ["only 23 percent or so = 23 about %"]),
    ("He spoke about the 20 children.", ["20 children = 20 [children]"]),
    # From so many to so many; up and down is two figures.
    (
        "Between 20 and 30 boats sank, worth $12 to $15 million.",
        ["Between 20 and 30 boats = 20…30 [boats]", "$12 to $15 million = 12000000…15000000 $"],
    ),
    ("Rebels control 60-70% of the delta.", ["60-70% of the delta = 60…70 % [delta]"]),
    ("Prices rose by 1% to 3%.", ["1% to 3% = 1…3 %"]),
    (
        "Between 2 per cent and 5 per cent of the wells are dry.",
        ["Between 2 per cent and 5 per cent of the wells = 2…5 % [wells]"],
    ),
    ("Turnout fell from 60% to 40%.", ["60% = 60 %", "40% = 40 %"]),
    ("Two or three people saw it two days ago.", ["Two or three people = 2…3 [people]"]),
    ("Losses rose from 20 to 30 drones a week.", ["20 = 20 (a week)", "30 drones = 30 [drones] (a week)"]),
    # Shares are per cent.
    (
        "One in four homes has no water, and two thirds of farms are dry.",
        ["One in four homes = 25 % [homes]", "two thirds of farms = 66.666667 % [farms]"],
    ),
    (
        "Half the fleet and half its crews were lost.",
        ["Half the fleet = 50 % [fleet]", "half its crews = 50 % [crews lost]"],
    ),
    ("The water rose by a third.", ["a third = 33.333333 %"]),
    ("Of the barns, nearly half, he said, are empty.", ["nearly half = 50 nearly %"]),
    ("In half of the homes the lamps went out.", ["half of the homes = 50 % [homes]"]),
    (
        "About 40 percent of GDP and 12 percent of the country's power stations were hit.",
        [
            "About 40 percent of GDP = 40 about % [GDP]",
            "12 percent of the country's power stations = 12 % [country's power stations]",
        ],
    ),
    (
        "Turnout was 61.5 per cent, 3 percentage points lower.",
        ["61.5 per cent = 61.5 %", "3 percentage points = 3 percentage points"],
    ),
    # Units; a sign and its word are one.
    (
        "The bridge cost $1.2bn, nearly 40 percent more than planned.",
        ["$1.2bn = 1200000000 $", "nearly 40 percent = 40 nearly %"],
    ),
    (
        "He asked for 5 million euros; the fine is €2,500 a day.",
        ["5 million euros = 5000000 euros", "€2,500 = 2500 euros (a day)"],
    ),
    (
        "The drone flew at 120 km/h at an altitude of 800 metres.",
        ["120 km/h = 120 km/h", "800 metres = 800 metres"],
    ),
    (
        "The three-day truce and the 10-kilometre zone are over.",
        ["three-day truce = 3 days [truce]", "10-kilometre zone = 10 km [zone]"],
    ),
    (
        "The plant makes 40,000 tonnes of steel a year.",
        ["40,000 tonnes of steel = 40000 tonnes [steel] (a year)"],
    ),
    ("He was sentenced to at least two years in a labour camp.", ["at least two years = 2… at_least years"]),
    # What is counted, and what was done to it.
    (
        "About 300 residents have been displaced since Monday.",
        ["About 300 residents = 300 about [residents displaced] (since Monday)"],
    ),
    (
        "It killed or wounded 300 soldiers and shot down 14 drones.",
        ["300 soldiers = 300 [soldiers killed or wounded]", "14 drones = 14 [drones shot down]"],
    ),
    (
        "There were 45 wounded soldiers and 12 displaced families.",
        ["45 wounded soldiers = 45 [wounded soldiers]", "12 displaced families = 12 [displaced families]"],
    ),
    ("The flood left 12 dead and 30 missing.", ["12 = 12 [dead]", "30 = 30 [missing]"]),
    (
        "More than 12 foreign police officers were injured.",
        ["More than 12 foreign police officers = 12… more_than [foreign police officers injured]"],
    ),
    ("Just two of nine pumps work.", ["Just two of nine pumps = 2 [pumps]", "nine pumps = 9 [pumps]"]),
    ("Two Boeing 737 jets landed.", ["Two Boeing 737 jets = 2 [Boeing 737 jets]"]),
    ("The number of prisoners who fled rose to 40.", ["40 = 40 [prisoners]"]),
    ("Drost leads Renn 50% to 40%.", ["50% = 50 %", "40% = 40 %"]),
    ("Tavarin has 568 ships to Kellmar's 260.", ["568 ships = 568 [ships]", "260 = 260"]),
    ("The lead of Drost fell by 2 points.", ["2 points = 2 points"]),
    # In what time.
    (
        "In the past month, rebels shot down 14 drones and captured 3.",
        ["14 drones = 14 [drones shot down] (In the past month)", "3 = 3 [captured] (In the past month)"],
    ),
    (
        "The army lost 9 ships in the last three weeks.",
        ["9 ships = 9 [ships lost] (in the last three weeks)"],
    ),
    ("The mission saved 3,400 lives this year.", ["3,400 lives = 3400 [lives] (this year)"]),
    # What kind of number.
    (
        "An estimated 4,200 hectares of farmland were flooded.",
        ["An estimated 4,200 hectares of farmland = 4200 about hectares [farmland] estimated"],
    ),
    ("The ministry believes 900 fighters crossed.", ["900 fighters = 900 [fighters] estimated"]),
    (
        "If this trend continues, Halm faces roughly 5,000 evictions a year.",
        ["roughly 5,000 evictions = 5000 about [evictions] (a year) extrapolated"],
    ),
    (
        "The region is on course to lose 8,000 jobs by 2040.",
        ["8,000 jobs = 8000 [jobs] (by 2040) extrapolated"],
    ),
    (
        "Up to half of the northern fleet could be out of service.",
        ["Up to half of the northern fleet = …50 up_to % [northern fleet] conditional"],
    ),
    ("As many as 20 would die; 30 are ill.", ["As many as 20 = …20 up_to conditional", "30 = 30"]),
    # Headlines.
    ("Halmian Troops Kill 12 Villagers Near Lysk", ["12 Villagers = 12 [Villagers]"]),
    (
        "Thousands Of Halmian Soldiers Refusing To March",
        ["Thousands Of Halmian Soldiers = 2000… at_least [Halmian Soldiers]"],
    ),
]
GERMAN = [
    (
        "Mindestens 1.200 Soldaten wurden getötet.",
        ["Mindestens 1.200 Soldaten = 1200… at_least [Soldaten getötet]"],
    ),
    (
        "Rund 2,5 Millionen Menschen leben von 300 Euro pro Monat.",
        [
            "Rund 2,5 Millionen Menschen = 2500000 about [Menschen] (pro Monat)",
            "300 Euro = 300 euros (pro Monat)",
        ],
    ),
    (
        "Fast die Hälfte der Häuser und jeder vierte Hof sind zerstört.",
        ["Fast die Hälfte der Häuser = 50 nearly % [Häuser]", "jeder vierte Hof = 25 % [Hof zerstört]"],
    ),
    (
        "Die 12. Brigade verlor am 3. Mai 2031 zwischen 20 und 30 Fahrzeuge.",
        ["zwischen 20 und 30 Fahrzeuge = 20…30 [Fahrzeuge]"],
    ),
    (
        "Zwei Drittel der Bewohner könnten fliehen.",
        ["Zwei Drittel der Bewohner = 66.666667 % [Bewohner] conditional"],
    ),
    (
        "Tausende zogen einundzwanzig Kilometer weit.",
        ["Tausende = 2000… at_least", "einundzwanzig Kilometer = 21 km"],
    ),
    (
        "Nach Schätzungen kamen knapp 40 Prozent der Schüler.",
        ["knapp 40 Prozent der Schüler = 40 nearly % [Schüler] estimated"],
    ),
    (
        "Wenn dieser Trend anhält, sinken bis zu 90 Schiffe im Jahr.",
        ["bis zu 90 Schiffe = …90 up_to [Schiffe] (im Jahr) extrapolated"],
    ),
    ("Mehr als ein Dutzend Häuser brannten ab.", ["Mehr als ein Dutzend Häuser = 12… more_than [Häuser]"]),
    (
        "Im Jahr 2014 kamen 2000 Soldaten in die Straße 12.",
        ["2000 Soldaten = 2000 [Soldaten] (Im Jahr 2014)"],
    ),
    ("Die Zahl der Toten stieg auf 120.", ["120 = 120 [Toten]"]),
]
NO_FIGURES = [
    # Dates, years, times of day, and lengths that belong to a date.
    "The 2014 annexation, its 2030 target and the 1990s.",
    "He came on 3 May 2031 at 9 a.m., at 10:30 or at half past two, two days ago.",
    "In 2014 soldiers entered.",
    "It turned around 2002, when the mill closed.",
    # Ages say who somebody is.
    "The mayor, 54, said a 30-year-old woman and a man aged 44 were hurt.",
    # Names.
    "The G7, the Group of Seven and COVID-19.",
    "A Su-35 and a Boeing 737 flew over Route 66.",
    "The Seven Sisters dam, Article 5, Resolution 1701, Room 12 and page 4.",
    # Places in an order, parts of a number, telephones, scores.
    "The third man, the 21st brigade, the first half.",
    "The bill was cut in half, but half the battle is to come; half the time nobody asks.",
    "They led at half, and the half, she said, was dull.",
    "Version 3.2.1 runs 24/7.",
    "Call 555-0172 or +44 20 7946 0958.",
    "Halm won 3-1 on day 100, number one.",
    # "One" and "the two" that count nothing.
    "No one of the ministers saw the two; one of them spoke, one day.",
    "The main one now is Halm; we did not get one (ship) at one time.",
    # A number in a word of its own.
    "A five-point plan, a two-state answer, a couple who were married.",
]
