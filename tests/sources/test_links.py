import pytest

from tracker.sources.links import canonical, safe_link


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://Paper.example:443/A/?utm_source=rss&id=5#top", "https://paper.example/A/?id=5"),
        ("https://paper.example/a?print=1", "https://paper.example/a"),
        ("https://paper.example/a?fbclid=xyz&output=amp", "https://paper.example/a"),
        ("https://paper.example/a?CMP=Share_iOSApp", "https://paper.example/a"),
        ("http://paper.example", "http://paper.example/"),
        ("https://paper.example/a?page=2", "https://paper.example/a?page=2"),
        ("", ""),
    ],
)
def test_one_page_has_one_spelling(url, same):
    assert canonical(url) == same
    assert canonical(canonical(url)) == same


@pytest.mark.parametrize("url", ["http://a.example/x", "HTTPS://a.example", " https://a.example/ "])
def test_web_addresses_pass(url):
    assert safe_link(url) == url.strip()


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "file:///x",
        "ftp://a.example/x",
        "//a.example/x",
        "http:",
        "http://a\r\nb",
        "http://a/\0",
        "",
    ],
)
def test_other_schemes_are_dropped(url):
    assert safe_link(url) == ""
