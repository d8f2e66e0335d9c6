"""Sentences and how they are read: [S speaker] [C cue] [Q content]; a digit tells statements apart.

A table to read: each group is a construction, each row a sentence about a country that is not there.
"""

from tests.claims.extract.sentences_other import DEEDS, NOTHING, RECORDS, RELATIVES, UNSAID

VERB_BEFORE = [
    "[S The ministry] [C said] [Q that the road to Ems was closed].",
    "[S The ministry] [C said] [Q the road to Ems was closed].",
    "[S He] [C says] [Q he never signed the order].",
    "[S Mara Velik, the mayor of Halm,] [C said] [Q the bridge would reopen in May].",
    "[S Mara Velik (Unity)] [C insisted] [Q that the bridge was safe].",
    "[S The head of the water office in Halm] [C has denied] [Q that the wells were poisoned].",
    "On Monday [S the army] [C announced] [Q that two soldiers had died].",
    "In a statement on Tuesday, [S the army] [C confirmed] [Q that two soldiers had died].",
    "[S The army] [C said] in a statement on Tuesday [Q that two soldiers had died].",
    "[S The army] [C said] on Tuesday [Q the bridge had been hit].",
    "[S Velik and Oren] [C warned] [Q that the dam could break].",
    "As [S the mayor] [C has pointed out], [Q the bridge is older than the town].",
    "After [C saying] [Q the bridge was safe], [S the mayor] left the room.",
    "[S Several engineers] [C cautioned], as did the union, [Q that the bridge could fall].",
    "[S The minister] [C did not say] [Q whether the talks would go on].",
    "[S She] [C explained] [Q why the school had to close].",
    "[S Police] [C say] [Q they found no weapons].",
    "[S A clerk at the port, who asked not to be named,] [C said] [Q that the crane had been sold].",
    "[S Data from the weather office] [C show] [Q that the river has risen].",
    "[S Sources close to the board] [C claim] [Q the mill was sold].",
    "[S The post] [C said] [Q it opened at 6 a.m.] Local people waited.",
]

VERB_BEHIND = [
    "[Q The road to Ems was closed], [S the ministry] [C said].",
    "[Q The road to Ems was closed], [S the ministry] [C said] on Monday.",
    "[Q But the pilots never saw the tower], [S a source] [C said].",
    "[Q The road], [S the ministry] [C said], [Q was closed].",
    "[Q The vote was fair], [C said] [S Ada Weber, who led the observers].",
    "[Q In May the wells were full], [S the water office] [C said].",
    "[Q The dam is safe], [S Jon Oren (R-Halm)] [C told] the Courier on Friday.",
]

QUOTATIONS = [
    "[Q “We will rebuild the bridge,”] [S she] [C said].",
    "[Q “We will rebuild the bridge,”] [C said] [S Mara Velik, the mayor of Halm].",
    '[Q "We will rebuild the bridge,"] [S Velik] [C said] on Monday.',
    "[Q ''We will rebuild the bridge,''] [S Velik] [C said].",
    "[Q «We will rebuild the bridge,»] [S Velik] [C said].",
    "[Q „We will rebuild the bridge,“] [S Velik] [C said].",
    "[Q ‘We will rebuild the bridge,’] [S Velik] [C said].",
    "[Q 'We will rebuild the bridge,'] [S Velik] [C said].",
    "[S She] [C said]: [Q “We will rebuild the bridge. It takes a year.”]",
    "[S She] [C said], [Q “We will rebuild the bridge.”]",
    "[Q “Will it hold?”] [S Oren] [C asked].",
    "[Q “We will rebuild,”] [S she] [C said]. [Q “It will take a year and much money.”]",
    "[Q “We will,”] [S she] [C said], [Q “rebuild the bridge.”]",
    "[Q “We will rebuild,”] [S she] [C said], looking at the river, [Q “and it will hold.”]",
    "[Q The bridge “was never safe to begin with,”] [S she] [C said].",
    "As for the bridge, [Q “nobody in the office had the plans,”] [S she] [C said].",
    "Asked about the bridge, [S Oren] [C said], [Q “Nobody had the plans.”]",
    "[S The report] [C called] [Q the bridge “a danger to all who cross it”].",
    "[Q “The mayor told me ‘it is not my bridge’ and left,”] [S Oren] [C said].",
    "[Q “We will rebuild the bridge, whatever it may take.”] [C —] [S Mara Velik]",
    "[S VELIK][C :] [Q We will rebuild the bridge, whatever it may take.]",
    "[C Said] [S Oren]: [Q “The plans are lost.”]",
]

