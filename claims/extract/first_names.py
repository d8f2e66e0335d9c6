"""First names that say whether somebody is "he" or "she"; those that either may have are left out."""

from __future__ import annotations

from sources.ingest.sentences import words_of as _words

HE_NAMES = _words("""
    aaron adam adrian ahmed alan albert alberto aleksandr alex alexander alfred ali alistair amir andreas
    andrei andrew andriy angus anthony antoine anton antonio arthur axel barry bastian ben benjamin bernard
    bernd bill björn bob boris brian bruno callum carl carlos cedric charles chris christian christopher
    claus colin connor craig curt cyril damian dan daniel dario david dennis derek didier diego dieter dirk
    dmitri dmitry dmytro dominic donald douglas duncan dylan edgar eduardo edward edwin elias emil emilio
    emmanuel enrique eric erik ernest ernst eugene evan fabian felix fergus fernando filip finn florian
    francis frank franz fred frederick friedrich gabriel gareth gary gavin george gerald gerard gilbert
    giorgio giovanni gordon graham greg gustav günter hamid hans harold harry hassan hector heinz helmut
    henry herbert horst howard hubert hugo ian ibrahim igor ilya ingo ismail ivan ivo jack jacob jakob james
    jan jason jean jeff jens jeremy jerome jesse jim joe johan john jon jonah jonas jonathan jonathon jorge
    jose joseph joshua juan jules julius jürgen karl keith ken kenneth kevin klaus konrad kurt lance larry
    lars lawrence leo leon leonard lewis lloyd logan louis ludwig luis lukas luke magnus malcolm manuel
    marcel marco marcus mario mark martin mats matt matthew maurice max mehmet michael miguel mikael mike
    mikhail milan mohamed mohammed muhammad mustafa nathan neil nicholas nick nigel nikolai nils noah norman
    oleg oleksandr oliver oscar oskar otis otto owen pablo patrick patrik paul pavel pedro perry peter petr
    philip pierre piotr rafael rainer ralph ramon ray raymond reinhard rené ricardo richard rico robert
    roberto rodrigo roger roland rolf roman ron ronald rory rudi rudolf rupert russell ryan sam samir samuel
    scott sean sebastian sergei sergey sergio serhiy shaun sidney silvio simon stanley stefan stephen steve
    steven stuart sven ted theo theodor thomas tim timothy tobias todd tom tomas tony trevor ulrich uwe
    valery victor viktor vincent vitaly vladimir volodymyr walter wayne wilhelm will william wolfgang xavier
    yuri yusuf yves zoltan
""")
SHE_NAMES = _words("""
    abigail ada adele adriana agnes aisha alexandra alice alicia alina alison amanda amelia amy ana
    anastasia andrea angela angelika anita anja ann anna anne annette annika antonia ariana astrid audrey
    ayesha barbara beate beatrice bella bernadette bettina bianca birgit brenda bridget brigitte britta
    camilla carla carmen carol carolina caroline catherine cecilia celia charlene charlotte chiara chloe
    christina christine cindy claire clara claudia colleen constance cornelia cynthia dagmar daisy dana
    daniela daphne deborah denise diana dora dorothy edith eileen elaine eleanor elena elisa elisabeth elise
    elizabeth elke ella ellen ellie eloise elsa emily emma erika esther eugenia eva evelyn fatima faye
    felicity fiona frances freya gabriela gail gerda gertrude gisela gloria greta gudrun gwen hanna hannah
    heidi helen helena hilda hillary ida ilse imogen ines inga inge ingeborg ingrid irene irina isabel isla
    ivana jacqueline jana jane janet jasmine jennifer jessica jill joan joanna jocelyn jodie jolanda
    josephine joyce judith judy julia julie jutta karen karin karla karolina kate katharina katherine
    kathleen kathrin kathryn kathy katja kerstin kirsten klara laila larisa laura leila lena leonie lia
    lidia lily linda lisa lisbeth lorna lorraine lotte louisa louise lucia lucy ludmila lydia mabel
    madeleine magda manuela mara marcela margaret margit maria marianne marie marina marlene marta martha
    martina mary mathilda maureen maya megan melanie melissa meredith mia michelle mildred milena miriam
    molly mona monica monika nadia nancy naomi natalia natalie natasha nathalie nell nicola nicole nina nora
    norma odette olena olga olivia ottilie pamela paola patricia paula pauline peggy petra pia polly priya
    rachel ramona rebecca rebekka renate rhoda rita rosa rosemary roxana ruth sabine sabrina sally samantha
    sandra sara sarah selma sharon sheila shirley sigrid silke silvia simone sofia sonja sophie stella
    stephanie susan svetlana sybil sylvia tamara tania tatiana tatjana teresa thea theresa tina tracy ulrike
    ursula ute valentina vanessa vera verena veronica veronika victoria virginia vivian vivien wanda wendy
    wilhelmina yasmin yulia yvonne zara zoe
""")
