"""What people answer in the demo. Every voice here is invented; none speaks for anybody who lives.

Each answer says in which of the demo's weeks it was sent, and what becomes of it; `feedback` lets all of it
happen by the same acts as on the site. Nothing here repeats a sentence of the event's summary.
"""

from dataclasses import dataclass
from enum import Enum

from feedback.threads.enums import Reason, Warns
from vocabulary.role_groups import RoleGroup

PWLE, FAMILY, LINK_WORKER = RoleGroup.LIVED_EXPERIENCE, RoleGroup.FAMILY, RoleGroup.LINK_WORKER
STAFF, PROBATION, HEALTH = RoleGroup.PRISON_STAFF, RoleGroup.PROBATION, RoleGroup.HEALTH_CARE
VOLUNTARY = RoleGroup.VOLUNTARY_SECTOR


class Becomes(Enum):
    """How far an answer gets."""

    SHOWN = "let go, and shown with its batch"
    SHOWN_THEN_CHANGED = "shown; its author changed it, and it was shown again"
    SHOWN_THEN_REPORTED = "shown; a reader reported it, and it was left to stand"
    SHOWN_THEN_TAKEN_DOWN = "shown; a reader reported it, and it is being read again"
    SHOWN_THEN_WITHDRAWN = "shown; its author took it back"
    READY = "let go, waits for its batch"
    RETURNED = "returned with a message"
    RETURNED_AND_ANSWERED = "returned; its author wrote back"
    DECLINED = "not shown, with a reason"
    ESCALATED = "with the safeguarding lead, passed on"
    READ = "not for showing; read and closed"
    WITHDRAWN = "taken back before anybody decided"
    HELD = "waits to be read"
    IN_THE_BOX = "still in the box"


@dataclass(frozen=True)
class Answer:
    """One answer. ``week`` counts the demo's rounds from 0; ``bars`` are words taken out and their kind."""

    name: str
    thread: str
    week: int
    words: str
    group: "RoleGroup | None" = None
    stage: str = ""
    becomes: Becomes = Becomes.SHOWN
    other: bool = False
    paper: bool = False
    face: int | None = None
    #: Which of the short answers, counted from 0.
    choice: int | None = None
    may_show: bool = True
    may_research: bool = False
    themes: tuple[str, ...] = ()
    warnings: tuple[Warns, ...] = ()
    asks: bool = False
    bars: tuple[tuple[str, str], ...] = ()
    reason: "Reason | None" = None
    #: What is written to its author, what they write back, and the words they put in place of these.
    message: str = ""
    reply: str = ""
    changed_to: str = ""
    #: How many readers say that it happened to them too.
    too: int = 0


_WHEN, _DIRECTION, _WORTH = "when-to-start", "finding-a-direction", "worth-your-time"

