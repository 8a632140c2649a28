"""What people say who are in danger, and what only sounds like it.

Written for text in small letters that went through `plain_text`. A phrase begins and ends at the
edge of a word by itself. How to add one is told in docs/detection.md.
"""

import re

from feedback.detection.enums import Risk
from feedback.detection.phrases import Phrase

# --- Parts of the phrases ---------------------------------------------------------------

_MYSELF = r"(?:myself|my self|meself|himself|herself|themselves|hisself|themself)"
_INTENT = (
    r"(?:going to|gonna|gunna|gona|about to|planning (?:to|on)|plans? to|plan on|want(?:s|ed)? to|wanna"
    r"|need to|feel like"
    r"|felt like|thinking (?:about|of)|thought (?:about|of)|think about|keep thinking about|i'?ll"
    r"|i will|he'?ll|he will"
    r"|she'?ll|she will|they'?ll|they will|we'?ll|we will|says? he'?ll|urge to|ready to)"
)
_SOMEBODY = (
    r"(?:him|her|them|some ?(?:one|body)|any ?(?:one|body)|every ?(?:one|body)|people"
    r"|(?:my|his|her|the|that|this|a|an|one of the|another) (?:\w+ )?(?:ex|dad|father|mum|mother"
    r"|brother|sister|wife|husband|partner"
    r"|girlfriend|boyfriend|screws?|officers?|governors?|gov|staff|pad ?mate|cell ?mate|lads?|blokes?"
    r"|man|men|woman|women|kids?"
    r"|neighbours?|judge|copper|police|prisoners?|person|guy|girl|boy|family|social worker"
    r"|probation(?: officer)?|nonces?|grass(?:es)?|dealers?))"
)
_HARM = (
    r"(?:kill|stab|shank|slash|shoot|hurt|harm|batter|murder|strangle|rape|jug|kettle|bash|attack|chin"
    r"|torture|poison)(?:ing|in)?"
)
_KID = (
    r"(?:(?:my|his|her|their|the|our|a|that|those|these|them|some) )?(?:little |young |own |baby "
    r"|step ?|two |three |small |younger )?"
    r"(?:kids?|children|child|sons?|daughters?|baby|babies|toddlers?|grandkids|grandson|granddaughter"
    r"|nieces?|nephews?"
    r"|little (?:ones?|boys?|girls?)|girls?|boys?|(?:\d\d?|[a-z]{3,8}) ?-?year ?-?olds?)"
)
_DRUG = (
    r"(?:heroin|crack|spice|mamba|coke|cocaine|ket|ketamine|pills|gear|meth|subs|subutex|methadone"
    r"|fentanyl|smack|it)"
)

# --- The phrases ---------------------------------------------------------------------------

