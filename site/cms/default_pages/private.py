"""Staying private on this phone or computer."""

from cms.default_pages.page import DefaultPage, callout, details, text
from cms.reading_grade import FOR_EVERYONE

PRIVATE = DefaultPage(
    slug="private",
    title="Staying private on this phone or computer",
    introduction=(
        "Other people may use this phone or computer, or check it. "
        "Here is what they could see, and what you can do about it."
    ),
    search_description="What a phone or computer keeps of your visit, and how to clear it.",
    grade=FOR_EVERYONE,
    footer_title="Staying private",
    body=(
        text("""
            <h2>What stays behind</h2>
            <p>Your browser keeps a list of the pages you look at. The list is called the history. Anyone
            who picks up this phone may be able to read it. If you search on this site, the words you type
            are in that list too.</p>
            <p>We cannot clear the list for you. You can do it yourself. It takes about a minute.</p>
        """),
        callout(
            "If you are on licence",
            """
            <p>Some people have a rule that their phone may be checked, or that they must not clear its
            history. If that could be you, do not clear it before you have asked. A solicitor can tell you
            what your rule means. You can also ring us, or write to us on paper.</p>
            """,
        ),
        text("""
            <h2>If you write an answer</h2>
            <p>Until you send your words, the Back button or “Reload” can bring them back on this screen.
            If you stop half way, take out your words first. Once they are sent, they do not show again.</p>
            <p>Some browsers keep what you send in files of their own. They do this to bring your pages back
            after a crash. Nobody sees these files on the screen. But someone who searches the whole phone or
            computer may find your words in them. In Chrome and Edge the files go when you have closed all
            windows twice, or when you clear all of the history. It is not enough to take out some pages. A
            private window is made to keep no such files.</p>
            <p>Then you see your number. It shows for 10 minutes at most, or until you press “I have written
            it down”. Write it on paper. A photo of it stays on the phone. So does a print-out in a
            printer’s list. Whoever has the number can read your words.</p>
            <h2>If you vote with a code</h2>
            <p>Once you have voted, no page shows your vote again. The files of the browser may keep it, as
            they may keep an answer. Your new code shows for 10 minutes at most. Whoever has it can vote in
            your place, but cannot see how you voted.</p>
            <p>Is someone next to you? Come back when you are alone, and vote again. The last vote counts.</p>
            <h2>Leave this page now</h2>
            <p>Each page has a link that says “Leave this page now”. It takes you to a different site at
            once. On a computer you can press the Shift key three times, quickly, and the same thing
            happens.</p>
            <p><strong>What it does not do:</strong> it does not clear the history. The list still says that
            you were here. The Back button may still show a page you looked at before. And if scripts are
            turned off, the Shift key does nothing. The link works all the same.</p>
            <h2>Before you start: a private window</h2>
            <p>A private window forgets your pages when you close it. Open one first, then come here.</p>
            <ul>
            <li><strong>Chrome:</strong> tap the three dots, then “New Incognito tab”.</li>
            <li><strong>Safari on an iPhone:</strong> tap the two squares, then “Private”.</li>
            <li><strong>Samsung Internet:</strong> tap “Tabs”, then “Turn on Secret mode”.</li>
            <li><strong>Edge:</strong> tap the three dots or lines, then “New InPrivate tab”.</li>
            <li><strong>Firefox:</strong> tap the mask, or the three lines and then “New private
            window”.</li>
            </ul>
            <p><strong>What it does not do:</strong> it does not hide you from those who run the network, or
            from an app put on the phone to watch you. Close the window when you are done.</p>
            <h2>Clear the history</h2>
            <p>You can take out our pages and leave the rest. An empty list can make people ask why. The
            words may be a little different on your phone.</p>
        """),
        details(
            "Chrome",
            """
            <ol><li>Tap the three dots at the top.</li><li>Tap “History”.</li>
            <li>Find our pages. On an Android phone, tap the cross next to each one. On an iPhone, tap
            “Edit” and pick them. On a computer, tick them.</li>
            <li>Tap “Delete” or “Remove” if you are asked.</li></ol>
            """,
        ),
        details(
            "Safari on an iPhone or iPad",
            """
            <ol><li>Tap the sign that looks like an open book. You may need to tap three dots first.</li>
            <li>Tap the clock, or “History”.</li>
            <li>Find our pages. Swipe each one to the left.</li><li>Tap “Delete”.</li></ol>
            """,
        ),
        details(
            "Samsung Internet",
            """
            <ol><li>Tap the three lines at the foot.</li><li>Tap “History”.</li>
            <li>Press and hold one of our pages. Tick the rest.</li><li>Tap “Delete”.</li></ol>
            """,
        ),
        details(
            "Edge",
            """
            <ol><li>Tap the three dots or the three lines.</li><li>Tap “History”.</li>
            <li>Find our pages. On a phone, press and hold each one. On a computer, tap the cross next to
            it.</li>
            <li>Tap “Delete” if you are asked.</li></ol>
            """,
        ),
        details(
            "Firefox",
            """
            <ol><li>Tap the three dots or the three lines.</li><li>Tap “History”.</li>
            <li>Find our pages. On a phone, tap the three dots or the cross next to each one. On a computer,
            click with the right button.</li>
            <li>Tap “Delete”.</li></ol>
            """,
        ),
        text("""
            <h2>In a library</h2>
            <p>Some library computers clear themselves when you log off. Ask the staff if theirs do. Close
            the window and log off before you go. The library may keep a list of the sites you went to.
            People behind you can see the screen.</p>
            <h2>In prison</h2>
            <p>Most people in prison cannot open this site. Where there is a laptop or a kiosk, it knows who
            is logged in, and the prison may see what you do on it. Staff may open and read a letter. They
            may listen to a phone call. We cannot change that. Do not write down what could bring you harm
            if staff read it.</p>
            <h2>At work</h2>
            <p>If you work for a prison, for probation or for the NHS, your employer may see which sites you
            go to on its computers. Use your own phone, and not the wifi at work.</p>
            <h2>When someone watches your phone</h2>
            <p>An app can be put on a phone to see all that is done on it. No private window helps with
            that. Use a phone that person has never held, or ring us.</p>
            <h2>What we do</h2>
            <p>Our public pages put no cookies on your phone. We do not ask for your name, to read or to
            write. We do not keep the number your phone has on the internet. But we can only speak for our
            own site. We cannot see or change what your phone, or the network, keeps.</p>
            <p><a href="/trust/">What we keep, and what we cannot protect</a></p>
        """),
    ),
)
