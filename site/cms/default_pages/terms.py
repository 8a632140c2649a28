"""Terms of use."""

from cms.default_pages.page import DefaultPage, text

TERMS = DefaultPage(
    slug="terms",
    title="Terms",
    introduction="What you may do with this site, what we ask of you, and what you can expect from us.",
    search_description="What you may do with what is on this site, and what you can expect from us.",
    body=(
        text("""
            <h2>Reading and sharing</h2>
            <p>You may read, print, copy and pass on what is here. Say where it comes from, and do not
            change what people said. Pictures and files may belong to somebody else. Where they do, it says
            so next to them.</p>
            <p>Please do not use what is here to find out who somebody is.</p>
            <h2>What stands here, and what it is not</h2>
            <p>A summary of an event tells what was raised there. It does not mean that everyone agreed, or
            that we do. Pages marked as a reflection are the view of the person named on them.</p>
            <p>Nothing here is legal or medical advice. Nothing here promises anybody a service.</p>
            <h2>When you send us something</h2>
            <p>What you tell us stays yours. By sending it you let us use it in this programme in the way
            you agreed. Send only what you are free to share. The <a href="/community-rules/">community
            rules</a> hold.</p>
            <h2>If you have an account</h2>
            <ul>
            <li>It is for you alone. Keep your password and your second key to yourself.</li>
            <li>What you see under “members” may be about real people. Do not pass it on.</li>
            <li>You can close your account at any time. We may close it if these terms are broken, and we
            tell you why.</li>
            </ul>
            <h2>What you can expect from us</h2>
            <p>We try to keep the site running and right. It may still be down for a while, or wrong. Tell
            us, and we put it right and say so. We do not limit any right that the law gives you.</p>
            <h2>The program</h2>
            <p>The program behind this site is free software. You may read it, use it and change it under
            its licence, the GNU Affero General Public License, version 3 or later.</p>
            <h2>Changes and law</h2>
            <p>When we change these terms, we say so here before they hold. The law of England and Wales
            applies, unless you live in Scotland or Northern Ireland. Then you also have the rights of the
            law there.</p>
        """),
    ),
)
