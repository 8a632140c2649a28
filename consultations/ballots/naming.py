"""What a ballot is called where another room knows only its address, and where it is to be seen."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse

from consultations.ballots.models import Ballot
from feedback.threads.sockets import Origin


def origins(slugs: Collection[str]) -> Mapping[str, Origin]:
    """For threads of reasons: the vote that they come from. One query."""
    return {slug: Origin(question, reverse("ballots:result", args=[slug])) for slug, question in _of(slugs)}


def titles(slugs: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """For whoever is told of a vote: its question and its public page. One query."""
    return {slug: (question, reverse("ballots:result", args=[slug])) for slug, question in _of(slugs)}


def _of(slugs: Iterable[str]) -> Iterable[tuple[str, str]]:
    return Ballot.objects.public().filter(slug__in=list(slugs)).values_list("slug", "question")
