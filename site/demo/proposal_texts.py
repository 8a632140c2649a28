"""The proposals of the demo: each drawn from points of the event of October 2022, in our own words.

The points are real, as far as its author's summary tells. The proposals, their figures, places and what
became of them are invented; the pages of the demo say so.
"""

from dataclasses import dataclass, field

from consultations.proposals.enums import How, Part, ProposalState, Size
from vocabulary.role_groups import RoleGroup


@dataclass(frozen=True)
class ProposalText:
    """One proposal, as its authors wrote it."""

    #: Used in this folder only; its address is made of its title.
    name: str
    title: str
    #: How far it gets in the demo.
    state: ProposalState
    size: Size
    #: Points of the event it comes from, as "topic/point" in `october_2022.TOPICS`.
    points: tuple[str, ...]
    stages: tuple[str, ...]
    themes: tuple[str, ...]
    #: Plain paragraphs, an empty line between them.
    parts: dict[Part, str]
    amount: int | None = None
    how_often: How | None = None
    from_whom: str = ""
    custody_places: tuple[str, ...] = ()
    release_places: tuple[str, ...] = ()
    #: The email of whoever writes it together with the facilitator.
    with_author: str = ""
    #: Why, for a step that the public would ask about.
    reason: str = ""
    #: Comments by members of the demo, as (email, part or none, words).
    comments: tuple[tuple[str, "Part | None", str], ...] = field(default=())
    #: A change that a member suggests, as (email, part, words, why).
    amendments: tuple[tuple[str, Part, str, str], ...] = field(default=())


