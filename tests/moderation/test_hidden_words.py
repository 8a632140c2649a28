"""What moderators keep from readers is read nowhere: not in public, and by no other member.

Each thing that must stay hidden holds a word of its own. They are looked for at every address of the thread,
in search, feeds and site map, on the members' pages of everybody who does not moderate, and in the pages that
the worker keeps.
"""

from functools import reduce

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.setup import set_up
from edge import page_cache
from feedback.moderation import declining, escalating, noting, publishing, returning, taking_down
from feedback.moderation.redacting import OwnWords
from feedback.threads import keys
from feedback.threads.models import Contribution
from people.permission_groups import PermissionGroup
from tests.factories.moderation import arrived, facilitator, fresh, lead
from tests.factories.people import PersonFactory
from tests.factories.threads import ThreadFactory, emptied

pytestmark = pytest.mark.django_db

DOES_NOT_MODERATE = (PermissionGroup.RESPONDER, PermissionGroup.MEMBER, PermissionGroup.ADMINISTRATOR, None)


def leave(*items, number=2):
    """Let what is ready leave, though few are ready."""
    old = timezone.localdate() - timezone.timedelta(days=7)
    Contribution.objects.filter(pk__in=[item.pk for item in items]).update(day=old)
    emptied(number)


@pytest.fixture
def world():
    set_up()
    by, thread = facilitator(), ThreadFactory(slug="a-question")
    words = iter(f"zqx{chr(97 + n)}vlk" for n in range(26))
    hidden: dict[str, str] = {}

    def new(why, **fields):
        word = next(words)
        hidden[word] = why
        return arrived(f"Plain words and {word} in them.", thread=thread, **fields)

    items = [new("waits")]
    items += [ready := new("ready, not left")]
    publishing.publish(ready, by=by, version=0)
    items += [returned := new("returned")]
    returning.return_to_author(returned, "Please change it.", by=by, version=0)
    items += [declined := new("declined")]
    declining.decline(declined, "advert", by=by, version=0)
    items += [given := new("with safeguarding")]
    escalating.escalate(given, by=by, version=0)
    items += [read := new("only to be read", may_show=False)]
    declining.close_as_read(read, by=by, version=0)
    redacted = new("taken out")
    own = [OwnWords(word, "name") for word, why in hidden.items() if why == "taken out"]
    publishing.publish_redacted(redacted, spans=[], own=own, by=by, version=0)
    down = new("taken down")
    publishing.publish(down, by=by, version=0)
    Contribution.objects.filter(pk=ready.pk).update(ready=False)
    leave(redacted, down)
    Contribution.objects.filter(pk=ready.pk).update(ready=True)
    note = next(words)
    hidden[note] = "a private note"
    noting.note(redacted, f"Look at {note} again.", by=by)
    message = next(words)
    hidden[message] = "a message to an author"
    returning.answer(fresh(redacted), f"About {message}.", by=by, version=fresh(redacted).version)
    passed = next(words)
    hidden[passed] = "passed on"
    escalating.pass_on(fresh(given), to=passed, said=passed, at=timezone.now(), by=lead(), version=1)
    # Once shown, and kept by the worker, before it is taken down.
    public = Client().get(reverse("threads:thread", args=[thread.slug])).content.decode()
    assert next(word for word, why in hidden.items() if why == "taken down") in public
    taking_down.take_down(fresh(down), by=by, version=fresh(down).version)
    return thread, [*items, redacted, down], hidden


def public_addresses(thread, items, hidden):
    return [
        "/", "/feedback/", "/search/", "/feed/", "/sitemap.xml",
        reverse("threads:thread", args=[thread.slug]),
        *(reverse("threads:words", args=[keys.written(item.pk)]) for item in items),
        *(f"/search/?q={word}" for word in hidden),
    ]  # fmt: skip


def members_addresses(items):
    answers = [reverse("moderation:item", args=[keys.written(item.pk)]) for item in items]
    return ["/members/", "/members/feedback/", "/members/settings/my-data/", *answers]


def leaks(client, addresses, hidden):
    """Where which secret is read. The search box repeats what was typed: that is taken out first."""
    for address in addresses:
        text = b"".join(client.get(address)).decode(errors="replace")
        for word, why in hidden.items():
            typed = (f'value="{word}"', f"q={word}", f"“{word}”")
            if word in reduce(lambda rest, one: rest.replace(one, ""), typed, text):
                yield why, address


def test_nothing_that_is_kept_from_readers_is_read_anywhere(world):
    thread, items, hidden = world
    client = Client(raise_request_exception=False)
    found = list(leaks(client, public_addresses(thread, items, hidden), hidden))
    for group in DOES_NOT_MODERATE:
        client.force_login(PersonFactory(group=group, second_step=True))
        found += leaks(client, members_addresses(items), hidden)
    assert found == []
    kept = b"".join(copy.body for copy in page_cache.shelf._copies.values()).decode(errors="replace")
    assert [why for word, why in hidden.items() if word in kept and f"“{word}”" not in kept] == []


def test_no_word_stands_in_clear_in_any_table_but_what_is_shown(world):
    """Held words, notes, messages and what was passed on lie locked: a copy of the database shows none."""
    from django.apps import apps

    thread, _items, hidden = world
    in_clear = []
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        rows = repr(
            [bytes(v) if isinstance(v, memoryview) else v for row in model.objects.values_list() for v in row]
        )
        in_clear += [(hidden[word], model._meta.label) for word in hidden if word in rows]
    # To whom something was passed on is the one thing said openly.
    assert in_clear == [("passed on", "moderation.PassedOn")]
    assert thread.slug == "a-question"
