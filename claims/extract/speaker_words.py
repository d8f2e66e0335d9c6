"""Words that say what sort of thing speaks: offices, bodies, people, documents, first names."""

from __future__ import annotations

from claims.extract.first_names import HE_NAMES, SHE_NAMES
from sources.ingest.sentences import words_of as _words

#: What stands before a name without belonging to it, or alone for a person. German ones stand beside them.
OFFICES = _words("""
    businessman partner businesswoman rival republican democrat challenger opponent
    spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen minister
    ministers president presidents premier chancellor governor governors mayor mayors senator senators
    congressman congresswoman lawmaker deputy deputies ambassador ambassadors envoy envoys secretary chairman
    chairwoman chairperson chair chairmen chief chiefs head director directors commissioner commissioners
    commander commanders general colonel major captain lieutenant sergeant admiral marshal officer officers
    prosecutor attorney lawyer lawyers judge judges justice king queen prince princess pope bishop archbishop
    imam rabbi professor analyst expert economist researcher scientist historian engineer doctor nurse
    surgeon activist campaigner author journalist reporter correspondent editor founder co-founder owner
    manager executive ceo cfo vice-president treasurer leader leaders speaker whip adviser advisor aide aides
    counsel inspector detective constable sheriff superintendent coach captain trainer striker representative
    delegate councillor councilman councilwoman ombudsman ombudswoman auditor comptroller controller
    coordinator negotiator mediator rapporteur monitor observer organiser organizer farmer fisherman driver
    pilot skipper witness survivor resident neighbour neighbor teacher student pupil father mother brother
    sister son daughter wife husband widow uncle aunt cousin master candidate nominee incumbent diplomat
    consul attaché fellow veteran undersecretary politician strategist pollster lobbyist consultant
    specialist singer actor actress sprecher sprecherin präsident präsidentin ministerin kanzler kanzlerin
    bürgermeister bürgermeisterin außenminister außenministerin innenminister innenministerin
    verteidigungsminister verteidigungsministerin chef chefin leiter leiterin vorsitzende vorsitzender
    ministerpräsident ministerpräsidentin abgeordnete abgeordneter richter richterin
""")

#: Offices that one person holds at a time: with their place they name somebody.
UNIQUE = _words(
    "minister president premier chancellor governor mayor ambassador secretary chairman chairwoman "
    "chairperson "
    "chief director commissioner commander prosecutor king queen prince pope archbishop ombudsman "
    "ombudswoman "
    "treasurer speaker consul superintendent head ministerin präsident präsidentin kanzler kanzlerin "
    "bürgermeister"
)
#: Offices that speak for somebody else: without a name they are unnamed, with the body kept.
MOUTHPIECES = _words(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen sprecher sprecherin aide adviser "
    "advisor representative officer lawyer attorney officials official aides"
)

TITLES = _words(
    "mr mrs ms miss dr prof sir dame lord lady rev herr frau mr. mrs. ms. dr. prof. rev. "
    "gen. col. "
    "capt. lt. sgt. sen. rep. gov. maj."
)

#: Nouns of bodies. As the last word of a name they make it one; alone they point back to one.
BODIES = _words("""
    ministry ministries department government cabinet parliament senate congress assembly council committee
    commission authority agency bureau board office court tribunal police army navy military force forces
    guard corps embassy consulate mission delegation party parties alliance coalition union federation
    association society institute institution university college school hospital clinic company firm
    corporation group bank fund foundation charity organisation organization ngo trust network club campaign
    team staff service administration presidency chancellery kremlin secretariat side chamber headquarters
    command brigade battalion regiment directorate inspectorate registry operator airline airport port
    shipyard railway manufacturer maker developer supplier regulator watchdog think-tank thinktank
    broadcaster newspaper paper magazine daily weekly channel station website site portal outlet publication
    publisher movement opposition faction municipality city town county prosecution defence defense
    intelligence panel inquiry centre center ministerium regierung behörde polizei gericht partei botschaft
    armee verband konzern gewerkschaft staatsanwaltschaft parlament bundesregierung außenministerium
    innenministerium verteidigungsministerium
""")

