"""The panorama hangs on one side of A4, however much there is in it, in both languages."""

import pytest

from tests.browser.test_reading_a_summary import pages_of
from tests.browser.visitor import NARROW

#: As much as there can be: every group heard, a column for each month, twelve squares for each part.
FULL = """() => {
  const copies = (one, number) => { for (let n = 1; n < number; n += 1) one.after(one.cloneNode(true)) }
  const paper = document.querySelector('.one-page'), gap = paper.querySelector('.gap')
  copies(paper.querySelector('.heard > li'), 9)
  paper.querySelectorAll('.heard > li > span').forEach((one) => {
    one.textContent = '312 answers, 18 points raised, about 45 people at events' })
  if (gap) gap.remove()
  paper.querySelectorAll('.pan__square:first-child').forEach((one) => copies(one, 12))
}"""


@pytest.mark.parametrize("language", ["", "/cy"])
def test_the_panorama_is_one_side_of_a4_with_the_journey_across_it(visit, language):
    page = visit().open(f"{language}/panorama/on-paper/").page
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.evaluate(FULL)
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.emulate_media(media="print")
    tops = page.locator(".pan__part").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().top)"
    )
    assert len(tops) == 8
    assert len(set(tops)) == 1


@pytest.mark.parametrize("address", ["/panorama/", "/panorama/on-paper/", "/cy/panorama/on-paper/"])
def test_on_the_smallest_screen_the_names_of_the_journey_stay_in_their_place(visit, address):
    page = visit(size=NARROW).open(address).page
    beyond = page.locator(".pan__name").evaluate_all(
        "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerText)"
    )
    assert beyond == []
