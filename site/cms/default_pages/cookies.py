"""Cookies: which there are, and that public pages set none."""

from cms.default_pages.page import DefaultPage, text

COOKIES = DefaultPage(
    slug="cookies",
    title="Cookies",
    introduction="A cookie is a small note that a site leaves in your browser. Our public pages leave none.",
    search_description="Public pages set no cookies. Which ones members get, and for how long.",
    body=(
        text("""
            <h2>If you read</h2>
            <p>You can read every public page, search, and leave again, and we set no cookie. That is why no
            page asks you to accept any.</p>
            <h2>If you sign in</h2>
            <p>Members need two cookies. Both are sent only to the part of the site that begins with
            “/members/”. Public pages never see them.</p>
            <ul>
            <li><strong>sessionid</strong> keeps you signed in. It goes when you sign out or close the
            browser, and after 10 hours at the latest.</li>
            <li><strong>csrftoken</strong> stops other sites from sending forms in your name. It stays for
            up to a year.</li>
            </ul>
            <p>The site cannot work for members without them, so the law does not ask us for your
            consent.</p>
            <h2>Counting visits</h2>
            <p>A programme may choose to count visits, with its own Matomo and nobody else’s. If it does,
            three things hold.</p>
            <ul>
            <li>A line at the top of the page asks you first. “Accept”, “reject” and “find out more” look
            the same.</li>
            <li>Until you accept, nothing is loaded and nothing is counted.</li>
            <li>Your choice is kept in one cookie, <strong>cookie_choice</strong>, for half a year. It is
            set only when you press a button. You can change it below. The counter itself sets no
            cookie.</li>
            </ul>
            <p>If you see no such line and no buttons on this page, this programme does not count
            visits.</p>
            <p>Visits are never counted on pages where people write, vote or come back with a code.</p>
        """),
        ("cookie_choice", {}),
        text("""
            <h2>Remove cookies</h2>
            <p>Your browser can show you the cookies it keeps and delete them. Look in its settings under
            “privacy”. <a href="/private/">More on staying private</a></p>
        """),
    ),
)