ANSWERS = (
    # --- When should a link worker first come to see you? --------------------------------
    Answer(
        "four-days", _WHEN, 0,
        "Nobody came until four days before I went out. By then I had no head for it. Come when I have "
        "months left, and come more than once.",
        PWLE, "preparing-for-release", face=2, choice=2, may_research=True,
        themes=("timing",), asks=True, too=9,
    ),
    Answer(
        "not-the-first-fortnight", _WHEN, 0,
        "Not in the first two weeks. I could not take in one more face. After that, any time.",
        PWLE, "early-days", face=3, choice=1, themes=("timing",), may_research=True,
    ),
    Answer(
        "thursday-friday", _WHEN, 0,
        "I get a call on the Thursday and the man is out on the Friday. Give me eight weeks and I can find "
        "him a walking group, a doctor and somebody to meet him off the bus. Give me one day and I can "
        "find him a leaflet.",
        LINK_WORKER, "preparing-for-release", face=2, themes=("timing", "local-knowledge"), asks=True, too=4,
    ),
    Answer(
        "second-year", _WHEN, 0,
        "I write this for my son. He says he would have talked to somebody from outside in his second "
        "year, when every day was the same day. I think so too. He sounded so far away on the phone.",
        FAMILY, "in-custody", other=True, paper=True, themes=("timing",),
    ),
    Answer(
        "list-on-the-wall", _WHEN, 1,
        "I was on C wing and the list of who gets seen was on the office wall. You had to ask an officer "
        "to put you down, and asking costs. Let us put our own names down.",
        PWLE, "in-custody", face=2, choice=4, bars=(("on C wing", "cell"),), themes=("trust", "officers"),
        asks=True, too=12,
    ),
    Answer(
        "no-room", _WHEN, 1,
        "Start at the sentence plan, not at the gate. But tell the wing who is coming and when. Twice "
        "somebody has turned up here and nobody had a room for them, and the man was at work anyway.",
        STAFF, "in-custody", themes=("officers", "timing"), asks=True,
    ),
    Answer(
        "recalled", _WHEN, 1,
        "When I was recalled I did not want to live. What stopped me was a woman from the chaplaincy who "
        "came and just sat there. People who are recalled have no date, so nobody plans for them. Come to "
        "us first, not last.",
        PWLE, "recalled", face=1, choice=4, warnings=(Warns.SELF_HARM,), themes=("health",), asks=True,
        may_research=True,
    ),
    Answer(
        "garden", _WHEN, 2,
        "We run a garden two streets from a prison. We would gladly meet people while they are still "
        "inside. The pass for one visitor took eleven weeks.",
        VOLUNTARY, "preparing-for-release", themes=("activities",), asks=True,
    ),
    Answer(
        "straight-from-court", _WHEN, 2,
        "All that time on remand, then out the same day from court with a clear bag. On remand you are "
        "never getting ready to leave, because nobody knows. Start with us on day one.",
        PWLE, "court", face=1, choice=3, themes=("timing", "housing"), asks=True, too=3,
    ),
    Answer(
        "ask-me", _WHEN, 3,
        "Ask me first. Some days I want to talk. Some days a shut door is the only thing I have.",
        PWLE, "in-custody", face=3, themes=("trust",),
    ),
    Answer(
        "two-visits", _WHEN, 3,
        "Two visits are better than one. At the first nobody says anything true.",
        LINK_WORKER, "preparing-for-release", themes=("trust", "timing"), too=5,
        becomes=Becomes.SHOWN_THEN_CHANGED,
        changed_to="Two visits are better than one, and the same person both times. At the first visit "
        "nobody says anything true. Why would they?",
    ),
    Answer(
        "tablets", _WHEN, 4,
        "The doctor outside did not know what I take, so I had nothing for nine days. If a link worker "
        "can fix one thing before the gate, fix that.",
        PWLE, "through-the-gate", face=1, choice=3, warnings=(Warns.DRUGS,), themes=("health",), asks=True,
        may_research=True, paper=True,
    ),
    Answer(
        "nurse", _WHEN, 4,
        "Health care in here would like to know that a link worker is coming before they come. We could "
        "sit together for ten minutes and save each other a month.",
        HEALTH, "preparing-for-release", themes=("health", "information"), asks=True,
    ),
    Answer(
        "wing-name", _WHEN, 7,
        "On Beech House we had a man who had been through it all and told the new ones about the housing "
        "team. That was my link worker, long before anybody with a badge. He still works in the servery "
        "there.",
        PWLE, "early-days", face=4, choice=0, becomes=Becomes.RETURNED,
        message="Thank you for this. We would like to show it. Could you take out the name of the house "
        "and where he works? Somebody could work out who he is. The rest can stay as it is.",
    ),
    Answer(
        "which-officer", _WHEN, 5,
        "The officer in reception, the tall one who came from the Marines, told me nobody like me needs a "
        "link worker. Everybody there knows who I mean and I hope he reads it.",
        PWLE, "early-days", becomes=Becomes.DECLINED, reason=Reason.NAMES_SOMEBODY,
        message="We have not shown this, since it tells who somebody is. If you write what was said and "
        "leave out who said it, we would like to show that. You can change it with your number.",
    ),
    Answer(
        "parcels", _WHEN, 4,
        "When can families send in parcels again? Mine has been sent back three times.",
        FAMILY, "", becomes=Becomes.DECLINED, reason=Reason.OFF_TOPIC,
    ),
    Answer(
        "on-my-own", _WHEN, 5,
        "I would say in the last six months. I say that as somebody who did it on his own and would not "
        "do it that way again.",
        PWLE, "preparing-for-release", face=2, becomes=Becomes.SHOWN_THEN_WITHDRAWN,
    ),
    Answer(
        "just-read", _WHEN, 6,
        "I do not want this on a page. I only want somebody to know that the day I left nobody said "
        "goodbye, and I had been there six years. Thank you for reading.",
        PWLE, "through-the-gate", face=1, may_show=False, may_research=False, becomes=Becomes.READ,
        message="We have read it, and we will not forget it. Thank you for telling us.",
    ),
    Answer(
        "same-language", _WHEN, 8,
        "My cousin reads only Polish. Somebody came once and he nodded at everything. If they come again, "
        "bring a person who speaks it or bring it on paper.",
        FAMILY, "in-custody", other=True, becomes=Becomes.READY, themes=("information",), asks=True,
    ),
    Answer(
        "monday", _WHEN, 8,
        "Not on a Friday. Nothing that is promised on a Friday is there on Monday.",
        PROBATION, "through-the-gate", becomes=Becomes.READY, themes=("timing",),
    ),
    Answer(
        "new-held", _WHEN, 9,
        "I am out eight months now. Looking back I was ready to talk about half way, when I had stopped "
        "counting days. My link worker came after, and she was good, but I had done the lonely part alone.",
        PWLE, "community", face=4, choice=3, becomes=Becomes.HELD,
    ),
    Answer(
        "new-held-detail", _WHEN, 9,
        "My daughter Ellie was born while I was inside. I would have liked somebody to help me write to "
        "her from the start, not at the end. My name is Danny and I got out on 3 March.",
        PWLE, "in-custody", face=2, becomes=Becomes.HELD, paper=True,
    ),
    Answer(
        "in-the-box", _WHEN, 9,
        "Come in the evening, when the doors are shut and there is nothing on. That is when I thought "
        "about what comes next.",
        PWLE, "in-custody", becomes=Becomes.IN_THE_BOX,
    ),
    # --- What helped you find your feet after prison? ------------------------------------
    Answer(
        "boxing", _DIRECTION, 0,
        "A boxing gym. No questions, and somebody waits for you at six.",
        PWLE, "community", choice=1, themes=("activities", "purpose"), may_research=True, too=6,
    ),
    Answer(
        "dog", _DIRECTION, 0,
        "My sister’s dog. He has to go out whether I feel like it or not. I am not joking. For five weeks "
        "that was my whole timetable.",
        PWLE, "through-the-gate", choice=1, themes=("purpose",), may_research=True,
    ),
    Answer(
        "go-with-me", _DIRECTION, 0,
        "I was given a list with eleven places on it. I went to none of them. If somebody had gone with "
        "me to one, I would have gone to the other ten alone.",
        PWLE, "through-the-gate", choice=2, themes=("activities", "trust"), asks=True, too=14,
        may_research=True,
    ),
    Answer(
        "form-filling", _DIRECTION, 0,
        "Three weeks of forms. Each one asks for an address I do not have.",
        PWLE, "through-the-gate", choice=3, themes=("housing",), asks=True, too=8, may_research=True,
    ),
    Answer(
        "kitchen", _DIRECTION, 1,
        "A kitchen that cooks for old people let me wash up. On the third day they let me do the soup. "
        "I went home on the bus like somebody who had been to work.",
        PWLE, "community", choice=2, themes=("activities", "purpose"), may_research=True,
    ),
    Answer(
        "evenings", _DIRECTION, 1,
        "The days were all right. It was the evenings. In prison there is always noise. I slept with the "
        "radio on until Christmas.",
        PWLE, "through-the-gate", choice=0, may_research=True, too=3,
    ),
    Answer(
        "licence-map", _DIRECTION, 1,
        "A map of where I am allowed to be. I had four areas I must not go to and nobody could tell me if "
        "the bus to the job centre goes through one.",
        PWLE, "probation", choice=2, themes=("information",), asks=True,
    ),
    Answer(
        "partner", _DIRECTION, 2,
        "For my partner it was the choir at the church hall. He cannot sing. They did not mind.",
        FAMILY, "community", other=True, themes=("activities",), paper=True,
    ),
    Answer(
        "drink", _DIRECTION, 2,
        "I went back to drinking on day two because the pub was the one place where I knew anybody. What "
        "helped later was a group where nobody drinks and nobody preaches.",
        PWLE, "community", choice=1, warnings=(Warns.DRUGS,), themes=("health", "activities"), asks=True,
        may_research=True,
    ),
    Answer(
        "library", _DIRECTION, 2,
        "The library. Warm, free, and the woman at the desk said see you tomorrow.",
        PWLE, "through-the-gate", choice=3, themes=("purpose",), may_research=True, paper=True,
    ),
    Answer(
        "phone", _DIRECTION, 3,
        "You come out, they hand you a phone with no credit, and everything is on the app now, they say. "
        "An hour with somebody patient would have done more than the phone.",
        PWLE, "through-the-gate", choice=0, themes=("information",), asks=True, too=10, may_research=True,
    ),
    Answer(
        "small-steps", _DIRECTION, 3,
        "What I see work is small: one place, one day, the same hour each week. Big plans make people "
        "stay in bed.",
        LINK_WORKER, "community", themes=("activities", "purpose"),
    ),
    Answer(
        "hostel-row", _DIRECTION, 3,
        "The hostel put me next to the man who sold me the stuff that got me in. I asked to move and they "
        "laughed. He came through my door with a bottle. I left that night and slept in a car.",
        PWLE, "through-the-gate", choice=2, warnings=(Warns.VIOLENCE, Warns.DRUGS), themes=("housing",),
        asks=True, becomes=Becomes.SHOWN_THEN_TAKEN_DOWN,
    ),
    Answer(
        "angry", _DIRECTION, 3,
        "Nothing helped, since you ask. People in nice rooms write about finding a direction. I needed "
        "forty pounds and a coat.",
        PWLE, "through-the-gate", choice=3, themes=("housing",), asks=True, too=7,
        becomes=Becomes.SHOWN_THEN_REPORTED, may_research=True,
    ),
    Answer(
        "research-only", _DIRECTION, 4,
        "I was in approved premises and the sign-in times broke every course I started. Please use this, "
        "but do not show it. There are not many of us.",
        PWLE, "probation", may_show=False, may_research=True, becomes=Becomes.READ,
    ),
    Answer(
        "cannot-cope", _DIRECTION, 4,
        "I do not know what helped, because nothing has. I wrote here because nobody asks my name. Most "
        "nights I think everybody would be better off without me. My mum most of all.",
        PWLE, "community", becomes=Becomes.ESCALATED, warnings=(),
        message="Thank you for telling us. We do not know who you are, so we cannot come to you. Please "
        "call Samaritans on 116 123 now, day or night, it is free. If you tell us how, we will help you "
        "find somebody to talk to. You matter to people, also to those who read this.",
    ),
    Answer(
        "sold-course", _DIRECTION, 4,
        "Get certified in five days. Text START to our number for a place on the yard and a free jacket.",
        None, "", becomes=Becomes.DECLINED, reason=Reason.ADVERT,
    ),
    Answer(
        "took-back", _DIRECTION, 4,
        "This was about my brother and he would not want it told.",
        FAMILY, "community", becomes=Becomes.WITHDRAWN,
    ),
    # --- What would make this worth an officer's time? (by code) --------------------------
    Answer(
        "tell-us-names", _WORTH, 3,
        "Give us a name and a face. Put the link worker on the detail sheet like anybody else who walks "
        "on to the wing.",
        STAFF, "in-custody", themes=("officers",), asks=True,
    ),
    Answer(
        "quiet-night", _WORTH, 3,
        "When a man has something to get up for, my night shift is quieter. That is what is in it for me. "
        "Say that to staff and half of them are with you.",
        STAFF, "in-custody", themes=("officers", "purpose"),
    ),
    Answer(
        "one-more-thing", _WORTH, 3,
        "It will be one more thing that is announced in a meeting we cannot go to. Who unlocks? Who "
        "escorts? Answer that first.",
        STAFF, "in-custody", themes=("officers", "timing"), asks=True,
    ),
    Answer(
        "hear-back", _WORTH, 4,
        "I pass people on to all sorts and never hear what came of it. If I heard once in a while that it "
        "worked, I would pass on more.",
        STAFF, "in-custody", themes=("officers", "trust"), asks=True,
    ),
    Answer(
        "not-our-job", _WORTH, 4,
        "With respect, we are short on every shift. If it needs an officer to sit in, it will not happen, "
        "whatever the poster says.",
        STAFF, "in-custody", themes=("officers",),
    ),
    Answer(
        "walk-with-me", _WORTH, 4,
        "Let the link worker walk the landing with me once, before they start. In ten minutes they know "
        "the wing, and the wing knows them.",
        STAFF, "in-custody", themes=("officers", "trust"), asks=True,
    ),
    Answer(
        "by-the-office", _WORTH, 5,
        "Hang one page by the wing office: who comes, on which day, for whom. If I have to look it up on "
        "the computer, I will not.",
        STAFF, "early-days", themes=("officers", "information"), asks=True,
    ),
    Answer(
        "officers-too", _WORTH, 5,
        "Offer it to us as well. Some of us could do with somebody who knows what there is out there.",
        STAFF, "", themes=("officers", "health"), asks=True,
    ),
    Answer(
        "keys-and-codes", _WORTH, 5,
        "They could come in by the side gate at shift change, when nobody looks at bags for ten minutes.",
        STAFF, "in-custody", becomes=Becomes.DECLINED, reason=Reason.SECURITY,
    ),
    Answer(
        "trained-up", _WORTH, 7,
        "I would do a day of training if it counted as training. My line manager would have to agree, and "
        "he is on Elm.",
        STAFF, "in-custody", becomes=Becomes.RETURNED_AND_ANSWERED,
        message="We would like to show this. Would you mind if we leave out where your line manager works?",
        reply="That is fine, leave it out.",
    ),
    Answer(
        "prison-held", _WORTH, 9,
        "At HMP Fernhollow we have a key-work hour that hardly ever runs. Use that hour. It is on the "
        "roster already.",
        STAFF, "in-custody", becomes=Becomes.HELD,
    ),
)  # fmt: skip

BY_NAME = {answer.name: answer for answer in ANSWERS}
#: Whose receipts `make run` prints, and what there is to see with each.
PRINTED = ("four-days", "wing-name")

#: Every passage, for checks of words.
TEXTS = tuple(text for one in ANSWERS for text in (one.words, one.message, one.reply, one.changed_to) if text)
