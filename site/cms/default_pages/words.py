"""The glossary: every word of ours that a reader may not know."""

from cms.default_pages.page import DefaultPage, Entry

WORDS = DefaultPage(
    slug="words",
    title="Words we use",
    introduction="What our words mean, in plain English. If one is missing or wrong, tell us.",
    search_description="Social prescribing, link worker, through the gate and other words, explained.",
    footer_title="Words we use",
    entries=(
        Entry(
            "approved premises",
            "A house with staff where some people have to live for a while after prison. There are rules, "
            "such as when to be in. Here we always name it together with probation, since living there can"
            " say something about a person.",
        ),
        Entry(
            "ballot",
            "A vote that is held here, with a start and an end.",
        ),
        Entry(
            "ballot paper",
            "One person’s vote, on paper or on a screen.",
        ),
        Entry(
            "buy-in",
            "When people think a plan is worth their time and back it. A plan for prisons needs it from "
            "officers as well as from people in prison.",
        ),
        Entry(
            "commissioner",
            "A person or body that decides which services are paid for, and pays for them. The NHS has "
            "some, and so do councils.",
        ),
        Entry(
            "community",
            "Life outside prison: home, work, friends, clubs, the doctor, the council, and all else that "
            "is there.",
        ),
        Entry(
            "contribution",
            "One answer to a question, or one change that somebody suggests without an account.",
        ),
        Entry(
            "co-production",
            "When people who use a service and people who run it plan it together, as equals. It is more "
            "than asking people what they think.",
            also="co-design",
        ),
        Entry(
            "custody",
            "Being held in prison, with or without a sentence. About one person in six in prison is on "
            "remand: they wait for their trial or sentence.",
        ),
        Entry(
            "decision",
            "What was decided about a proposal, by whom, and why. “No” is a decision too, and it needs a "
            "reason.",
        ),
        Entry(
            "disclosure control",
            "Rules that stop small numbers from showing who somebody is. If only two people from one place"
            " came, we do not show how many came from each place.",
            also="small numbers",
        ),
        Entry(
            "emptying",
            "The moment when the locked box is opened, its letters are shuffled and the key is destroyed.",
        ),
        Entry(
            "envelope",
            "Your words, sealed. Nobody can read them until the locked box is opened.",
        ),
        Entry(
            "event summary",
            "The page that tells what was raised at an event: the topics, and the points under each.",
        ),
        Entry(
            "feedback thread",
            "A question that is put to people, with the answers below it, and what came of them.",
            also="question",
        ),
        Entry(
            "GRIPP2",
            "A short list that researchers use to report how they worked with the public: the aim, how it "
            "was done, what came of it, how much it changed, and what they would do in another way.",
        ),
        Entry(
            "health care in prison",
            "The nurses, doctors and others who look after people’s health in prison. They work for the "
            "NHS or for a firm that it pays.",
        ),
        Entry(
            "journey stage",
            "A part of the way into prison, through it and out. Ours are: on remand or at court; early "
            "days in custody; in custody; preparing for release; through the gate; on probation or in "
            "approved premises; in the community; and recalled.",
        ),
        Entry(
            "key holder",
            "A person who keeps a part of a key. Where there are two, neither can open anything alone.",
        ),
        Entry(
            "knowledge-exchange event",
            "A meeting where people who know a thing from different sides share what they know. Nobody "
            "there is the only expert.",
            also="event",
        ),
        Entry(
            "licence",
            "The rules a person has to keep after they leave prison, until a set date. Who breaks them can"
            " be sent back.",
            also="on licence",
        ),
        Entry(
            "link worker",
            "Somebody whose job is to listen to what is going on in your life, and to find people and "
            "groups near you who can help. Many work in GP practices. They do not treat illness.",
            also="social prescribing link worker",
        ),
        Entry(
            "lived experience",
            "Knowing a thing because you have been through it. People with lived experience of prison have"
            " been in prison, or are there now.",
            also="people with lived experience of prison",
        ),
        Entry(
            "locked box",
            "How answers without a name are kept. All that is sent goes into the box. When it is opened, "
            "what is inside is shuffled and the key is destroyed.",
        ),
        Entry(
            "moderator",
            "A person who reads what is sent before it is shown, and looks after people who may come to "
            "harm.",
        ),
        Entry(
            "NIHR",
            "The National Institute for Health and Care Research. It pays for studies with public money.",
            also="National Institute for Health and Care Research",
        ),
        Entry(
            "participation code",
            "A code on a slip of paper that lets somebody answer once. It says which group they are in and "
            "nothing else.",
        ),
        Entry(
            "pilot",
            "Trying out a plan in one place, to see if it works, before it is done in more.",
        ),
        Entry(
            "point raised",
            "One thing that was said at an event, written down by a researcher. It may say which group "
            "raised it and whether people agreed.",
        ),
        Entry(
            "prison staff",
            "All who work in a prison: officers, teachers, chaplains, managers and others.",
            also="prison officer",
        ),
        Entry(
            "probation",
            "The service that checks on people who serve a sentence outside prison, or who have left "
            "prison on licence. The person you meet is a probation practitioner. Many people say probation"
            " officer.",
            also="probation practitioner, probation officer",
        ),
        Entry(
            "proposal",
            "A plan to change something. It says what the problem is, who it helps, what would change, "
            "what it rests on, what could go wrong and how we would know.",
        ),
        Entry(
            "quorum",
            "How many people have to vote so that a vote counts.",
        ),
        Entry(
            "recall",
            "Being sent back to prison while on licence, often because a rule of the licence was broken.",
            also="recalled",
        ),
        Entry(
            "receipt",
            "A number that lets you come back to what you sent, without an account or a name.",
        ),
        Entry(
            "RECONNECT",
            "An NHS service for people who leave prison. It starts about 12 weeks before release and goes "
            "on for up to 6 months. It helps them to find health care and other support outside.",
        ),
        Entry(
            "reflection",
            "One person’s own view, with their name on it. We keep it apart from the record of what was "
            "said.",
        ),
        Entry(
            "release on temporary licence",
            "Leave from prison for a short time, for example to work, to learn or to see family. Often "
            "called ROTL.",
            also="ROTL",
        ),
        Entry(
            "remand",
            "Being held in prison before a trial or before a sentence.",
            also="on remand",
        ),
        Entry(
            "response",
            "A reply from somebody who can act on what was said, with their name and their job.",
        ),
        Entry(
            "role group",
            "How somebody is part of this: lived experience of prison, family or carer, link worker, "
            "prison staff, probation, health care, voluntary sector, researcher or commissioner.",
        ),
        Entry(
            "social prescribing",
            "Help for what makes life hard that is not a pill: being alone, money, housing, having nothing"
            " to do. A link worker takes time to listen. Then they link you with people, groups or "
            "services near you.",
        ),
        Entry(
            "strength",
            "How much people at an event agreed on a point: from most of them to only some, or not at all.",
        ),
        Entry(
            "theme",
            "What something is about, such as housing or trust. You can look up all that was said on one "
            "theme.",
        ),
        Entry(
            "through the gate",
            "The move from prison to life outside. Also the help somebody gets on the way.",
        ),
        Entry(
            "topic",
            "A part of an event. Each topic has points that were raised under it.",
        ),
        Entry(
            "turnout",
            "How many of the people who could vote did so.",
        ),
        Entry(
            "voluntary sector",
            "Charities, clubs, faith groups and others that are neither the state nor a firm.",
        ),
        Entry(
            "You said, we did",
            "The page that shows, for each thing people said, what was done. If nothing was done, it "
            "says so. It stands at “What changed”.",
        ),
    ),
)