_BY_KIND: dict[Risk, tuple[str, ...]] = {
    Risk.SUICIDE: (
        r"(?:don'?t|can'?t|cannot|do not) see the point (?:in|of) (?:being alive|being here|living|life"
        r"|anything|carrying on|going on|it all|me)",
        r"(?:think\w*|thought\w*|dream\w*) (?:about|of) (?:not being (?:here|alive|around)|dying|death"
        r"|ways to (?:die|do it|end it))",
        r"(?:happier|better|easier|fine|all right|relieved) if i (?:was|were|wasn'?t|weren'?t) (?:gone"
        r"|dead|not here|here|around|not around)|(?:happier|better|easier) without me",
        r"(?:got|have|had|made) a plan (?:to (?:die|do it|end it|kill)|and the means)"
        r"|do(?:ing)? something (?:stupid|silly|daft|bad) (?:to myself|tonight|soon)|(?:of"
        r"|about) doing something (?:stupid|silly|daft)",
        r"(?:feel(?:ing)? like|thinking of|close to|ready to|just want to) (?:giving"
        r"|give) (?:it all )?up(?: on (?:everything|life|it all|myself)|(?=\s?(?:[.,!]|$)))"
        r"|given up on (?:everything|myself|life)",
        r"(?:arms?|wrists?|legs?|thighs?) (?:are |is |was |were )?(?:all |covered in "
        r"|full of )+(?:fresh |new |old )?(?:cuts?|scars|marks|slashes)|fresh cuts",
        r"(?:tied|tying|put|wrapped|had) (?:a |the |his |my |her )?(?:bed ?)?(?:sheets?|rope|cord"
        r"|laces?|shoelaces?|belt|lead|bedding|plastic bag) (?:round|around|to the|over) (?:his|her|my"
        r"|the|their|a)?",
        r"(?:want|wanted|going|ready|about|trying|tried) to jump\b(?! (?:in|on|at|for|through|ship|the|up))",
        r"(?:no ?one|nobody|they|people) (?:would|wouldn'?t|will|won'?t) (?:even )?(?:notice|care"
        r"|miss me)(?: me)? (?:if|when) i(?:'m| was| were| am|'d)? ?(?:died?|dead|gone|went)|(?:danger"
        r"|risk) to (?:myself|himself|herself)",
        r"(?:sleep|asleep) (?:and|to) (?:never|not) wake(?: up)?|never wake up|overdos(?:e|ed"
        r"|ing) on purpose|meant to (?:die|overdose)|can(?:no|')?t live (?:like this|with (?:this|what"
        r"|myself)|any ?more)",
        r"suicid(?:e|al)\w*",
        r"(?:kill(?:ing|ed|s)?|top(?:ping|ped)?|hang(?:ing|ed)?|unaliv(?:e|ing)|hung|murder(?:ing)?"
        rf"|drown(?:ing|ed)?) {_MYSELF}",
        rf"(?:do|doing|done|did) {_MYSELF} in|str(?:ing|ung|inging) {_MYSELF} up",
        r"kms\b|unalive",
        r"(?:want(?:ed|s)?|wanna|ready|hop(?:e|ing)|going|rather|like) to (?:just |really )?(?:die"
        r"|be dead|end (?:it|my life|things))\b"
        r"|wanna (?:just )?die\b|(?:i'?d|would) rather (?:be dead|die)|hope i (?:die|don'?t wake)",
        r"wish(?:ed|ing)? (?:that )?(?:i|he|she) (?:was|were|wasn'?t|weren'?t) (?:dead|here|alive)"
        r"|wish(?:ed)? (?:i'?d|i had|i) never (?:been born|woken|woke)|wish i could (?:just )?(?:die"
        r"|disappear|not wake)",
        r"(?:do ?n'?o?t|didn'?t|never|not) (?:really |even )?(?:want to|wanna) (?:live|be alive|exist"
        r"|wake up|carry on|go on|be here any ?more"
        r"|be around any ?more|do this any ?more|live any ?more)(?: any ?more)?",
        r"can(?:no|')?t (?:go on|carry on|keep going)(?: any ?more| like this| much longer| no more"
        r"|(?=\s?(?:[.,!;\n]|$|and\b|i\b)))"
        r"|can(?:no|')?t (?:do this|take (?:it|this|much)|cope|face it|handle (?:it|this)) (?:any ?more"
        r"|any longer|much longer|no more|more)",
        r"(?:no|any|what'?s the|what is the|see the|see a) (?:point|reason)(?: (?:in|to|of"
        r"|for))?(?: me)? (?:liv(?:e|ing)|life|going on|carrying on|being (?:here|alive))",
        r"nothing (?:left )?to live for|(?:life|living)(?: is|'?s)?(?:n'?t| not| ain'?t"
        r"| aint)? (?:not )?worth (?:living|it any ?more)"
        r"|(?:had|got|have) enough of (?:life|living|it all|being alive)|(?:given|give|giving"
        r"|gave) up on (?:life|living)|tired of (?:life|living|being alive)"
        r"|(?:can'?t|don'?t) see (?:a|any|no) (?:way out|future)|lost the will to live",
        r"end(?:ing|ed)? (?:it all|my (?:own )?life|his (?:own )?life|her (?:own )?life"
        r"|their (?:own )?li\w+|my days|it tonight|it for good|my pain)",
        rf"{_INTENT} (?:just )?(?:end(?:ing)? (?:it|things|everything|this)"
        r"|disappear(?:ing)? for good)\b(?! (?:with|by|on|early|there)\b)|(?:about|of) ending (?:it"
        r"|things|everything)",
        r"better off (?:dead|without me|if i (?:was|were) (?:dead|gone))",
        r"(?:took|take|taking|taken|takes) (?:my|his|her|their) (?:own )?li(?:fe|ves)",
        r"self[- ]?harm\w*",
        r"(?:cut(?:ting|s)?|slit(?:ting)?|slash(?:ing|ed)?|slic(?:e|ing|ed)) (?:my|his"
        r"|her) (?:own )?(?:arms?|wrists?|legs?|skin|throat|body|stomach|neck|thighs?)",
        r"cut(?:s|ting)? (?:myself|himself|herself|themselves)(?! (?:a |an |some|off|shav|on |loose"
        r"|free|short|out|down|in the kitchen))",
        r"cut(?:ting)? up (?:again|every|all night|badly|bad|in (?:my|his|her|the) (?:cell|pad)|last"
        r"|when|to cope|because)"
        r"|cutting again|(?:been|started|start|keep|kept|back to|went back to) cutting(?= again|\.|,|$"
        r"|\n| every| when| because| since)|been cutting up|is a cutter",
        r"(?:hurt(?:ing)?|harm(?:ing|ed)?|burn(?:ing|ed|t)?|punish(?:ing)?) myself(?! (?:at|in the gym"
        r"|on the|playing|lifting|doing|falling|slip))",
        r"(?:took|take|taking|taken) (?:an |another )?(?:overdose|od)\b(?! (?:of|on) " + _DRUG + r"\b)",
        r"(?:sav(?:ed|ing)|stor(?:ed|ing)|stockpil\w+|hoard\w*|keeping|kept|stash\w*) (?:up "
        r"|back )?(?:all |some )?(?:of )?(?:my|his|her|the|some|enough) ?"
        r"(?:tablets|meds|medication|pills|paracetamols?)|(?:took|take|taken|taking|swallow\w*) (?:all"
        r"|a load of|loads of|every one of|a whole box of|a handful of) (?:of )?(?:my |his |her |the )?"
        r"(?:tablets|meds|medication|pills|paracetamols?)",
        r"swallow(?:ed|ing|s)? (?:a |an |some |his |her |my |two |bits of )?(?:batter\w+|razors?"
        r"|razor blades?|blades?|bleach|glass|screws)|drank bleach",
        r"jump(?:ed|ing|s)? (?:off|from|over|in front of|under) (?:the |a |that )?(?:landing|bridge"
        r"|roof|twos|threes|fours|trains?|building|netting|railings?|balcony|window|cliff|lorry|bus)\b",
        r"(?:found|saw|seen|find|finding|cut) (?:him|her|them|my \w+|a lad|a man|someone"
        r"|somebody)? ?(?:down )?hanging(?! (?:out|about|around))|noose|ligatures?",
        r"by the time you (?:read|get) this|(?:goodbye|suicide|last|final) (?:letters?|notes?) (?=to"
        r"|for|is|are|and|has)|(?:written|wrote|writing|left|leave|leaving) (?:a |my |his |her |some )?"
        r"(?:goodbye|suicide|farewell|final) (?:letters?|notes?)|say(?:ing)? goodbye to everyone",
        r"(?:on|opened|open|put me on|back on|off) (?:an? |my |the )?acct\b|acct (?:opened|book"
        r"|document)|(?:suicide|constant) watch",
        r"hunger strike|food refusal|stopped (?:eating|drinking)(?! (?:meat|sugar|breakfast|lunch"
        r"|crisps|chocolate|rubbish|junk|alcohol|tea|coffee|beer))"
        r"|(?:not|n'?t|nt) eaten (?:for|in|since)|refus(?:e|es|ed|ing) (?:food|fluids|meals|to eat|all food)",
        r"(?:don'?t|do not) (?:deserve|want) to (?:live|be alive)|world (?:would be"
        r"|is) better without me|no ?(?:one|body) would (?:miss me|care if i (?:died|was dead))",
    ),
    Risk.HARMED: (
        r"(?:grab(?:s|bed|bing)?|drag(?:s|ged|ging)?|pin(?:s|ned|ning)?|pull(?:s|ed)?|held|holds"
        r"|push(?:es|ed|ing)?|shov(?:es|ed)|thr(?:ew|ows)) me (?:by|down|against|up against|around"
        r"|about|into|across|on the floor)|(?:twisted|bent|twist) (?:me|us) up",
        r"(?:dare ?n'?t|dare not|too scared to|(?:scared|frightened|afraid|terrified) to) (?:come out"
        r"|leave|go out|go to|sleep|shower|use|say|tell|speak)(?! (?:no|in (?:front|public)|up in))",
        r"(?:tak(?:e|es|ing)|took|nick(?:s|ed|ing)?|rob(?:s|bed|bing)?|steal(?:s|ing)?|stole) (?:all "
        r"|most of |half )?(?:of )?my (?:canteen|meds|medication|vapes?|tablets|money|benefits|wages"
        r"|bank ?card|food|trainers)",
        r"(?:i'?ll|i will|i'?m gonna|i'?m going to|i am going to|i'?d|i would|i might|i could|will"
        r"|gonna|going to) (?:be|get|end up) (?:cut|stabbed|slashed|battered|hurt|done in|done over"
        r"|jugged|beaten|killed|raped|jumped)",
        r"know(?:s)? where (?:i|we|my (?:\w+ )?\w+|she|he|they) (?:lives?|am|are|is)|picked on"
        r"|pick on me|(?:got|have|has) it in for me|us(?:e|es|ing) my (?:house|flat|place|room"
        r"|address) (?:to|for)|made me do (?:things|stuff|it)|force[ds]? himself on me"
        r"|won'?t give me (?:my (?:own )?)?(?:money|food|meds)",
        r"(?:hit(?:s|ting)?|beat(?:s|ing)?|punch(?:ed|es|ing)?|kick(?:ed|s|ing)?|slap(?:ped|s|ping)?"
        r"|batter(?:ed|s|ing)?|stab(?:bed|s|bing)?"
        r"|slash(?:ed|es|ing)?|attack(?:ed|s|ing)?|assault(?:ed|s|ing)?|rap(?:ed|es|ing)|strangl(?:ed"
        r"|es|ing)|chok(?:ed|es|ing)|spat (?:on|at)|jump(?:ed|s)"
        r"|bull(?:y|ies|ied|ying)|threaten(?:ed|s|ing)?|scald(?:ed)?|jugged|robb(?:ed|ing)|groom(?:ed"
        r"|ing)|head ?butt(?:ed)?|molest(?:ed|ing)|abus(?:ed|es|ing)"
        r"|exploit(?:ed|ing)|blackmail(?:ed|ing)?|extort(?:ed|ing)?|intimidat(?:ed|es|ing)|stalk(?:ed|s"
        r"|ing)?|pimp(?:ed|ing)|drugged|control(?:s|led|ling)|gaslight(?:s|ing)?) (?:me|us)\b"
        r"(?! (?:that|with (?:your|a (?:smile|question|feather))|at (?:chess|pool|cards|table tennis"
        r"|football|it)|to it|by|why|how|for six|out|off|in the (?:final|race)|where))",
        r"(?:i (?:was|am|got|get|have been|keep getting)|i'?ve been|i'?m|im|being|getting|got|been|was"
        r"|were|gets|is|be|keep getting) (?:\w+ly |all |always |badly |being |getting )?"
        r"(?:assaulted|attacked|beaten up|battered|stabbed|slashed|raped|bullied|threatened|extorted"
        r"|exploited|jumped|groomed|abused|jugged|cuckooed|strangled"
        r"|sexually (?:assaulted|abused|harassed|exploited|attacked)|intimidated|blackmailed|trafficked"
        r"|pimped|molested|kicked in|done over|taxed|weighed in)"
        r"(?! (?:with (?:losing|loss|basic|closure|eviction|redundancy|a nicking|being|the block"
        r"|adjudication)|by the weather))",
        r"sexual(?:ly)? (?:assault\w*|abus\w*|harass\w*)|(?:was|been|got|being|is|were) raped|rap(?:ed"
        r"|ist)\b",
        r"threat(?:en(?:ed|s|ing)?) (?:to (?:kill|hurt|stab|slash|cut|burn|beat|smash|batter|shoot|rape"
        r"|harm|find|do|get|tell|plug|come)|my \w+|our \w+|him\b|her\b|them\b|the (?:kids|family))"
        r"|(?:getting|had|got|get|gets|receiv\w+|making|more|death) threats|death threats?"
        r"|under threat(?! of)",
        r"(?:said|says?|told me|telling me|reckons?|promised|going to|gonna|gunna|will|'ll|wants? to"
        r"|trying to|tried to) (?:that )?(?:he'?d|he would|he'?s going to|he will|he'?ll|she'?d"
        r"|she would|they'?d|they would"
        rf"|they'?ll|they will|they were going to|they'?re going to|he was going to)? ?{_HARM} (?:me|us)\b",
        r"(?:said|says?|told me|reckons?) (?:that )?(?:he|she|they)(?:'d|'ll|'s| would| will| was"
        rf"| were|re| are)? ?(?:going to |gonna )?{_HARM} (?:me|us|my)\b",
        r"(?:hit|price|bounty|contract) (?:out )?on (?:me|my head)|(?:want|wants) me dead|after me for"
        r"|out to get me",
        r"(?:scared|fear|feared|fearing|frightened|afraid|worried|terrified) for (?:my|our|her"
        r"|his) (?:\w+ )?(?:life|lives|safety)|in fear of (?:my|him|her|them)",
        r"(?:(?:not|n'?t|never|don'?t feel|dont feel|do not feel) (?:feel |feeling )?safe"
        r"|unsafe) (?:here|in (?:here|my|this|the|that)|on (?:here|my|this|the|that)|at home"
        r"|with (?:him|her|them|my)|from (?:him|her|them|my)|around|there)",
        r"(?:scared|afraid|frightened|terrified|petrified) (?:of|to (?:leave|come out|go out)) (?:him"
        r"|her|them|my (?:\w+ )?(?:ex|pad ?mate|cell ?mate|partner|husband|wife|boyfriend|girlfriend"
        r"|dad|stepdad|brother|son|neighbour)"
        r"|(?:the|that|this) (?:other |man|lad|bloke|officer|screw|dealer)\w*|(?:my|the) (?:cell|pad|room))",
        r"(?:in|into) debt (?:and|to|for|with|over)(?= (?:they|he|the|them|him|a |my|spice|vapes?"
        r"|people|lads|someone|drugs))|owe (?:them|him|the lads|people|somebody|someone) (?:money|for"
        r"|hundreds|\d)",
        r"(?:forc(?:e|es|ed|ing)|ma(?:de|ke|kes|king)|getting|pressur(?:ed|ing)|bull(?:ied|ying)) (?:me"
        r"|us|him) (?:to |into )?"
        r"(?:hold|holding|carry|carrying|plug|plugging|bank|swallow|pay|paying|sell|selling|deal|bring"
        r"|smuggle|have sex|sleep with|do things|fight|strip)\b",
        r"(?:being|been|was|were|am|getting) (?:forced|made|pressured|bullied) (?:to|into) (?:hold"
        r"|carry|plug|bank|swallow|pay|sell|deal|bring|smuggl\w+|have sex|sleep|do|fight|work|strip)\w*",
        r"cuckoo(?:ed|ing)|(?:taken|took|taking|take) over my (?:flat|house|place|home|room)"
        r"|using my (?:flat|house|place) to",
        r"won'?t let me (?:leave|go out|see|have my|out)(?= the house| my| home| anyone|$|\.)|(?:locks?"
        r"|locked) me in (?:the house|my room|the flat)|controlling (?:partner|boyfriend|husband"
        r"|relationship)"
        r"|takes (?:all )?my (?:money|benefits|phone)|follow(?:s|ed|ing)? me home|domestic (?:abuse"
        r"|violence)(?! (?:course|programme|helpline|training|charity|service|awareness|worker|policy))",
        r"(?<!story )(?<!kindness )(?<!words )(?<!letter )(?<!song )(?<!film )(?<!it )(?<!that "
        r")(?<!which )touch(?:ed|es|ing) me\b(?! (?:deeply|a lot|most|so|too))",
    ),
    Risk.CHILD: (
        rf"{_KID} (?:(?:is|are|was|were)(?:n'?t| not)|not|never|hardly|ain'?t)(?: being| getting"
        r"| properly)* (?:fed|safe|washed|looked after|cared for|clothed)\b",
        r"(?:weird|inappropriate|funny|creepy|sexual|too close|too friendly|odd|rough|violent"
        rf"|nasty) (?:with|around|towards|to) {_KID}|(?:leaves?|left|leaving) {_KID} with (?:strangers"
        r"|anyone|dealers|people she)",
        rf"{_KID} (?:are |is )?in (?:that|the|this) (?:house|flat|place)[^.!?\n]{{0,25}} (?:needles"
        r"|drugs|dealers|syringes|knives)|(?:needles|syringes|drugs) (?:where|near|around"
        rf"|everywhere with) {_KID}",
        rf"{_KID} (?:is|are|was|'s) (?:\w+ and )?(?:carrying|running|selling|dealing|working"
        r"|holding) for (?:them|him|a gang|the|some|older)",
        r"(?:hit(?:s|ting)?|beat(?:s|ing)?|hurt(?:s|ing)?|abus(?:e|es|ed|ing)|touch(?:es|ed|ing)"
        r"|slap(?:s|ped|ping)?|shak(?:es|ing)|shook|smack(?:s|ed|ing)?"
        r"|groom(?:s|ed|ing)?|rap(?:es|ed|ing)|molest(?:s|ed|ing)?|neglect(?:s|ed|ing)?|interfer(?:es"
        r"|ed|ing) with|starv(?:es|ed|ing)|batter(?:s|ed|ing)?|kick(?:s|ed|ing)?|punch(?:es|ed|ing)?"
        rf"|threaten(?:s|ed|ing)?|scream(?:s|ing) at|lock(?:s|ed|ing)? up) {_KID}\b(?!'s"
        r"|s')(?! (?:with (?:the|a) (?:news|bill)|football|base))",
        r"child (?:sexual |sex |criminal )?(?:abuse|exploitation|neglect|porn\w*)|(?:indecent|illegal"
        r"|sexual) (?:images|photos|pictures|videos)|(?:images|photos|pictures) of (?:children|kids"
        r"|underage)"
        r"|county lines?|paedo\w*|grooming (?:a|an|the|kids|girls|boys|children|young)",
        r"(?:messag\w+|meeting|meet|texting|chatting to|talking to|sleeping with|sex with|seeing"
        r"|dating) (?:a |an )?(?:underage|under age|(?:1[0-5]|ten|eleven|twelve|thirteen|fourteen"
        r"|fifteen) ?-?year ?-?old)",
        rf"{_KID} (?:is|are|was|were|isn'?t|aren'?t|get|gets|been|being|keeps? being|not|still|'s"
        r"|have been|has been)\s?(?:not |being |getting |not being |all |always )*"
        r"(?:abused|beaten|hurt|neglected|starv(?:ed|ing)|left (?:all )?(?:alone|on (?:their|his|her"
        r"|its) own)|alone (?:all|at night|in the)|in danger|at risk|unsafe|scared of|frightened of"
        r"|terrified of|groomed|exploited|missing(?! (?:\w+|school|out|me|us|his|her|their)\b)"
        r"|going hungry|hit\b|locked in|being (?:fed|hit|hurt))",
        rf"(?:left|leaves?|leaving) {_KID} (?:all )?(?:alone|on (?:their|his|her|its) own"
        r"|by (?:themselves|himself|herself)|with no ?(?:one|body)|in the (?:house|flat|car) alone)",
        rf"{_KID} (?:has|have|had|'s got|is covered in|are covered in|came (?:back"
        r"|home) with) (?:got )?(?:\w+ )?(?:bruis\w+|burns|marks|black eye|cuts)",
        rf"{_KID} (?:(?:is|are|was|were|been|has been|have been) )?(?:selling|running|carrying|dealing"
        r"|holding) (?:drugs|county|for|weed|gear|knives|a knife)",
        rf"(?:worried|scared|frightened|fear) (?:about|for) (?:the )?safety of {_KID}"
        rf"|{_KID}'?s'? (?:safety|life is)|{_KID} (?:aren'?t|isn'?t|are not|is not|not) safe"
        rf"|fear for {_KID}",
        rf"(?:drunk|high|on drugs|using) (?:all day )?(?:in front of|around|while looking after) {_KID}",
    ),
    Risk.HARM_TO_OTHERS: (
        r"(?:when|once|if|soon as) i (?:get out|see|find|catch|get hold of)[^.!?\n]{0,25} (?:he|she"
        r"|they)(?:'s| is| are|'re|'ll be| will be| is a| are all)? (?:dead|a dead man|getting it"
        r"|going to (?:get it|pay|die)|gonna (?:get it|pay|die))",
        r"(?:i'?ll|i will|going to|gonna|want to|wanna|he'?ll|they'?ll|will|about) put(?:ting)? (?:him"
        r"|her|them|someone|somebody|my \w+|that \w+) in (?:hospital|the ground|a box|a coffin"
        r"|intensive care|a wheelchair|the morgue)|tooled up",
        r"(?:someone|somebody|one of (?:us|them|you)|an officer|a screw|he|she|they) (?:is|are|'s|'re"
        r"|will|'ll)? ?(?:going to|gonna|will)? ?(?:get|be|end up) (?:stabbed|killed|slashed|jugged"
        r"|battered|murdered|seriously hurt|dead)",
        r"(?:lose|losing|lost) (?:it|control|my temper) and (?:hurt|hurting|kill|killing|hit|hitting"
        r"|stab|stabbing|do something)|(?:snap|explode|kick off) and (?:hurt|kill|hit|stab)|(?:do|doing"
        r"|done) (?:his|her|my|the|that) (?:missus|wife|ex|girlfriend|mum|dad|brother|officer|screw"
        r"|lad) in",
        r"petrol (?:through|on|over|in)|(?:through|up to) (?:his|her|their) (?:letterbox|letter box"
        r"|windows?) with|kill(?:ed)? (?:him|her|them) if i",
        rf"{_INTENT} (?:just |really |fucking |proper )?{_HARM} {_SOMEBODY}\b(?!'s (?:hopes|feelings"
        r"|vibe|chances))",
        rf"{_INTENT} (?:just |really |fucking )?(?:smash|cut|bash|kick|cave)(?:ing)? (?:his|her|their"
        r"|that \w+'s|someone'?s) (?:face|head|throat|skull|legs|teeth|up|in)",
        rf"{_INTENT} (?:do|doing|fuck|beat|smash|cut|bang|bash|have|take)(?:ing)? {_SOMEBODY} (?:in|up"
        r"|over|out)\b(?! (?:for|to) (?:dinner|lunch|tea|a meal))",
        r"(?:he|she|they)(?:'s| is| are|'re)? (?:going to|gonna|gunna|will|planning to|wants to"
        r"|said (?:he|she|they)(?:'d| would| will|'ll|'s going to)?|says (?:he|she|they)(?:'ll| will"
        r"|'s going to| is going to)?) "
        rf"{_HARM} {_SOMEBODY}\b",
        r"(?:burn|burning|blow|blowing|torch|torching|smash|set) (?:this|the|that|his|her|my"
        r"|their) (?:\w+ )?(?:place|wing|house|prison|jail|hostel|flat|office|cell|pad|building"
        r"|car) (?:down|up|on fire|alight)|set(?:ting)? fire to|arson attack",
        r"(?:has|have|had|got|ve|'s|made|making|make|carry(?:ing)?|hid(?:den|ing)?|sharpen\w*|holding"
        r"|using) (?:got )?(?:a |an |his |the )?(?:home ?made )?(?:shanks?|knife|blades?|gun|machete"
        r"|weapons?|chib|razor blade)\b"
        r"(?! (?:of|and fork|sharp(?:ener|ening)))",
        r"hostages?(?: situation)?|(?:kettle|hot water|boiling water"
        r"|sugar(?: and)? water)(?: and sugar)? (?:on|over|at|in) (?:him|her|them|his|her|someone|the"
        r"|an)\b|hot water and sugar",
        r"(?:going to|gonna|will|'ll|wants? to|want to|planning to|are|to) jug (?:him|her|them|the|that"
        r"|a|an|some)\b|(?:going to|gonna|will) (?:riot|kick off (?:big|proper))|(?:planning"
        r"|start(?:ing)?) a riot",
        r"(?:a|the|left a|plant(?:ed)? a|there'?s a) bomb\b(?! (?:scare|site|disposal|shelter|shell))",
        r"hear(?:ing)? voices (?:telling|tell|that tell) me to|voices (?:tell|telling) me to (?:hurt"
        r"|kill|harm|do)",
        r"(?:make|making|get) (?:him|her|them) pay for (?:it|what)|he'?s a dead man|they'?re dead when"
        r"|dead when i (?:get|see|find)",
    ),
    Risk.DRUGS: (
        r"(?:from|off) (?:the )?spice|on (?:a )?stretchers?|took too (?:much|many)\b(?! (?:time|on\b"
        r"|space|notes|photos))|(?:went|gone|going|goes|turned|all) blue\b",
        r"(?:stuff|gear|drugs?|batch|pills|spice|vapes?|tablets|paper) (?:is |are |has |have |keeps? "
        r"|that'?s |going round )*(?:killing|killed) (?:people|lads|men|women|everyone|them|him|someone"
        r"|two|three)",
        r"(?:us(?:e|ing)|inject(?:ing)?|smok(?:e|ing)) (?:drugs |gear |heroin |it )?on my own and"
        r"|nearly died (?:from|on|of|after|taking) (?:the |taking )?(?:drugs?|spice|gear|heroin|pills"
        r"|od|overdose|using)|and (?:nearly|almost) died",
        r"overdos(?:e|ed|es|ing)|od'?(?:ed|ing)|od'[ds]|odd (?:on (?:spice|heroin|gear)|again|twice"
        r"|last (?:week|night|month|year))|od (?:on|again|last|in|twice)\b",
        r"(?:on|smok\w+|took|takes?|taking|doing|does|using|uses|used|selling|sells?|sold|dealing"
        r"|addicted to|off (?:his|my|her|their) (?:head|face) on|full of|flooded with|into|bad"
        r"|try(?:ing)?|tried|more|buying|passing|vap\w+)"
        r" (?:the |some |bad |black |strong |that )?spice\b(?! (?:rack|girls?|world|mix|up))",
        r"\bspice (?:is|was|attacks?|heads?|zombies?|everywhere|all over|in here|on (?:the|this|our"
        r"|my) \w+|going (?:round|around)|gets|made him|makes|use|problem|about)(?! (?:nice|lovely"
        r"|added|rack|hot|in (?:the|my) (?:curry|food)))\b",
        r"\bmamba\b|nitazenes?|fentanyl|synthetic (?:opioids?|cannabinoids?)|zombie drug",
        r"(?:bad|dodgy|dirty|contaminated|strong|rogue|fake|poisoned|laced) (?:batch(?:es)?|gear|pills"
        r"|tablets|heroin|vapes?|paper|benzos|xanax|valium|subs|stuff going)\b|dropping like flies"
        r"|(?:are|is|keep|keeps) dropping on",
        r"(?:has |have |just |'s |lads? |man |he |she |they |someone |somebody |keep "
        r"|keeps )collaps(?:ed|es|ing)|(?:found|is|was|lying|went) unconscious|unconscious (?:in|on)"
        r"|unresponsive",
        r"(?:not|n'?t|nt|stopped) breathing|can'?t (?:wake|rouse) (?:him|her|them)|(?:won'?t|not|isn'?t"
        r"|wouldn'?t) wak(?:e|ing) up|turn(?:ed|ing) blue|lips (?:are|were|going|went) blue"
        r"|foam(?:ing)? at the mouth",
        r"(?:hav(?:e|ing)|had|has|took) (?:a |an epileptic )?(?:fits?|seizures?)\b(?! (?:of|about|over"
        r"|when))|is fitting|was fitting|(?:given|had|needed|need|gave \w+) (?:the )?(?:naloxone|narcan)",
        r"(?:went|going|gone|goes) (?:over|under) (?:on (?:the )?(?:spice|gear|it|heroin|landing))",
    ),
    Risk.ESCAPE: (
        r"(?:rotl|home leave|town visit|day release|weekend leave"
        r"|hospital escort)[^.!?\n]{0,30} (?:won'?t|wont|not|never) (?:be |come |coming |go |going "
        r"|get )?(?:back|return\w*)",
        r"getting out of (?:here|this place|prison) (?:tonight|tomorrow night|over|through|under)"
        r"|over the (?:roof|wall|fence) (?:tonight|on \w+day|at night|and away)",
        r"(?:going to|gonna|gunna|will|'ll|want(?:s|ed)? to|plan(?:s|ned|ning)?(?: to| on| an?| their"
        r"| his)?|try(?:ing)?(?: to| an)?|tried to|help\w*(?: him| her| them| me)?(?: to)?|attempt(?:ed"
        r"|ing|s)?(?: an| to)?"
        r"|thinking (?:of|about)|about to|how to|ready to) escap(?:e|ing)\b(?! (?:my|the (?:past|noise"
        r"|cycle|boredom|stress|thoughts|reality|pain)|from (?:my|the (?:noise|thoughts|stress|past"
        r"|cycle|pain|world|boredom)|it all|reality|poverty)"
        r"|rooms?|poverty|for (?:an?|a few)|reality|it all|into|through|by (?:reading|music)))",
        r"(?:going to|gonna|gunna|plan\w*(?: to| on)?|want(?:s)? to|try\w* to|'ll|will|how to"
        r"|help\w* (?:him|me|them)(?: to)?|are|thinking (?:of"
        r"|about)) break(?:ing)? out\b(?! (?:of (?:the|this|my|that) (?:\w+ )?(?:cycle|habit|rut"
        r"|routine|shell|loop|pattern|mould|spots)|in\b|rooms?|sessions?|into))",
        r"escape (?:plan|attempt|kit|list)|(?:broke|broken|break|busted?) out of (?:prison|jail|here"
        r"|nick|the (?:prison|jail|van|court|cell))",
        r"(?:going to|gonna|will|'ll|want(?:s)? to|thinking (?:of|about)|might|plan\w* to|has|he|they"
        r"|to) abscond(?:ed|ing)?\b|absconding",
        r"(?:do|doing|did|done) (?:a|one) runner|(?:do|doing) one (?:from|on) (?:the|my|escort|rotl)",
        r"(?:going|gonna go|go|get|getting|climb\w*|going to go|jump\w*"
        r"|went) over the (?:\w+ )?(?:fence|wall)\b(?! (?:of|to (?:get|fetch) the ball))",
        r"(?:not|won'?t|wont|n'?t|nt|never|aint|ain'?t|be) (?:be |gonna |going to )?(?:going|coming|go"
        r"|come|gonna go|gonna come|returning|return)? ?back (?:from|after|to prison from|off) (?:my "
        r"|the |his |her |a )?(?:next )?(?:rotl|home leave|leave|town visit|day release|weekend"
        r"|hospital|escort|visit|work)\b",
        r"(?:cut(?:ting)?|saw(?:ed|n|ing)?|fil(?:ed|ing)|loosen\w*) (?:through )?(?:the |his |my "
        r"|a hole in the )(?:fence|bars?|window bars|netting|wire)|rope (?:ladder)|file and (?:a )?rope"
        r"|dig(?:ging)? (?:a |out a )?(?:tunnel|hole in the wall)|tunnel(?:l?ing)? out|(?:copied"
        r"|copy of|stole|got) the keys|(?:drones?) (?:dropping|to get)? ?(?:us|him|me) out",
    ),
}
PHRASES = tuple(
    (kind, Phrase(rf"\b(?=\w)(?:{phrase})(?!\w)")) for kind, phrases in _BY_KIND.items() for phrase in phrases
)