REPORTED = [
    "[Q “They do not let them surrender,”] [S Oren] [C is reported to have said].",
    "[S Velik] [C was quoted as saying] [Q that the bridge was safe].",
    "[Q Oren] [C is said] [Q to have signed the order].",
    "It [C was reported] [Q that the bridge had fallen].",
    "[S The Courier] [C quoted] [Q the Post, a paper in Ems, as saying the bridge had fallen].",
    "[S The ministry] this week published a report [C saying] [Q prisoners had been beaten].",
    "[S She] went on [C to say] [Q that the bridge was old].",
    "[C According to] [S the Post], [Q both the mayor and the minister claim that the bridge is safe].",
]

ACCORDING = [
    "[C According to] [S police], [Q the driver left the car].",
    "[Q The driver left the car], [C according to] [S police].",
    "[C According to] [S Ada Weber, a lawyer], [Q the driver left the car].",
    "[Q The bank lost nine million last year], [C according to] [S a report by the audit office].",
    "[C In] [S the union's] [C view], [Q the mill should close].",
    "[C In] [S her] [C words], [Q the dam is a ruin].",
]

OBJECTS = [
    "[S Oren] [C accused] [Q the mayor of hiding the plans].",
    "[S Oren] [C accused] [Q the mayor, who left in May, of hiding the plans].",
    "[S Oren] [C accused] [Q the head of the port, Jan Kett, of hiding the plans].",
    "[S The union] [C called] [Q the mayor's plan on Monday “a gift to the rich”].",
    "[S Oren] [C accused] [Q the port on Tuesday of hiding the plans].",
    "[S Oren] [C rejected] [Q calls for his resignation], however.",
    "[S The mayor] [C put] [Q the number at 17] on Friday.",
    "[S The town hall] [C puts] [Q the figure at fewer than 2,500].",
    "The mayor put the lamp at the door.",
    "[S Oren] [C alleged] – without giving proof – [Q that the mill was sold].",
    "[S The union] [C criticised] [Q the plan] on Monday.",
    "[S The company] [C rejected] [Q the allegations] in a statement.",
    "[S The union] [C called for] [Q cheaper tickets, including those to Ems], on Friday.",
    "[S The union] [C called for] [Q the minister to resign].",
    "[S Velik] [C urged] [Q residents to boil their water].",
    "[S The company] [C promised] [Q to pay every worker].",
    "[Q The mayor] [C was accused] [Q of hiding the plans].",
    "[Q The mayor] [C was praised] by [S the union].",
]

SEVERAL = [
    "[S She] [C said] [Q the bridge was old], [C2 adding] [Q2 that it had cracks].",
    "[Q “It is old,”] [S she] [C said], [C2 adding] [Q2 that it had cracks].",
    "[S She] [C said] [Q the bridge was old] and [C2 warned] [Q2 that it would fall].",
    "[S She] [C said] [Q the bridge was old], but [S2 Oren] [C2 said] [Q2 that it was safe].",
    "[S She] [C said] [Q the bridge was old]; [S2 Oren] [C2 denied] [Q2 that it was unsafe].",
]

NOUNS = [
    "Nobody believed [S the minister's] [C claim] [Q that the wells were full].",
    "The bank was silent on [S his] [C assertion] [Q that the wells were full].",
    "The strike followed [S the company's] [C promise] [Q to pay every worker].",
    "[S Tarnland] has answered to [S2 Red Palace] [C2 accusations] [Q2 its navy had shelled boats], "
    "[C saying] [Q that no ship had left].",
    "Oren was asked about [S her] [C allegation] [Q he had taken money].",
    "The [C claim] [Q that the bridge was safe] drew laughter.",
    "[S His] [C warning] [Q that the dam would break] came too late.",
    "[S The mayor's] [C claim] [Q that the wells were clean] was met with silence.",
    "[S The union's] [C allegation] [Q that guards had been beaten and robbed] has never been tried.",
    "The [C claim] [Q that the mayor lied] drew laughter.",
    "The [C claim] [Q that the dam collapsed in May] drew laughter.",
    "[S Her] [C claim] [Q that the mill was sold in May] is false.",
    "[S His] [C claim] [Q that he had never met Dorn] was contradicted by Velik.",
    "[S His] [C warning] [Q that the dam, built in 1930, could break] has been ignored.",
    "The [C allegation] [Q that the mayor, who left in May, took the money] remains untested.",
    "[S The union's] [C statement] [Q that no shots were fired] contradicts the footage.",
    "[S The army's] [C claim] [Q that it shot down nine planes] could not be verified.",
    "The Courier could not verify [S Velik's] [C claim] [Q that the wells were poisoned].",
    "[S The ministry] [C gave assurances] [Q that the water was clean].",
    "[S The mayor] [C made the claim] [Q that nobody was hurt].",
    "It ignored [C warnings] from [S the central bank] [Q that prices would rise].",
    "[C Claims] by [S the mayor] [Q that the mill was safe] have been disputed.",
    "Reports from Ems that the mill was sold were false.",
    "[S The panel] [C came to the conclusion] [Q that the mill was sold].",
    "[S The panel] [C reached the conclusion] [Q that the mill was sold].",
    "[S Oren] [C was adamant] [Q the mill was safe].",
]

