"""The accessibility statement."""

from cms.default_pages.page import DefaultPage, text

ACCESSIBILITY = DefaultPage(
    slug="accessibility",
    title="Accessibility",
    introduction=(
        "This site should work for everyone. Here is what we did, what we tested and what is still missing."
    ),
    search_description="How accessible this site is, what was tested, what is missing, and how to tell us.",
    body=(
        text("""
            <h2>What you should be able to do</h2>
            <ul>
            <li>Read every page with a screen reader, and have it read aloud.</li>
            <li>Reach and use everything with a keyboard alone.</li>
            <li>Make the words four times as big without losing any.</li>
            <li>Use the site on a small or old phone, on a slow line, and with scripts turned off.</li>
            <li>Use your own colours, light or dark, and high contrast.</li>
            <li>Print any page so that it makes sense on paper.</li>
            </ul>
            <p>The letters are Atkinson Hyperlegible. They were drawn so that 0 and O, or 1 and l and I, are
            hard to mix up.</p>
            <h2>Plain words</h2>
            <p>Many people in prison find reading hard. So we count how hard each page is to read. Pages
            that people need so that they can take part should be easy for a child of nine or ten. The rest
            should be easy for a child of twelve. Words you may not know are on our <a href="/words/">page
            of words</a>. If you would like a page on paper, in large print or read to you, ask us.</p>
            <h2>How far this site meets the standard</h2>
            <p>We build to the Web Content Accessibility Guidelines (WCAG), version 2.2, level AA. We know
            of no rule that the site’s own pages break. That is our own finding. Nobody from outside has
            checked it yet, so we call the site “partly” in line with the standard.</p>
            <h2>What we tested</h2>
            <ul>
            <li>Each kind of page with the axe checker in the Chromium browser: in light and dark, with high
            contrast, and on a screen as narrow as 320 pixels.</li>
            <li>Each kind of page with a checker of the code that pages are made of.</li>
            <li>The contrast of all colours, the order of headings, and the names of all fields and
            buttons.</li>
            <li>How hard the text that comes with the site is to read.</li>
            </ul>
            <h2>What we have not tested, or know is missing</h2>
            <ul>
            <li>People who use screen readers or switches have not tried the site for us yet. We want them
            to, and would like to hear from you.</li>
            <li>Files that others made, such as PDFs, may not work with a screen reader. Ask us for another
            form.</li>
            <li>In Welsh, only the parts around the text are translated. The text is in English and marked
            so.</li>
            <li>Questions and summaries of events can have an Easy Read version. Our other pages have none.
            There is no sign language yet.</li>
            </ul>
            <h2>Tell us what does not work</h2>
            <p>How to reach us is at the foot of each page. Tell us which page it was and what went wrong.
            You do not have to know the right words. We aim to answer within 10 working days.</p>
            <h2>If our answer does not help</h2>
            <p>The Equality Advisory and Support Service (EASS) can help you: ring 0808 800 0082, or go to
            <a href="https://www.equalityadvisoryservice.com/">equalityadvisoryservice.com</a>. The Equality
            and Human Rights Commission sees to it that public bodies keep the rules of 2018 on accessible
            websites.</p>
        """),
    ),
)
