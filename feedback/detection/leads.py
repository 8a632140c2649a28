"""What stands before a name: words that announce one.

The longest lists of the room; how they are used is told in `people_named`.
"""

import re

from feedback.detection.phrases import Phrase
from feedback.detection.word_lists import listed

OWN_NAME_SURELY = Phrase(
    r"\b(?:my|me) (?:full |first |real |street )?name(?:'s|s| is| was)(?=[ :])[ :]{1,2}"
    r"|\b(?:i'm|im|i am|i was|i get|i'm just) called\b|\b(?:i go|he goes|she goes"
    r"|they go) by (?:the name of)?(?= ?[A-Z])"
    r"|\b(?:they|people|everyone|everybody|mates|lads|friends|family) (?:all )?(?:call|know) me(?: as)?\b"
    r"|\b(?:i'm|im|i am|i was|i'm also) (?:better |best |also )?known (?:to \w+ )?as\b|\bsigned[,:-]"
    r"|\byours (?:sincerely|faithfully|truly)[,:-]?|\b(?:kind |best )?regards[,:-]?"
    r"|\b(?:many thanks|cheers|all the best|thank you|thanks|love|best wishes|take care)(?:,"
    r"|,?\n)(?= ?[^\W\d_]+(?: [^\W\d_]+)?\W{0,3}\Z)",
    re.IGNORECASE,
)
OWN_NAME_PERHAPS = Phrase(
    r"\b(?:call|calls|called) me\b|\b(?:i'm|im|i am)\b|\b(?:it's|its"
    r"|this is)(?= [^\W\d_]+(?: [^\W\d_]+)? (?:here|again|speaking|writing)\b)"
    r"|\A[^\n]{0,60}?\bhi(?:ya)?,? (?:its|it's|i'm|im)\b",
    re.IGNORECASE,
)
#: How somebody is addressed, in any case; part of the name.
TITLE = Phrase(r"\b(?:mr\.? (?:and|&) mrs|mr|mrs|ms|mx)\b\.?", re.IGNORECASE)
#: The same, but also words, or standing for something else.
ADDRESS = Phrase(
    r"\b(?:miss|dr|father|sister|brother|lord|lady|sir|dame|auntie|aunty|aunt|uncle|nanny|nan|grandad)\b\.?",
    re.IGNORECASE,
)
#: What somebody is. It stays when the name goes.
OFFICE = Phrase(
    r"\b(?:doctor|officer|screw|governor|guv|judge|recorder|magistrate|nurse|matron|imam|rabbi|pastor"
    r"|vicar|reverend|deacon"
    r"|chaplain|professor|inspector|constable|detective|custodial manager|wing manager|director|tutor"
    r"|instructor|teacher"
    r"|sergeant|(?:gov|revd?|prof|sgt|hhj)\b\.?)(?= )",
    re.IGNORECASE,
)
TITLE_LETTERS = Phrase(r"\b(?:SO|CM|PO|PC|DC|DS|DI|WPC|HHJ|OSG|QC|KC|HCA|POM|COM|S\.O\.|C\.M\.)(?=[ ])")
STAFF = (
    r"(?:support|key|link|social|case|youth|drug|drugs|recovery|outreach|housing|resettlement|family"
    r"|mental health|health"
    r"|personal|community|peer|night|duty)[ -]?(?:worker|coordinator|navigator)s?"
)
RELATION = (
    r"(?:step)?(?:son|daughter|dad|father|mum|mam|mom|mother|brother|sister|bro|sis)|sons|daughters"
    r"|brothers|sisters"
    r"|kids|children|boys|girls|lads?|twins|kid|child|baby|(?:little|wee) (?:one|un|girl|boy|lad|lass)"
    r"|lass|eldest|youngest|oldest"
    r"|nan|nana|nanna|nanny|gran|granny|grandma|grandmother|grandad|granddad|grandfather|grandson"
    r"|granddaughter|grandkids"
    r"|uncle|aunt|auntie|aunty|cousin|niece|nephew|godson|goddaughter|godmother"
    r"|wife|husband|partner|fianc[e]e?|missus|mrs|girlfriend|boyfriend|bird|fella|fellow|ex"
    r"|ex[ -](?:partner|wife|husband)|baby ?(?:mum|mother|dad|father)"
    r"|mother-in-law|father-in-law|brother-in-law|sister-in-law|(?:mum|dad)-in-law|foster (?:mum|dad"
    r"|carer|mother|father)"
    r"|cell ?-?mate|pad ?-?mate|cellie|padmate|roommate|room mate|flatmate|housemate|neighbour|landlord"
    r"|landlady"
    r"|best (?:mate|friend)|mate|mates|friend|friends|pal|pals|boss|manager|sponsor|mentor|buddy"
    r"|listener|co-?d|co-?defendant|codee"
    r"|solicitor|barrister|lawyer|brief|counsellor|therapist|psychologist|psychiatrist|doctor|gp|nurse"
    r"|keyworker|linkworker"
    r"|probation(?: (?:officer|practitioner|worker))?|offender manager|prison offender manager"
    r"|case manager|po|pom|com|om|personal officer"
    rf"|officer|chaplain|teacher|tutor|trainer|coach|volunteer|prescriber|social prescriber|navigator|{STAFF}"
    r"|peer (?:supporter|mentor|worker)|supporter|carer|dog|cat"
)
RELATION_LEAD = Phrase(rf"\b(?P<who>{RELATION})\b")
#: What stands before a relation that is somebody's own.
WHOSE = re.compile(r"\b(?:my|his|her|our|their|your|me) (?:[a-z'-]+ )?\Z")
#: After these, "my" or not, other words follow as often as names: "my GP surgery", "my dog food".
COMPOUNDS = listed(
    "gp doctor nurse dog cat baby child kid kids children boys girls lads family friend friends mates "
    "brief po com om bird boss"
)
#: "my son's name is", "my partner is called", "my support worker at the hostel is"
RELATION_IS = Phrase(
    rf"\b(?:my|his|her|our|their|your|the) (?:\w+ ){{0,2}}?(?:{RELATION})(?:'s)? (?:(?:at|in|from|of"
    rf"|on) (?:\w+ ){{1,3}}?)?"
    r"(?:(?P<surely>(?:first |full )?name(?:'s| is| was)|(?:is |was |'s |are |were |they )?(?:called"
    r"|named)|by the name of)|is|was|'s|are|were)(?= )",
    re.IGNORECASE,
)
CALLED = Phrase(
    r"\b(?:man|lad|bloke|guy|fella|geezer|woman|girl|lady|person|officer|prisoner|someone|somebody|boy"
    r"|one|kid|worker|volunteer"
    r"|chap|nurse|teacher|friend|mate|screw|dealer|inmate|con|governor|sister|brother|cousin|youth"
    r"|people|dog)"  # word-avoided
    r" (?:(?:in|on|from|at) (?:\w+ ){1,3}?)?(?:is |was |who is |who was |who's )?(?:called|named"
    r"|by the name of)(?= )",
    re.IGNORECASE,
)
THEIR_NAME = Phrase(
    r"\b(?:his|her|their|whose) (?:first |full |real |sur|last )?name(?:'s|s| is| was)(?= )", re.IGNORECASE
)
OUR = Phrase(r"\bour(?= )", re.IGNORECASE)
#: Between a relation and the name: "my son, Jamie", "my boys: Noah", "my girlfriend (Shanice)".
OPENING = re.compile(r"(?: ?,| ?:| ?-{1,2}| ?\()[ \n]?")
AND = re.compile(r"(?:,? (?:and|&|n) |, )(?:my \w+ |little |our |his \w+ |her \w+ )?", re.IGNORECASE)
#: "me and Sanjay", "it was Juliette who"
BESIDE_ME = Phrase(
    r"\b(?:me and|(?:it was|was it|thanks to)(?= [^\W\d_]+ (?:who|that)\b))(?= )", re.IGNORECASE
)
#: "Kazzy and me"
AND_ME = Phrase(r"(?<!\w)([^\W\d_]++) and (?:me|I)\b")
#: "Mel xx" at the end of a letter.
KISSES = Phrase(r"(?<!\w)([^\W\d_]++) x{2,8}\b")