PROPOSALS = (
    ProposalText(
        name="link-workers-before-release",
        with_author="leon@demo.example",
        title="A link worker visits twelve weeks before release",
        state=ProposalState.IDEAS,
        size=Size.PLAN,
        points=("when/outreach", "when/early", "when/strengths"),
        stages=("preparing-for-release", "through-the-gate"),
        themes=("timing", "local-knowledge"),
        custody_places=("hmp-fernhollow",),
        release_places=("larchester", "fernhollow"),
        parts={
            Part.PROBLEM: (
                "People often meet somebody who could help them only in their last days inside, or not at"
                " all. Activities and contacts outside take weeks to set up. What is left to the last "
                "minute does not happen."
            ),
            Part.WHO: (
                "People who will leave HMP Fernhollow in the next twelve weeks. Those who move far away "
                "gain most, since the link worker is one from the area where they will live."
            ),
            Part.CHANGE: (
                "A link worker comes to the prison every second week and meets people one to one. The "
                "first talk is about what somebody likes and is good at. Before release there are at "
                "least three meetings. One contact outside is agreed by name."
            ),
            Part.OFFICERS: (
                "Officers bring people to a room that is booked already. They are told the day a month "
                "ahead. They may say when somebody is having a bad week. They are not asked to judge who "
                "deserves a visit."
            ),
            Part.NEEDS: (
                "Two days a week of a link worker. A room with a door. Clearance for the link worker "
                "before the start. The governor’s permission."
            ),
            Part.EVIDENCE: (
                "People at the event in October 2022 proposed visits to people near release, and said "
                "that they should not come at the last minute. RECONNECT also starts twelve weeks before "
                "release, but it is about health care. A link worker is about the rest of life."
            ),
            Part.RISKS: (
                "Visits fall away when the prison is short of staff. A link worker may be taken for a "
                "probation practitioner. People who read little may not hear of it, so peers on the wing "
                "tell them."
            ),
            Part.MEASURES: (
                "How many people had three meetings before release. How many had met their contact "
                "outside four weeks after. What they say of it themselves."
            ),
        },
        amount=46_000,
        how_often=How.YEARLY,
        from_whom="The health board of the area",
        comments=(
            (
                "leon@demo.example",
                Part.CHANGE,
                "Every second week is too thin in the last month. Could it be every week then?",
            ),
            ("karen@demo.example", Part.OFFICERS, "A fixed day helps us most. Thursdays are quiet here."),
            (
                "imran@demo.example",
                None,
                "Could we ask people four weeks after release, and again after twelve?",
            ),
        ),
        amendments=(
            (
                "leon@demo.example",
                Part.NEEDS,
                "Two days a week of a link worker, and travel. A room with a door. Clearance for the "
                "link worker before the start. The governor’s permission. A phone line that people "
                "can ring from the wing.",
                "Without a phone line nobody can change a meeting.",
            ),
        ),
    ),
    ProposalText(
        name="list-of-link-workers",
        title="A list of link workers by area of release",
        state=ProposalState.UNDER_WAY,
        size=Size.TRY_NOW,
        points=("when/list", "when/far"),
        stages=("preparing-for-release", "through-the-gate"),
        themes=("information", "local-knowledge"),
        parts={
            Part.PROBLEM: (
                "Prison health care teams do not know who the link workers are in the places people go "
                "to. People often move far from the prison, where a local link worker knows nobody."
            ),
            Part.WHO: (
                "Health care teams in prisons, and groups that support people on their way out. In the "
                "end, everybody who leaves."
            ),
            Part.CHANGE: (
                "One list, by the area where somebody will live and not by the prison. For each area: who"
                " the link workers are, how to reach them, and the day on which somebody last checked."
            ),
            Part.OFFICERS: (
                "Nothing to do. The list also hangs in the staff room, so that an officer who is asked "
                "has an answer."
            ),
            Part.NEEDS: (
                "Half a day a month of somebody who keeps the list true. Leave of each GP practice to be "
                "on it."
            ),
            Part.EVIDENCE: (
                "It was raised at the event in October 2022. Lists like this grow old fast: so each entry"
                " shows when it was last checked."
            ),
            Part.RISKS: (
                "Old entries send people to nobody. Names of staff become public: so only work numbers "
                "are on it."
            ),
            Part.MEASURES: (
                "How many entries were checked in the last three months. How often health care teams used it."
            ),
        },
    ),
    ProposalText(
        name="the-whole-journey",
        title="Social prescribing for the whole time in prison",
        state=ProposalState.FINAL,
        size=Size.COMMISSION,
        points=("when/throughout", "when/infrastructure", "when/activities", "when/patchy"),
        stages=("early-days", "in-custody", "preparing-for-release"),
        themes=("timing", "activities"),
        custody_places=("hmp-fernhollow", "hmp-marram-point"),
        parts={
            Part.PROBLEM: (
                "Help to find something worth doing comes at the end, if it comes. What prisons offer is "
                "patchy: one has a choir and a garden, the next has neither."
            ),
            Part.WHO: (
                "Everybody in prison, from the first weeks on. People on short sentences, who otherwise "
                "leave before anything begins."
            ),
            Part.CHANGE: (
                "Each person can talk to a link worker in their first month, and again every three "
                "months. Each prison says what is on offer, and what is missing."
            ),
            Part.OFFICERS: (
                "Officers get the same list of what is on. Key workers can pass a name on with one line. "
                "Fewer people with nothing to do means calmer wings."
            ),
            Part.NEEDS: (
                "One link worker for each 400 people. Somebody in each prison who knows what is on."
            ),
            Part.EVIDENCE: (
                "People with lived experience broadly agreed on this in October 2022. It was asked "
                "whether prisons have what it takes. Some have much already."
            ),
            Part.RISKS: (
                "It costs more than visits at the end. It could be promised everywhere and happen "
                "nowhere. People in segregation could be left out: the offer is for them too."
            ),
            Part.MEASURES: (
                "How many people had a first talk within a month. What was on offer at the start and a "
                "year later."
            ),
        },
        amount=180_000,
        how_often=How.YEARLY,
        from_whom="NHS commissioners of health and justice",
    ),
    ProposalText(
        name="a-written-promise",
        with_author="leon@demo.example",
        title="A written promise about what stays private",
        state=ProposalState.BALLOT,
        size=Size.TRY_NOW,
        points=("direction/probation", "buy-in/trust"),
        stages=("through-the-gate", "probation"),
        themes=("trust",),
        parts={
            Part.PROBLEM: (
                "People on licence may hold back with a link worker. They fear that what they say gets "
                "back to their probation officer."
            ),
            Part.WHO: "People on probation, and link workers who are asked what they pass on.",
            Part.CHANGE: (
                "Link worker and person sign a short promise at their first meeting. Its first line says "
                "what cannot be kept private: a risk of serious harm. All else stays between them, unless"
                " the person says otherwise."
            ),
            Part.OFFICERS: (
                "Officers know what the promise says and do not ask link workers for more. If somebody is"
                " in danger, the link worker rings, as now."
            ),
            Part.NEEDS: (
                "One page in plain words, and in Easy Read. An hour of training. Leave of the probation "
                "service."
            ),
            Part.EVIDENCE: (
                "The worry was raised in October 2022. The promise does not change the law: it says what "
                "the law is."
            ),
            Part.RISKS: (
                "A promise that is broken is worse than none. Somebody may think that it covers "
                "everything: so its limits come first."
            ),
            Part.MEASURES: (
                "Whether people know after three months what is passed on. How often the promise was said"
                " to be broken, and what followed."
            ),
        },
    ),
    ProposalText(
        name="money-that-stays",
        with_author="imran@demo.example",
        title="Money that does not end in March",
        state=ProposalState.DECIDED,
        size=Size.COMMISSION,
        points=("buy-in/money",),
        stages=(),
        themes=("funding",),
        parts={
            Part.PROBLEM: (
                "Projects are paid with what is left when the financial year ends. They start in April "
                "and stop in March. Link workers look for other jobs in January."
            ),
            Part.WHO: "Everybody who relies on a link worker, and the link workers.",
            Part.CHANGE: (
                "The pilot is paid for three years at once. Six months before the end it is said in "
                "public whether it goes on."
            ),
            Part.OFFICERS: ("No new faces each spring. Officers need not learn who is who each year."),
            Part.NEEDS: "A contract over three years. A commissioner who signs it.",
            Part.EVIDENCE: (
                "In October 2022 it was said that this calls for steady money from commissioners."
            ),
            Part.RISKS: ("Three years tie money up. So there is a review after each year, with reasons."),
            Part.MEASURES: (
                "Whether the contract is for three years. How many link workers stay longer than one."
            ),
        },
        amount=150_000,
        how_often=How.YEARLY,
        from_whom="The commissioners, from their yearly budget",
        reason="Agreed. A contract over three years is being written.",
    ),
    ProposalText(
        name="somebody-to-come-along",
        title="Somebody who comes along in the first weeks",
        state=ProposalState.IDEAS,
        size=Size.PLAN,
        points=("direction/purpose", "direction/joining", "direction/daunting", "direction/help"),
        stages=("through-the-gate", "community"),
        themes=("purpose", "activities"),
        release_places=("larchester",),
        parts={
            Part.PROBLEM: (
                "People who leave prison can find that they have nothing to aim for. To walk into a new "
                "group alone is daunting when the routines of prison are gone."
            ),
            Part.WHO: "People in their first six weeks outside, in Larchester to begin with.",
            Part.CHANGE: (
                "Somebody who has been in prison comes along the first two times: to the gym, the "
                "allotment, the college. They are paid. The link worker knows the groups and makes the "
                "first call."
            ),
            Part.OFFICERS: (
                "Officers can tell people before they go that somebody will be there. They get word of "
                "how it went, if the person agrees."
            ),
            Part.NEEDS: (
                "Four people who come along, paid by the hour at the published rate. Bus fares. Somebody "
                "who looks after them."
            ),
            Part.EVIDENCE: ("At the event it was said that people may need somebody who spurs them on."),
            Part.RISKS: (
                "Licence conditions may forbid some places: the link worker asks first. Those who come "
                "along need support of their own."
            ),
            Part.MEASURES: (
                "How many went twice. How many still go after three months. What they say of it."
            ),
        },
        amount=21_000,
        how_often=How.ONCE,
        from_whom="A charity that pays for first tries",
    ),
    ProposalText(
        name="what-is-in-it-for-officers",
        with_author="karen@demo.example",
        title="What is in it for prison officers",
        state=ProposalState.IDEAS,
        size=Size.TRY_NOW,
        points=("buy-in/officers", "buy-in/promise"),
        stages=("in-custody",),
        themes=("officers", "trust"),
        custody_places=("hmp-fernhollow",),
        parts={
            Part.PROBLEM: (
                "Officers may not see the good of social prescribing. Nobody has asked them what would "
                "help them. Without them nobody gets to the room."
            ),
            Part.WHO: "Officers at HMP Fernhollow, and the people on their wings.",
            Part.CHANGE: (
                "Two officers help to plan the pilot, in paid hours. Officers may see a link worker for "
                "themselves. Each month they hear one thing that went well on their wing."
            ),
            Part.OFFICERS: (
                "Their own time is planned for, not taken. They say what does not work and are answered "
                "within two weeks."
            ),
            Part.NEEDS: ("Four hours a month for two officers. A link worker’s hour in the staff room."),
            Part.EVIDENCE: (
                "In October 2022 it was said that officers’ doubts could make it hard to run well."
            ),
            Part.RISKS: ("It could look like a favour to some. So the two are chosen by their colleagues."),
            Part.MEASURES: (
                "Whether officers would tell a colleague to support it. How often a meeting fell away for"
                " want of an escort."
            ),
        },
    ),
    ProposalText(
        name="a-question-on-the-first-night",
        title="A question on the first night",
        state=ProposalState.REVIEWED,
        size=Size.TRY_NOW,
        points=("buy-in/new-things", "when/activities"),
        stages=("early-days",),
        themes=("activities", "health"),
        custody_places=("hmp-marram-point",),
        parts={
            Part.PROBLEM: (
                "On the first night people are asked about risk and health. Nobody asks what they like to do."
            ),
            Part.WHO: "People in their first days at HMP Marram Point.",
            Part.CHANGE: (
                "One more question: what do you like, and what would you like to try? The answer goes to "
                "whoever plans activities, if the person agrees."
            ),
            Part.OFFICERS: "One question more. It is often the one that gets a smile.",
            Part.NEEDS: "A line on the form. Nobody new.",
            Part.EVIDENCE: "Some prisons already have much on offer; people have to hear of it.",
            Part.RISKS: "Asked and then forgotten is worse than not asked.",
            Part.MEASURES: ("How many were asked. How many of those started something within a month."),
        },
        reason=(
            "Tried for three months. Most were asked, and more than half started something. The question "
            "stays."
        ),
    ),
    ProposalText(
        name="a-link-worker-on-each-wing",
        title="A link worker on each wing, all week",
        state=ProposalState.PARKED,
        size=Size.COMMISSION,
        points=("when/throughout", "when/infrastructure"),
        stages=("in-custody",),
        themes=("timing", "funding"),
        parts={
            Part.PROBLEM: "A visit every second week leaves long gaps.",
            Part.WHO: "Everybody on a wing.",
            Part.CHANGE: ("Each wing has a link worker of its own, who is there on all working days."),
            Part.OFFICERS: "One more person on the wing who knows people by name.",
            Part.NEEDS: "A link worker for each wing. Offices.",
            Part.EVIDENCE: "It was asked in October 2022 whether prisons have what it takes.",
            Part.RISKS: "It would take all the money there is, for one prison.",
            Part.MEASURES: "How many people talked to them in a month.",
        },
        amount=420_000,
        how_often=How.YEARLY,
        reason=(
            "There is no money for so many link workers. It is taken up again when the pilot has been "
            "evaluated."
        ),
    ),
    ProposalText(
        name="one-form-for-everybody",
        title="One form for prison, health care and probation",
        state=ProposalState.WITHDRAWN,
        size=Size.PLAN,
        points=("direction/probation",),
        stages=("preparing-for-release", "probation"),
        themes=("information", "trust"),
        parts={
            Part.PROBLEM: "People tell their story again and again.",
            Part.WHO: "People who leave prison.",
            Part.CHANGE: "One form that goes along with a person.",
            Part.OFFICERS: "Less to write.",
            Part.NEEDS: "An agreement on who may read what.",
            Part.EVIDENCE: "Nobody asked for this at the event.",
            Part.RISKS: "What is told to one would reach all. That is just what people fear.",
            Part.MEASURES: "How often somebody has to tell their story.",
        },
        reason=(
            "People with lived experience said that a shared form is what they fear. We took that seriously."
        ),
    ),
    ProposalText(
        name="try-it-afternoons",
        title="Afternoons to try something",
        state=ProposalState.DRAFT,
        size=Size.TRY_NOW,
        points=("buy-in/new-things",),
        stages=("in-custody",),
        themes=("activities",),
        parts={
            Part.PROBLEM: "To take up something new is hard when nobody around you does it.",
            Part.CHANGE: ("Once a month groups from outside show what they do: music, bikes, baking."),
        },
    ),
)

