import pytest

from tracker.sources import SourceError
from tracker.sources.robots import Robots


def test_rules_are_honoured_and_read_once(server, fetcher):
    server.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    robots = Robots(fetcher)
    robots.check(f"{server.url}/feed")
    with pytest.raises(SourceError, match=r"forbids programs to read /private/feed \(robots\.txt\)"):
        robots.check(f"{server.url}/private/feed")
    assert [path for path, _ in server.seen] == ["/robots.txt"]


def test_our_own_name_is_looked_for(server, fetcher):
    server.pages["/robots.txt"] = (200, {}, b"User-agent: diplomatic-event-tracker\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    with pytest.raises(SourceError, match="forbids"):
        Robots(fetcher).check(f"{server.url}/feed")


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_host_without_rules_allows_everything(server, fetcher, status):
    server.pages["/robots.txt"] = (status, {}, b"")
    Robots(fetcher).check(f"{server.url}/feed")
    assert len(server.seen) == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_in_trouble_is_left_alone_for_now(server, fetcher, status):
    server.pages["/robots.txt"] = (status, {"Retry-After": "60"}, b"")
    with pytest.raises(SourceError) as caught:
        Robots(fetcher).check(f"{server.url}/feed")
    assert caught.value.retry_after == 60
