import pytest

from edge.language import of_address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en-gb"),
        ("/cy/", "cy"),
        ("/cy/events/", "cy"),
        ("/cymru/", "en-gb"),
        ("/en-gb/", "en-gb"),
        ("/events/cy/", "en-gb"),
    ],
)
def test_the_address_says_the_language(path, language):
    assert of_address(path) == language


def test_the_browsers_language_and_cookies_change_nothing(client):
    asked = {"accept-language": "cy", "cookie": "django_language=cy"}
    assert client.get("/page/", headers=asked).headers["Content-Language"] == "en-gb"
    assert client.get("/cy/page/", headers={"accept-language": "en"}).headers["Content-Language"] == "cy"
