import gzip
import time

import pytest

from tracker.sources import SourceError
from tracker.sources.addresses import Guard
from tracker.sources.fetch import Fetcher, Limits, checked_url, fetch

HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_page_comes_back_whole(server, fetcher):
    server.pages["/a"] = (200, HTML, b"<p>hello</p>")
    got = fetch(f"{server.url}/a", fetcher, {"If-None-Match": '"x"'})
    assert (got.url, got.status, got.body, got.content_type) == (f"{server.url}/a", 200, b"<p>hello</p>", "text/html")
    assert server.seen[0][1]["if-none-match"] == '"x"'
    assert server.seen[0][1]["user-agent"].startswith("diplomatic-event-tracker/")


def test_gzip_is_unpacked(server, fetcher):
    server.pages["/z"] = (200, {**HTML, "Content-Encoding": "gzip"}, gzip.compress(b"words " * 1000))
    assert fetch(f"{server.url}/z", fetcher).body == b"words " * 1000


def test_redirects_are_followed_and_the_last_address_is_kept(server, fetcher):
    server.pages["/old"] = (301, {"Location": "/new?utm_source=x"}, b"")
    server.pages["/new?utm_source=x"] = (200, HTML, b"here")
    assert fetch(f"{server.url}/old", fetcher).url == f"{server.url}/new?utm_source=x"


def test_not_modified_is_an_answer(server, fetcher):
    server.pages["/same"] = (304, {"ETag": '"x"'}, b"")
    got = fetch(f"{server.url}/same", fetcher)
    assert (got.status, got.body, got.headers["etag"]) == (304, b"", '"x"')


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/bomb", "larger than 1,000,000 bytes"),
        ("/truncated", "truncated gzip"),
        ("/short", "broke off"),
        ("/loop", "more than 5 redirects"),
        ("/nothing", "answers 404: nothing is there"),
    ],
)
def test_hostile_answers_get_a_message_that_names_the_address(server, fetcher, path, says):
    with pytest.raises(SourceError, match=says) as caught:
        fetch(f"{server.url}{path}", fetcher)
    assert "http://127.0.0.1" in str(caught.value)


def test_a_large_page_is_cut_off(server, fetcher):
    server.pages["/big"] = (200, HTML, b"x" * 2_000_000)
    with pytest.raises(SourceError, match="larger than"):
        fetch(f"{server.url}/big", fetcher)


def test_a_dripping_server_is_left(server):
    quick = Fetcher(Guard(frozenset({("127.0.0.1", server.server_port)})), Limits(seconds=0.4))
    with pytest.raises(SourceError, match=r"took longer|broke off"):
        fetch(f"{server.url}/drip", quick)


def test_damaged_gzip_is_said(server, fetcher):
    server.pages["/bad"] = (200, {"Content-Encoding": "gzip"}, b"this is no gzip")
    with pytest.raises(SourceError, match="damaged"):
        fetch(f"{server.url}/bad", fetcher)


def test_an_encoding_that_was_not_asked_for_is_refused(server, fetcher):
    server.pages["/br"] = (200, {"Content-Encoding": "br"}, b"\x0b\x02\x80hi\x03")
    with pytest.raises(SourceError, match="not asked for"):
        fetch(f"{server.url}/br", fetcher)


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/x", "http://[::1]/x", "http://169.254.169.254/latest/meta-data", "http://127.1/"])
def test_a_redirect_to_a_private_address_is_refused(server, fetcher, target):
    server.pages["/out"] = (302, {"Location": target}, b"")
    with pytest.raises(SourceError, match=r"only public addresses|odd spelling"):
        fetch(f"{server.url}/out", fetcher)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://x/", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(server, fetcher, target):
    server.pages["/out"] = (302, {"Location": target}, b"")
    with pytest.raises(SourceError, match="only http and https"):
        fetch(f"{server.url}/out", fetcher)


def test_without_the_allow_list_the_test_server_itself_is_refused(server):
    with pytest.raises(SourceError, match="loopback address"):
        fetch(server.url, Fetcher())


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("ftp://a.example/x", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("http://", "no address"),
        ("http://a.example:99999/", "no address"),
        ("http://user:secret@a.example/", "user name or password"),
        ("http://0x7f.1/", "odd spelling"),
        ("http://a.example/x\r\nHost: b", "no address"),
        ("http://a.example:0/", "port 0"),
        ("", "only http and https"),
    ],
)
def test_bad_addresses_are_refused_before_anything_is_sent(url, says):
    with pytest.raises(SourceError, match=says):
        checked_url(url)


def test_a_good_address_is_given_back():
    assert checked_url("https://a.example:8443/x?y=1#z") == "https://a.example:8443/x?y=1#z"


@pytest.mark.parametrize(("value", "low", "high"), [("120", 120, 120), ("soon", None, None)])
def test_retry_after_is_read(server, fetcher, value, low, high):
    server.pages["/busy"] = (429, {"Retry-After": value}, b"")
    with pytest.raises(SourceError) as caught:
        fetch(f"{server.url}/busy", fetcher)
    got = caught.value.retry_after
    assert got is None if low is None else low <= got <= high


def test_retry_after_as_a_date(server, fetcher):
    later = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 600))
    server.pages["/busy"] = (503, {"Retry-After": later}, b"")
    with pytest.raises(SourceError) as caught:
        fetch(f"{server.url}/busy", fetcher)
    assert 590 <= caught.value.retry_after <= 600


def test_gone_is_told_apart(server, fetcher):
    server.pages["/gone"] = (410, {}, b"")
    with pytest.raises(SourceError) as caught:
        fetch(f"{server.url}/gone", fetcher)
    assert caught.value.gone


def test_an_operators_proxy_is_used_and_exempt_from_the_check(server):
    server.pages["http://news.example/a"] = (200, HTML, b"by proxy")
    assert fetch("http://news.example/a", Fetcher(proxy=server.url)).body == b"by proxy"
