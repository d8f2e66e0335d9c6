"""The words that weaken what is said, one table a language. Longer wordings stand before shorter ones.

They are matched with a text in small letters. A line that begins with spaces goes on with the one before.
Left out: "May" the month, "the might of", and "could" of what somebody was able to do.
"""

ENGLISH = r"""
(?:could|can) ?not (?:yet )?(?:be )?(?:independently |immediately )?(?:be )?(?:independently )?(?:verif
    |confirm|corroborat|authenticat)\w{1,6}
(?:could|can) ?not (?:yet |independently |immediately ){0,2}(?:verify|confirm|corroborate|authenticate)
(?:have|has|had) not (?:yet )?been (?:independently |officially )?(?:verified|confirmed|corroborated
    |authenticated)
(?:is|are|was|were|remains?) (?:not (?:yet )?(?:independently |officially )?(?:verified|confirmed)
    |un(?:verified|confirmed))
(?:is|was|has|had) not (?:yet |immediately )?(?:been )?possible to (?:independently )?(?:verify|confirm
    |establish)(?: independently)?
(?:is|was|remains?|remained) (?:still )?(?:an )?open (?:question|whether)
without (?:offering |providing |giving |citing |independent |any |further ){0,3}(?:evidence|proof
    |confirmation|verification)
if (?:this|the|that|these|current) (?:\w{2,14} )?(?:trends?|pace|rate|course|conditions
    |losses) (?:continues?|persists?|holds?|goes on|go on)
if confirmed|if true|if accurate|if verified
(?:it )?(?:is|was|remains?|remained|are|were) (?:still |as yet |also )?(?:unclear|uncertain|unknown
    |not clear|not known(?! as| for)|not certain)(?: (?:whether|if|how|who|when|why|what|where))?
(?:is|are|was|were|been|being) (?:also |widely |now |still |generally )?(?:believed|thought|said|reported
    |understood|alleged|assumed|suspected|rumou?red|feared|considered|presumed|estimated) (?:to
    |that)(?: have(?: been)?| be)?
(?:it is |it was )(?:believed|thought|said|reported|understood|alleged|assumed|suspected|rumou?red|feared
    |presumed|estimated|possible|probable|likely|conceivable)(?: that)?
(?:appears?|appeared|seems?|seemed|appearing|seeming) (?:to|that|as if|as though
    |likely)(?: have(?: been)?| be)?
purport(?:s|ed|ing)? to (?:show|be|have)
in all (?:likelihood|probability)|by all accounts|as far as (?:is|we|i) knows?n?
    |to (?:the best of )?(?:our|my|his|her|their) knowledge
there (?:is|was|are) (?:a|some|every|no small) (?:chance|possibility|risk|danger|likelihood)
(?:is|are|was|were|looks?|looked) (?:\w{2,12}ly |very |more |most )?(?:un)?likely(?: to(?: have(?: been)?
    | be)?| that)?
(?:highly |very |most |more than |quite |extremely )?(?:un)?likely
according to (?:un(?:confirmed|verified)) (?:reports|accounts|sources)|unconfirmed|unverified
reportedly|allegedly|purportedly|supposedly|ostensibly|apparently|seemingly|possibly|perhaps|maybe
    |probably|presumably|conceivably|potentially|arguably|putatively|tentatively
alleged|purported|supposed(?! to)|suspected|presumed|putative|rumou?red|apparent
a possible|the possible|possible(?= \w{3,20}s\b)
"""
ENGLISH_MODALS = (
    r"may(?: well| also| still| even)?(?: have(?: been)?| be)?"
    r"|might(?: well| also| still| even)?(?: have(?: been)?| be)?"
    r"|could(?: well| also| still| even| potentially)?(?: have(?: been)?| be)?"
)
#: Before or behind a modal that weakens nothing.
NO_MODAL_BEFORE = (
    r"(?:\b(?:the|its|their|his|her|our|full|all|military|naval|economic|of|in|since|until|last|this"
    r"|early|late"
    r"|so that (?:he|she|it|they|we|I)|as \w{1,12} as (?:he|she|it|they|we|I)|so (?:he|she|it|they|we|I)"
    r"|what(?:ever)? (?:he|she|it|they|we|I)|wherever (?:he|she|it|they|we|I)|how|everything (?:he|she"
    r"|they|we)"
    r"|all (?:he|she|they|we)|before (?:he|she|it|they|we|I)|until (?:he|she|it|they|we|I)|\d{1,2}"
    r"|than (?:\w{1,14} ){0,2}\w{1,14}|no ?one|nobody|nothing|none) )$"
)
NO_MODAL_BEHIND = (
    r" (?:not|no longer|only|hardly|barely|scarcely|never|see|hear|feel|smell|be (?:seen|heard|felt)"
    r"|no more"
    r"|tell|understand|of|\d{1,4})\b|['’-]|n['’]t|not\b"
)
#: "may not" weakens; "could not" says what was impossible.
MAY_NOT = r"(?:may|might) (?:not|never|no longer|only)\b"

GERMAN = r"""
(?:konnten?|kann|können|lie(?:ß|ßen|sse|ssen)|lässt|lassen)(?: sich)?(?: \w{2,16}){0,3} (?:nicht
    |noch nicht) (?:unabhängig |sofort |zunächst ){0,2}(?:überprüf|bestätig|verifizier
    |prüf)\w{1,4}(?: werden)?
(?:wurden?|ist|sind|waren?) (?:bislang |bisher |noch ){0,2}nicht (?:unabhängig |offiziell )?(?:bestätigt
    |überprüft|verifiziert)
nicht (?:unabhängig |sofort ){1,2}(?:überprüft|bestätigt|verifiziert|überprüfen|bestätigen|überprüfbar)
wenn (?:sich )?(?:dieser|der|die|diese) (?:trend|entwicklung)(?: sich)?(?: so)? (?:anhält|fortsetzt
    |weitergeht|andauert)
(?:es )?(?:ist|bleibt|blieb|war) (?:noch |weiterhin |bislang ){0,2}(?:unklar|ungewiss|offen
    |unbekannt)(?:, ob)?
ohne (?:belege|beweise|nachweise)(?: \w{3,14})?
aller wahrscheinlichkeit nach|nach unbestätigten (?:berichten|angaben)|dem vernehmen nach|soweit bekannt
    |unbestätigten? (?:berichten?|angaben)
angeblich(?:e[nrsm]?)?|mutmaßlich(?:e[nrsm]?)?|offenbar|anscheinend|scheinbar|vermutlich|wahrscheinlich
    |möglicherweise|vielleicht|womöglich|eventuell|wohl|wohlmöglich|unter umständen
(?:höchst |sehr |eher )?(?:un)?wahrscheinlich
schein(?:t|en)|schien(?:en)?
(?:könnte|dürfte|mag)n?
soll(?:en)?(?= (?:\w{2,20} ){0,12}\w{3,20}(?:t|en) (?:haben|sein|worden sein))
"""
