"""What stands before a colon without speaking: "Norway: Two ships collide", "Bus strike: Drivers go"."""

from __future__ import annotations

from collections.abc import Sequence

from sources.ingest.sentences import words_of

#: Countries and regions. Those whose government is often called so and speaks (US, UK, EU) are left out.
PLACES = words_of("""
    afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas bahrain
    bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria
    burundi cambodia cameroon canada chad chile china colombia comoros congo croatia cuba cyprus czechia
    denmark djibouti dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia
    germany ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran
    iraq ireland israel italy jamaica japan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia
    lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali
    malta mauritania mauritius mexico micronesia moldova monaco mongolia montenegro morocco mozambique myanmar
    namibia nauru nepal netherlands nicaragua niger nigeria norway oman pakistan palau palestine panama
    paraguay peru philippines poland portugal qatar romania russia rwanda samoa senegal serbia seychelles
    singapore slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan
    tanzania thailand togo tonga tunisia turkey turkmenistan tuvalu uganda ukraine uruguay uzbekistan vanuatu
    venezuela vietnam yemen zambia zimbabwe africa asia europe america balkans caucasus sahel scandinavia gaza
    crimea donbas kashmir kurdistan tibet xinjiang catalonia
""") | frozenset((
    "south korea", "north korea", "south africa", "south sudan", "saudi arabia", "sri lanka", "new zealand",
    "costa rica", "el salvador", "sierra leone", "burkina faso", "ivory coast", "cape verde", "san marino",
    "north macedonia", "papua new guinea", "dominican republic", "czech republic", "hong kong", "west bank",
    "gaza strip", "middle east", "far east", "horn of africa", "latin america", "eastern europe",
))  # fmt: skip
#: What newsrooms put before a line of their own.
RUBRICS = words_of("""
    correction corrections clarification clarifications update updates live breaking exclusive opinion
    editorial comment commentary analysis explainer explained background watch video videos photos pictures
    gallery podcast interview review profile obituary factbox timeline infographic quiz recap summary
    briefing newsletter news sport sports business weather culture politics world note notice warning advisory
    related more caption byline question questions answer answers frage antwort
""") | frozenset(
    ("the latest", "fact box", "fact check", "in pictures", "in brief", "at a glance", "read more")
)
#: Nouns of what happens, on which no label of a speaker ends.
EVENTS = words_of("""
    war conflict crisis strike strikes walkout election elections referendum ballot attack attacks bombing
    shooting explosion blast fire wildfire fires flood floods flooding earthquake quake storm hurricane
    tsunami drought heatwave crash collision derailment collapse accident disaster outage blackout blockade
    siege invasion offensive counteroffensive ceasefire truce talks summit deal dispute row scandal affair
    coup protest protests riot riots unrest trial murder killing kidnapping hack cyberattack leak leaks
    pandemic epidemic outbreak inflation recession shortage shortages reform budget tariffs sanctions climate
    migration energy health sports football tennis
""")
#: Between two topics: "Ports over parks".
BETWEEN = words_of("over after amid vs vs. versus")
#: Words of whoever speaks: behind them even a country's name is a speaker's.
OWN = words_of("we our us i my me")


def is_topic(label: Sequence[str], content: Sequence[str]) -> bool:
    """Tell whether a label says what a line is about and not whose words they are.

    label, content: their tokens in small letters. A place speaks where the words behind say "we" or "our".
    """
    words = [word for word in label if word not in ("the", "a", "an")]
    name = " ".join(words)
    if name in RUBRICS or " ".join(label) in RUBRICS:
        return True
    if not BETWEEN.isdisjoint(label) or (words and words[-1] in EVENTS):
        return True
    return name in PLACES and OWN.isdisjoint(content)
