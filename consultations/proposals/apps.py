from django.apps import AppConfig
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """Service-design proposals."""

    name = "consultations.proposals"
    label = "proposals"
    verbose_name = _("Proposals")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Plug into the rooms below."""
        from consultations.ballots import sockets as of_ballots
        from consultations.proposals import about_people, moving, needs, public_side, queries
        from following import subjects
        from following.enums import Followable
        from people import sockets as of_people

        of_people.needs_you.register("proposals-invitations", needs.invitations)
        of_people.needs_you.register("proposals-reports", needs.reports)
        of_people.needs_you.register("proposals-suggestions", needs.suggestions)
        of_people.ways.register("proposals", needs.ways)
        of_people.navigation.register("proposals", needs.in_navigation)
        of_people.my_data.register("proposals", about_people.held_about)
        of_people.closing.register("proposals", about_people.let_go)
        of_ballots.opened.register("proposals", moving.on_ballot_opened)
        of_ballots.closed.register("proposals", moving.on_ballot_closed)
        of_ballots.offers.register("proposals", offers)
        subjects.register(Followable.PROPOSAL, queries.public_titles)
        public_side.plug_in()


def offers() -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What a vote can be about: proposals whose text is final, under one heading. One query."""
    from consultations.proposals import queries

    return [(gettext("Proposals with a final text"), queries.to_be_voted_on())]
