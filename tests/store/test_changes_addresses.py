"""One page under several addresses, one story in several spellings."""

from __future__ import annotations

import pytest

from tracker.domain import Article
from tracker.store.changes.addresses import address_of, fingerprint, normal_url


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://www.example.org/a/story", "example.org/a/story"),
        ("http://example.org/a/story/", "example.org/a/story"),
        ("https://m.example.org/a/story#top", "example.org/a/story"),
        ("https://example.org/a/story/amp", "example.org/a/story"),
        ("https://example.org/a/story/print", "example.org/a/story"),
        ("https://example.org/a/story?print=1", "example.org/a/story"),
        ("https://example.org/a?id=7&utm_source=x&utm_medium=y", "example.org/a?id=7"),
        ("https://example.org/a.html?ns_mchannel=rss&ns_campaign=1490&ito=1490", "example.org/a.html"),
        ("https://example.org/a?b=2&a=1", "example.org/a?a=1&b=2"),
        ("https://EXAMPLE.org:8443/A", "example.org:8443/A"),
        ("https://example.org:443/", "example.org/"),
        ("https://example.org", "example.org/"),
        ("ftp://example.org/a", ""),
        ("javascript:alert(1)", ""),
        ("just an id", ""),
        ("", ""),
    ],
)
def test_an_address_has_one_spelling(url, normal):
    assert normal_url(url) == normal


@pytest.mark.parametrize("other", ["https://example.org/a?id=8", "https://example.org/b?id=7", "https://other.org/a?id=7"])
def test_another_page_keeps_another_address(other):
    assert normal_url(other) != normal_url("https://example.org/a?id=7")


def test_the_key_is_the_address_where_it_is_one():
    assert address_of(Article("https://example.org/a", "text")) == "example.org/a"
    assert address_of(Article("https://example.org/a", "text", url="https://example.org/b")) == "example.org/b"
    assert address_of(Article("42", "text")) == ""


def test_white_space_and_case_are_no_difference_between_texts():
    one = fingerprint(Article("a", "The  two leaders\nwill meet.", title="Summit"))
    assert one == fingerprint(Article("b", "The two leaders will meet.", title="SUMMIT"))
    assert one != fingerprint(Article("c", "The two leaders will not meet.", title="Summit"))
    assert fingerprint(Article("d", "\ud800"))
