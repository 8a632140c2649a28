"""The privacy notice (UK GDPR, articles 13 and 14)."""

from cms.default_pages.page import DefaultPage, text

PRIVACY = DefaultPage(
    slug="privacy",
    title="Privacy notice",
    introduction=(
        "What we know about people who read, who answer, who get in touch and who have an account. And your "
        "rights."
    ),
    search_description="What we keep about members and readers, why, for how long, and your rights.",
    footer_title="Privacy",
    body=(
        text("""
            <h2>Who we are</h2>
            <p>This site is run by the programme named at the foot of each page. In the words of the law, it
            is the “controller”: it decides what is kept and why. How to reach us is at the foot of each
            page too.</p>
            <h2>If you only read</h2>
            <p>We keep nothing about you. Public pages set no cookies. We do not keep your address on the
            internet or the words you search for. For each page we send, we keep one line with the kind of
            page, if it worked, how long it took and the hour.</p>
            <h2>If you answer a question</h2>
            <p>We do not know who you are, and we do not want to. We keep what you gave us: your words, what
            you chose beside them, and what you allow us to do with them. We keep the week in which it came
            out of the box, and what we did with it. We keep a scrambled form of your number, so that you
            can come back. Nothing leads from this to a person, unless your words do.</p>
            <p>So please leave out what tells who you are. What does is taken out before your words are
            shown. If you ask us, with your number, what we hold about your answer, the page shows all of
            it.</p>
            <p>You choose if your words may be shown, used in research, both or neither. You can take them
            back at any time with your number. We read them so that nobody comes to harm, and to learn from
            them. The law calls this our “legitimate interests” (article 6(1)(f)). Words that tell about
            health or about convictions are shown and used only if you allow it (articles 9 and 10, with
            Schedule 1 to the Data Protection Act 2018).</p>
            <h2>If you vote</h2>
            <p>While a vote is open, we keep a list of who may vote: members, and slips by a scrambled form of
            their code. It notes who has voted. How you voted is locked, with a key of its own. When the vote
            is over, we delete the list, the votes and the key. The numbers stay, and the reason you gave if
            you gave one, without your name.</p>
            <h2>If you write, ring or come</h2>
            <p>We keep your letter or message for as long as we need it to answer you and to use what you
            told us in the way you agreed. You do not have to give your name. At events we note what was
            said, but not who said it.</p>
            <h2>If you put your name down for an event</h2>
            <p>Here we do know what you type: a name to be called by, your group if you say it, an email
            address or a phone number if you give one, what you need, what you eat, and what you agree to.
            Our facilitators see it, to plan the day. It is locked where we keep it. You can change it or
            take it back with your code.</p>
            <p>What you need may tell about your health, and your group about a conviction. We keep these
            only because you chose to tell us (article 9(2)(a), and article 10 with Schedule 1 to the Data
            Protection Act 2018). You can come without telling us either.</p>
            <h2>If you have an account</h2>
            <p>Accounts are for people we invite. This is what we keep.</p>
            <ul>
            <li><strong>Your email address</strong>, so that you can sign in and we can write to you. Other
            members do not see it.</li>
            <li><strong>The name you show to others.</strong> It does not have to be your full name.</li>
            <li><strong>Your role group</strong>, such as link worker or prison staff.</li>
            <li><strong>What you may do here</strong>, such as write pages or check them.</li>
            <li><strong>Prisons or areas you are tied to</strong>, so that nobody checks what is about where
            they work.</li>
            <li><strong>Your password</strong>, scrambled so that nobody can read it. And what your second
            key needs to work.</li>
            <li><strong>The week you last signed in</strong>, and not the day or hour.</li>
            <li><strong>What you write as a member:</strong> proposals, changes you suggest, and comments.
            They stand under your name, and all can read them. Others do not see which changes you support
            or what you report.</li>
            <li><strong>What you follow</strong>, and what we told you of it.</li>
            <li><strong>Which pages you wrote or changed</strong>, and when, so that we can put a mistake
            right. After a week we keep only the week.</li>
            </ul>
            <h2>Your role group and the law</h2>
            <p>If your role group says that you have been in prison, it tells something about a conviction
            or a charge. The law guards that with extra care. We keep it only if you agree. You can change
            your mind at any time. Tell us, and we take it out.</p>
            <h2>Why the law lets us</h2>
            <p>We need the rest to run the programme with you and to keep it secure. The law calls this our
            “legitimate interests” (article 6(1)(f) of the UK GDPR). For your role group, where it tells
            about a conviction, we rely on your consent (article 6(1)(a), with article 10 and Schedule 1 to
            the Data Protection Act 2018).</p>
            <h2>How long we keep it</h2>
            <ul>
            <li><strong>Answers that are shown:</strong> until you take them back.</li>
            <li><strong>Answers that are not shown:</strong> 90 days after we decided. If you give them to
            research, for as long as the study needs them.</li>
            <li><strong>Answers that came back to you:</strong> 180 days, if you do not change them.
            Messages: 180 days. Reports: 90 days after we dealt with them.</li>
            <li><strong>What was passed on</strong> to keep somebody from harm: we keep the note of it.</li>
            <li><strong>What you told us to come to an event:</strong> until 30 days after it. If you give
            your place back, we delete it at once. How many people came stays.</li>
            <li><strong>Who may vote, who has, and how:</strong> until the vote is over.</li>
            <li><strong>What we told you of what you follow:</strong> 30 days.</li>
            <li><strong>Your account:</strong> until you close it. You can do so in your settings at any
            time.</li>
            <li><strong>When you close it:</strong> we delete your email address, your name, your password
            and what was tied to them. We take you out of the record of who changed which page. Pages,
            proposals and comments you wrote under your name stay, as by “a former member”. Drafts that only
            you wrote go.</li>
            <li><strong>Invitations:</strong> one that nobody uses stops working on the date it gives. We
            delete it 60 days later.</li>
            <li><strong>Mail to you:</strong> we delete our copy a week after it was sent, or 30 days after
            it could not be.</li>
            <li><strong>Safety copies:</strong> what is deleted stays in them until they are replaced, which
            takes up to 35 days.</li>
            </ul>
            <h2>Who else sees it</h2>
            <p>The company that runs our computers and the one that sends our mail handle it for us, under
            contract. We sell nothing. We use nobody’s data to teach a machine. No machine makes a decision
            about you.</p>
            <p>We pass on what we know if somebody is at risk of serious harm, or if a court orders it. Then
            we pass on no more than is needed.</p>
            <h2>Your rights</h2>
            <ul>
            <li><strong>See it.</strong> Members can download all we keep about them from their settings.
            Anyone can ask us.</li>
            <li><strong>Put it right.</strong> Change it in your settings, or tell us what is wrong.</li>
            <li><strong>Have it deleted.</strong> Close your account, or ask us.</li>
            <li><strong>Say no.</strong> You can object to what we do, or ask us to stop for a time.</li>
            <li><strong>Take it with you.</strong> The download is a plain file that other programs can
            read.</li>
            <li><strong>Change your mind.</strong> Where we rely on your consent, you can take it back.</li>
            </ul>
            <p>It costs nothing. We answer within one month.</p>
            <h2>If you are not happy</h2>
            <p>Please tell us first. You can also complain to the Information Commissioner’s Office (ICO):
            ring 0303 123 1113, go to <a href="https://ico.org.uk/make-a-complaint/">ico.org.uk</a>, or
            write to Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF.</p>
            <p><a href="/trust/">What we keep, and what we cannot protect</a></p>
        """),
    ),
)