#: People (or bodies of them) whom nobody names.
UNNAMED = _words("""
    official officials source sources person people witness witnesses resident residents local locals analyst
    analysts expert experts critic critics observer observers diplomat diplomats insider insiders activist
    activists campaigner campaigners protester protesters prosecutors investigators lawyers lawmakers
    deputies officers soldiers commanders troops aides advisers advisors negotiators rescuers medics doctors
    scientists researchers economists historians engineers workers employees colleagues friends relatives
    neighbours neighbors family families survivors passengers students teachers parents farmers fishermen
    drivers traders investors man woman men women someone somebody others some many several opponents
    supporters voters leaders ministers authorities spokespeople bystanders onlookers users journalists
    reporters monitors police-officers executives managers executive guards veteran veterans spectators
    villagers islanders pilots pilot soldier officer employee worker commentator commentators politicians
    members member rebels separatists beamte quelle quellen augenzeugen zeugen experten kritiker anwohner
    beobachter
""")

#: Those that are many: "they" may stand for them.
UNNAMED_BODIES = _words("authorities police prosecutors rebels separatists")

#: What speaks as a document.
RECORDS = _words("""
    ad ads advert commercial editorial editorials slide slides video videos footage clip clips intercept
    intercepts recording recordings tape tapes audio photo photos photograph photographs image images picture
    pictures document documents memo memos email emails transcript transcripts letter letters report reports
    study studies survey surveys poll polls dossier file files log logs record records audit review ruling
    verdict judgment indictment complaint affidavit filing filings paper analysis data figures statistics
    diary message messages leaflet bericht berichte studie aufnahmen dokument dokumente
""")

#: Words of somebody that was named before: "the statement read", "the post said".
UTTERANCES = _words(
    "statement post update message tweet thread release letter briefing notice communique communiqué report "
    "announcement blog article interview note caption release erklärung mitteilung"
)

#: Documents that nobody's words are, whoever made them.
RECORDINGS = _words("""
    video videos footage clip clips intercept intercepts recording recordings tape tapes audio photo photos
    photograph photographs image images image picture pictures transcript transcripts aufnahmen
""")

#: Bodies that are firms, papers or clubs: "the company" may stand for a name that does not say what it is.
COMPANIES = _words("""
    company firm corporation manufacturer maker developer operator airline supplier bank broadcaster
    newspaper outlet publication website portal agency channel station organisation organization group
    charity ngo
""")

#: Bodies of the state: no company points back to them.
PUBLIC = _words("""
    ministry department government parliament senate council court police army navy military embassy cabinet
    ministerium regierung polizei
""")

HE = _words("he him his er")
SHE = _words("she her")
THEY = _words("they them")
IT = _words("it es")
#: Somebody who writes or is spoken to: nobody that the text names.
I_AND_YOU = _words("i me you ich")
PRONOUNS = HE | SHE | THEY | IT | I_AND_YOU

HE_WORDS = _words(
    "mr mr. sir lord herr spokesman chairman congressman councilman ombudsman king prince pope father "
    "brother son "
    "husband uncle widower fisherman man actor sprecher präsident kanzler bürgermeister"
)
SHE_WORDS = _words(
    "mrs mrs. ms ms. miss dame lady frau spokeswoman chairwoman congresswoman councilwoman ombudswoman queen "
    "princess mother sister daughter wife aunt widow woman actress sprecherin präsidentin kanzlerin "
    "ministerin"
)
#: Words with a capital at the head of a sentence that are no part of a name.
OPENERS = _words("""
    the a an on in at by for from to of and but or so yet as if when while after before since until although
    though however meanwhile earlier later last this that these those it he she they we you i his her their
    its our my there here both no not one two three four five six seven eight nine ten many some several few
    most all such other another any each every what who why how where which with without under over during
    despite monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december according asked speaking writing still also then now once
    even only mr mrs ms dr former acting deputy says said
""")

#: Adjectives of nations that end otherwise.
_DEMONYMS = _words("us u.s. uk u.k. eu british french german dutch greek swiss czech danish")


def is_adjective_of_a_nation(word: str) -> bool:
    """Whether a word with a capital is likely an adjective of a nation ("Tarnish")."""
    low = word.lower()
    return low in _DEMONYMS or low.endswith(("ian", "ish", "ese", "ean", "can", "aqi", "aeli"))


def gender_of(name: str, role: str) -> str:
    """ "he" or "she" where the office, a title or the first name says so, else ""."""
    words = role.lower().replace(",", " ").split()
    for word in words:
        if word in HE_WORDS:
            return "he"
        if word in SHE_WORDS:
            return "she"
    first = name.split()[0].lower() if " " in name else ""
    return "he" if first in HE_NAMES else "she" if first in SHE_NAMES else ""