# --- What is no sign -----------------------------------------------------------------------

#: Ordinary ways of speaking, and talk about the subject rather than of somebody.
NO_SIGN = Phrase(
    r"(?<!\w)(?:"
    r"(?:suicide|self[- ]?harm)(?: and (?:suicide|self[- ]?harm))? (?:prevention|awareness|training"
    r"|rates?|policy|policies|figures?|statistics|numbers|squad|bomb\w*|helpline|hotline|line|charit\w+"
    r"|course|strategy|posters?|research|data|lead|team|levels?|went (?:up|down)|is (?:up|down))"
    r"|prevent(?:ing|s)? (?:suicides?|self[- ]?harm)|(?:preventing|reduce|reducing|about|on"
    r"|around) (?:suicide|self[- ]?harm) (?:in|and|across|prevention)|talk about suicide"
    r"|kill(?:ing)? myself (?:laughing|with laughter|to (?:get|make|finish|pass)|in the gym|training"
    r"|working|at work)"
    r"|it (?:really |just |then |suddenly |finally |had )?(?:hit|hits|beat|beats|struck|strikes|kills"
    r"|was killing|is killing|still hits) me"
    r"|(?:that|this|what) (?:hits?|beats?|kills?|gets?) me|(?:hit|hits) me (?:that|hard|like|when"
    r"|how)(?= (?:a|i|my|how|that|the|it)\b| that)|kicks? me (?:out|off|up the)|kicked me (?:out|off)"
    r"|take a stab at|stab in the dark|knife and fork|dead man walking|fire drill|great escape"
    r"|escape (?:rooms?|goat|from reality|route)|breakout"
    r"|ginger spice|old spice|spice (?:of life|rack|girls?|up)|bull(?:y|ied) for you"
    r"|child(?:ren)?'?s? (?:care|benefit|services|tax|support|maintenance|protection|minder)"
    r"|have(?:n't)? (?:a|got a) (?:knife|blade) (?:sharpener)|butter knife|kitchen kni(?:fe|ves)"
    r"|craft knife|palette knife"
    r"|would(?:n'?t| not| never) (?:hit|hurt|harm|kill|touch|threaten) \w+(?: \w+)?"
    r")(?!\w)",
)
#: "Not", and between it and the sign nothing but these words. "I can't stop thinking about" is no denial.
DENIED = re.compile(
    r"(?<!\w)(?:(?:do|did|does|would|have|has|had|was|were|is|are|ai|wo|need)n'?t|not|never|nobody"
    r"|no ?one|none|no|without|nor|neither|stop(?:s|ped)? (?:me|us|him|her"
    r"|people)(?: from)?)(?:\s(?:really|even|ever|actually|been|being|going|to|want|wanted"
    r"|wanting|feel|feels|feeling|feelings?|felt|thoughts?|think|thinking|about|of|tried|try|trying"
    r"|plan|plans|planning|intend|intending|intention|intentions|at|all|any|longer|currently"
    r"|now|have|has|had|having|was|is|are|am|the|a|once|get|getting|got|like|wish|urge|desire|history"
    r"|signs?|for|in|way|ever|on|or|do|did|would|one|here|has|who))*\s\Z",
)
