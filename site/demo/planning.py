"""The plan of an event of the demo, as its texts give it."""

from typing import Any

from demo.stream import block, stream


def plan_of(text: Any) -> dict[str, Any]:
    """What the page of an event holds of its plan; ``text`` is the module that tells it."""
    slug = text.SLUG
    return {
        "takes_registrations": True,
        "capacity": text.CAPACITY,
        "can_change": text.CAN_CHANGE,
        "who_decides": text.WHO_DECIDES,
        "access": text.ACCESS,
        "expenses": text.EXPENSES,
        "payment": getattr(text, "PAYMENT", ""),
        "payment_inside": getattr(text, "PAYMENT_INSIDE", ""),
        "agenda": stream(
            *(
                block(slug, f"agenda/{title}", "topic", {"title": title, "questions": _list(slug, questions)})
                for title, questions in text.AGENDA
            )
        ),
        "facilitators": stream(
            *(
                block(slug, f"leads/{name}", "person", {"name": name, "role": role})
                for name, role in text.FACILITATORS
            )
        ),
        "consents": stream(
            *(
                block(slug, f"consent/{kind}", "consent", {"kind": kind, "text": words})
                for kind, words in text.CONSENTS
            )
        ),
        "reserved": stream(
            *(
                block(slug, f"kept/{group.value}", "kept", {"group": group.value, "places": places})
                for group, places in getattr(text, "KEPT", ())
            )
        ),
    }


def _list(slug: str, words: Any) -> list[dict[str, Any]]:
    return [block(slug, f"question/{one}", "item", one) for one in words]
