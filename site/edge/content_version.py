"""One number that says which public content is current."""


def bump() -> None:
    """Say, in the current transaction, that public content has changed."""