JUDGED = [  # what somebody else says of it is no part of the accusation
    "[S The ministry] [C accused] [Q Kellmar of shooting ten guards] in what [S2 Halm] [C2 said] "
    "[Q2 constituted a “war crime,”] after months of quiet.",
    "Ten guards were shot in what [S the mayor] [C said] [Q was a crime].",
    "The council sold the mill in what [S the union] [C described] as [Q a scandal].",
    "[S Velik] [C said] [Q that ten guards were shot] in what [S2 Oren] [C2 called] [Q2 an ambush].",
    "[S Velik] [C said] [Q that ten guards were shot in what she called an ambush].",
]

ENDS = [  # where content ends: with its clause, before somebody else's words
    "[S The council] [C said] [Q the fire began in Ems], which [S2 the army] [C2 said] [Q2 it had retaken].",
    "[S The council] [C said] [Q the fire broke out in Ems, which has no fire brigade].",
    "[S Velik] [C said] [Q the mill would close], in the latest blow to the town.",
    "[S Velik] [C said] [Q the mill would close], her third such promise in a year.",
    "[S Velik] [C said] [Q the mill would close], contradicting the mayor.",
    "[S Velik] [C said] [Q the mill would close], without giving details.",
    "[S Velik] [C said] [Q the mill would close], two days after the union had walked out.",
    "[S Velik] [C said] [Q that the mill was safe], hours before it burnt down.",
    "[S Velik] [C said] [Q the mill would close], despite having been told to wait.",
    "[S Velik] [C said] [Q the mill would close], which [S2 the union] [C2 called] [Q2 a scandal].",
    "[S Velik] [C said] [Q the mill would close in May, the first time in ten years].",
    "[S Velik] [C said] [Q the mill, which Oren built in 1930, would close].",
    "[S Velik] [C said] [Q 40 people were hurt, many of them children].",
    "[S Oren] [C insisted] [Q he did nothing wrong] after [S2 police] [C2 alleged] [Q2 he took money].",
    "[S Velik] [C said] [Q the dam broke after the port ignored his letters].",
    "[Q The mill is safe], [S Velik] [C said], a day after it burnt.",
    "[S Velik] [C warned] [Q the dam could break, while Oren played it down].",
    "Oren, [S who] [C contends] [Q that the bridge was never safe], was not asked.",
    "The rule, which [S critics] [C say] [Q harms small firms], was praised.",
    "[S The port] [C said]: [Q “It was old when it was bought,”] [C2 adding] [Q2 that nobody was hurt].",
    "[Q The guard “had a key,”] [S Velik] [C said], and still [Q “could not get in”].",
]

SUBJECTS = [  # who speaks, where the phrase before the verb is more than a name
    "In May [S footage] emerged [C showing] [Q three guards beating a clerk].",
    "Last year [S a letter] has surfaced [C saying] [Q that the wells were poisoned].",
    "In an interview [S Velik] [C declared] [Q “the bridge may be old”].",
    "[S Oren] took to the airwaves [C to deny] [Q that he had a key].",
    "As [S one clerk] [C pointed out] in a letter, [Q the gate has no lock].",
    "[S The mayor] [C says] tonight [Q she will not resign].",
    "Asked if Tarnland would respond with force, [S Velik] [C said] only [Q that “all is open”].",
    "[S Groups] [C condemned] [Q the plan], with [S2 Green Tarn] [C2 calling] [Q2 it “a gift”].",
    "[Q The firm knew of the leak], [S documents] [C show].",
]

HEADLINES = [
    "Kellmar: [S Officials] [C say] [Q the bridge is shut]",
    "Velm: [S Mayor] [C denies] [Q he knew]",
    "[S Halm ministry][C :] [Q Bridge is safe]",
    "[S Mara Velik][C :] [Q Bridge is safe]",
    "[S Norway][C :] [Q We will pay for the bridge]",
    "[S Mayor on bus strike][C :] [Q “This must not happen again”]",
    "Norway: Two ships collide near the bridge",
    "South Korea: Two ships collide near the bridge",
    "The latest: Two ships collide near the bridge",
    "CORRECTION: The bridge opened in May",
    "Bus strike: Drivers walk out in Halm",
    "Ports over parks: How Halm spends its money",
]

TABLES = {
    "a verb before its content": VERB_BEFORE,
    "a verb behind its content": VERB_BEHIND,
    "quotations": QUOTATIONS,
    "what is reported of somebody": REPORTED,
    "according to": ACCORDING,
    "something named after the verb": OBJECTS,
    "several in one sentence": SEVERAL,
    "nouns": NOUNS,
    "what it is said to be": JUDGED,
    "where content ends": ENDS,
    "who is meant": SUBJECTS,
    "a deed": DEEDS,
    "a clause about who speaks": RELATIVES,
    "a record": RECORDS,
    "nobody is named": UNSAID,
    "nothing": NOTHING,
}
