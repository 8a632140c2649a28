"""A publication as a file for reference managers, sent to whoever asks."""

from django.http import Http404, HttpResponse

from consultations.events import citing
from consultations.events.publication import FILES, Publication


def answer(publication: Publication, form: str) -> HttpResponse:
    """The file in this form: BibTeX, RIS or CSL-JSON. There is none while there is nothing to cite."""
    if not publication.is_there:
        raise Http404
    _name, content_type, writes = FILES[form]
    name = f"{citing.key_of(publication.work)}.{form}"
    return HttpResponse(
        writes(publication.work),
        content_type=f"{content_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
