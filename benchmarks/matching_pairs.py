"""Rewordings of invented claims, each with claims that are easily taken for the one meant."""

from typing import NamedTuple


class Pair(NamedTuple):
    """A statement, the claim it belongs to, and claims of the same topic that it does not belong to."""

    statement: str
    claim: str
    others: tuple[str, ...]


PAIRS = (
    Pair(
        "Brevin's navy chief told a radio station his divers had blown up the pier at Halm.",
        "The navy of Brevin destroyed the pier of Halm",
        ("The navy of Brevin repaired the pier of Halm", "The navy of Aldany destroyed the pier of Lysk"),
    ),
    Pair(
        "Some 200 dockers lost their jobs when the yard in Kellmar shut, the union said.",
        "The closing of the Kellmar shipyard cost 200 jobs",
        ("The closing of the Kellmar shipyard cost 300 jobs", "The Kellmar shipyard hired 200 workers"),
    ),
    Pair(
        "We never fired on the ferry, the general insisted.",
        "The army of Aldany fired on the Velm ferry",
        ("The army of Aldany inspected the Velm ferry", "The police of Brevin stopped the Velm ferry"),
    ),
    Pair(
        "According to the mayor, the dam above Treska had been leaking for weeks before it gave way.",
        "The Treska dam leaked for weeks before it broke",
        ("The Treska dam was inspected a week before it broke", "The Orm dam leaked for weeks"),
    ),
    Pair(
        "Minister Odran Pell took money from the cement firm, the newspaper reports.",
        "Odran Pell accepted bribes from a cement company",
        ("Odran Pell returned a gift of a cement company", "Ivo Pell accepted bribes from a railway company"),
    ),
    Pair(
        "Nurses at Velm's main clinic said there had been no power for eleven days.",
        "The hospital of Velm was without electricity for eleven days",
        ("The hospital of Velm was without water for eleven days", "Velm had no electricity for two days"),
    ),
    Pair(
        "The convoy carried grain, not weapons, a spokeswoman for the relief agency said.",
        "The relief convoy to Tarrow carried weapons",
        ("The relief convoy to Tarrow carried grain", "The relief convoy to Lysk was turned back"),
    ),
    Pair(
        "Prices of bread in the capital have doubled since the border was shut, the statistics office says.",
        "Bread costs twice as much in the capital since the closing of the border",
        (
            "Bread has become cheaper in the capital",
            "Fuel costs twice as much since the closing of the border",
        ),
    ),
    Pair(
        "Two of the missing climbers were found alive near the Sarn glacier, rescuers announced.",
        "Rescuers found two missing climbers alive at the Sarn glacier",
        ("Rescuers found two missing climbers dead at the Sarn glacier", "Five climbers are missing at Sarn"),
    ),
    Pair(
        "He accused the opposition leader Mara Teel of having secretly met the Aldanian ambassador.",
        "Mara Teel secretly met the ambassador of Aldany",
        ("Mara Teel publicly met the ambassador of Brevin", "Mara Teel refused to meet the ambassador"),
    ),
    Pair(
        "Aldany's air force says it downed nine of the fourteen drones launched at Orm overnight.",
        "The air force of Aldany shot down nine of fourteen drones over Orm",
        ("The air force of Aldany shot down all fourteen drones over Orm", "Nine drones hit Orm"),
    ),
    Pair(
        "The archive was torched to hide land records, villagers allege.",
        "The Relva archive was set on fire to destroy the land registry",
        ("The Relva archive burned because of a faulty cable", "The land registry of Relva was digitised"),
    ),
    Pair(
        "A leaked memo shows the ministry knew of the poisoned wells in Lower Fenn as early as spring.",
        "The ministry knew since spring that wells in Lower Fenn were poisoned",
        ("The ministry learned in autumn of the wells in Lower Fenn", "The wells in Lower Fenn are clean"),
    ),
    Pair(
        "“Not a single ballot was burned,” the head of the election commission said.",
        "The election commission burned ballots",
        ("The election commission recounted ballots", "The election commission printed too many ballots"),
    ),
    Pair(
        "Half a million people have fled the north since the flood, the Red Lantern society estimates.",
        "The flood drove 500,000 people out of the north",
        ("The flood drove 50,000 people out of the south", "The flood killed 500 people in the north"),
    ),
    Pair(
        "Police beat protesters outside the parliament in Brevin City, three witnesses told us.",
        "The police of Brevin City beat protesters at the parliament",
        (
            "Protesters beat police at the parliament of Brevin City",
            "The police of Brevin City arrested nobody",
        ),
    ),
    Pair(
        "The tunnel will be finished by 2034, two years late, engineers admit.",
        "The Ister tunnel opens two years late, in 2034",
        ("The Ister tunnel opens on time, in 2032", "The Ister bridge opens two years late"),
    ),
    Pair(
        "Kellmar's port authority rejects the charge that oil was dumped into the bay.",
        "The port of Kellmar let oil into the bay",
        ("The port of Kellmar cleaned the bay of oil", "A tanker of Aldany lost oil off Kellmar"),
    ),
    Pair(
        "Journalist Sefa Orlin has been held without charge for a month, her lawyer says.",
        "Sefa Orlin is in custody without charge",
        ("Sefa Orlin was charged with espionage", "The lawyer of Sefa Orlin is in custody"),
    ),
    Pair(
        "Soldiers from Aldany crossed the Velm river under cover of fog, the governor said.",
        "Troops of Aldany crossed the river Velm",
        ("Troops of Brevin crossed the river Velm", "Troops of Aldany left the banks of the river Velm"),
    ),
    Pair(
        "The bank's collapse wiped out the savings of 40,000 pensioners, the watchdog found.",
        "40,000 pensioners lost their savings through the failure of the Meridian bank",
        ("4,000 pensioners lost their savings through the Meridian bank", "The Meridian bank was rescued"),
    ),
    Pair(
        "Contrary to what the governor claims, no school in Tarrow was hit, monitors say.",
        "A school in Tarrow was hit by shells",
        ("A hospital in Tarrow was hit by shells", "A school in Tarrow was reopened"),
    ),
    Pair(
        "It was a gas leak and nothing else that levelled the block on Mill Street, the fire chief said.",
        "A gas leak destroyed the house in Mill Street",
        ("A bomb destroyed the house in Mill Street", "A gas leak was found in Quay Street"),
    ),
    Pair(
        "Vaccines past their date were given to children in Dorva, a nurse disclosed.",
        "Children in Dorva received expired vaccines",
        ("Children in Dorva received no vaccines", "Adults in Dorva received expired painkillers"),
    ),
    Pair(
        "The president's brother owns the quarry through a shell company, documents show.",
        "A brother of the president secretly owns the Gralm quarry",
        ("A brother of the president sold the Gralm quarry", "The state owns the Gralm quarry"),
    ),
    Pair(
        "Train 407 ran a red signal before the crash at Osk, investigators concluded.",
        "Train 407 passed a signal at danger before the Osk collision",
        ("A broken rail caused the Osk collision", "Train 704 stopped before the Osk collision"),
    ),
    Pair(
        "More than 70 hostages are still being held in the mine, negotiators believe.",
        "Over 70 hostages are held in the Ulver mine",
        ("All hostages left the Ulver mine", "Seven hostages are held in the Ulver mine"),
    ),
    Pair(
        "The embassy dismissed all insinuations that its attaché bought the stolen maps.",
        "An attaché of the embassy bought stolen maps",
        ("The embassy returned stolen maps", "An attaché of the embassy was expelled"),
    ),
    Pair(
        "Harvests fell by a third after the pesticide was banned, farmers complain.",
        "The ban of the pesticide cut harvests by a third",
        ("The ban of the pesticide raised harvests", "Drought cut harvests by a third"),
    ),
    Pair(
        "Telecom engineers found listening devices in the offices of the Courier.",
        "The offices of the Courier were bugged",
        ("The offices of the Courier were searched", "The editor of the Courier resigned"),
    ),
)