#: What people without an account say: (proposal, part or none for the whole, words, group).
SUGGESTIONS: tuple[tuple[str, "Part | None", str, RoleGroup], ...] = (
    (
        "link-workers-before-release",
        Part.CHANGE,
        "Ask people on the wing which day is best. On ours half are at work on the day you picked.",
        RoleGroup.LIVED_EXPERIENCE,
    ),
    (
        "link-workers-before-release",
        Part.RISKS,
        "If the link worker does not turn up once, nobody believes it again. Say what happens then.",
        RoleGroup.LIVED_EXPERIENCE,
    ),
    (
        "link-workers-before-release",
        None,
        "I had nobody the first time and somebody the second time. It made all the difference.",
        RoleGroup.LIVED_EXPERIENCE,
    ),
)
#: Votes in the ballot that is closed, in no order, some with a reason.
VOTES: tuple[tuple[str, str], ...] = (
    *(("agree", ""),) * 24,
    *(("concerns", ""),) * 6,
    ("concerns", "Three years is good. But say what happens to the link worker when it ends."),
    ("agree", "You cannot trust somebody who is gone in March."),
    ("agree", "We tell people to plan ahead. Then we should."),
    *(("either", ""),) * 3,
    ("disagree", "The money is tied up when something better comes along."),
    *(("disagree", ""),) * 2,
)
#: The ballot that is open: anybody can try it, as a member and with a printed code.
OPEN_BALLOT = "Should link workers and people on licence sign a written promise at their first meeting?"
#: The ballot that is closed and agreed.
CLOSED_BALLOT = "Should the pilot be paid for three years at once?"

#: Every passage that readers see, for checks of words and reading grade.
TEXTS = (
    *(one.title for one in PROPOSALS),
    *(words for one in PROPOSALS for words in one.parts.values()),
    *(one.reason for one in PROPOSALS if one.reason),
    *(words for one in PROPOSALS for _who, _part, words in one.comments),
    *(text for one in PROPOSALS for _who, _part, *words in one.amendments for text in words),
    *(words for _name, _part, words, _group in SUGGESTIONS),
    *(why for _vote, why in VOTES if why),
    OPEN_BALLOT,
    CLOSED_BALLOT,
)
