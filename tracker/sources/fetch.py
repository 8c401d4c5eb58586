"""One HTTP GET, with every cap: scheme, address at each hop, redirects, size on the wire and decompressed, time."""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout
from urllib3.util.connection import create_connection

from tracker.sources.addresses import DOTTED_QUAD, NUMERIC_HOST, Guard
from tracker.sources.errors import SourceError

USER_AGENT = "diplomatic-event-tracker/1.0"
REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on one fetch: seconds in all (redirects included), bytes after decompression, hops."""

    seconds: float = 20.0
    max_bytes: int = 5_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetcher:
    """How to fetch: the address guard, the caps, and the operator's proxy, which is exempt from the address check."""

    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``url`` is where it came from after all redirects; header names are lower case; 304 has no body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type, lower case, without parameters."""
        return self.headers.get("content-type", "").split(";", 1)[0].strip().lower()


def fetch(url: str, fetcher: Fetcher, headers: Mapping[str, str] = MappingProxyType({})) -> Fetched:
    """Get a URL, following redirects, each hop checked.

    Raises SourceError, with ``retry_after`` where the server named a time, for anything but 2xx and 304.
    """
    deadline = time.monotonic() + fetcher.limits.seconds
    with _pools(fetcher) as pools:
        for _ in range(fetcher.limits.redirects + 1):
            checked_url(url)
            response = _request(pools, url, headers, deadline)
            try:
                target = response.headers.get("location")
                if response.status in REDIRECTS and target:
                    url = urljoin(url, target)
                    continue
                _require_success(url, response)
                return Fetched(url, response.status, _headers(response), _body(url, response, fetcher.limits, deadline))
            finally:
                response.release_conn()
                response.close()
    raise SourceError(f"{url}: more than {fetcher.limits.redirects} redirects; give the final address")


def checked_url(url: str) -> str:
    """Give the URL back where it may be fetched; raises SourceError for other schemes, credentials and odd hosts."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SourceError(f"{url!r} is no address ({error}); copy it from the browser") from None
    if parts.scheme not in ("http", "https"):
        raise SourceError(f"{url!r}: only http and https addresses are fetched")
    if not parts.hostname or any(ord(character) <= 32 for character in url):
        raise SourceError(f"{url!r} is no address; copy it from the browser")
    if parts.username or parts.password:
        raise SourceError(f"{parts.hostname}: an address with a user name or password in it is not fetched; take them out")
    if NUMERIC_HOST.match(parts.hostname) and not DOTTED_QUAD.match(parts.hostname):
        raise SourceError(f"{parts.hostname} is an odd spelling of an address; write a host name or a dotted IPv4 address")
    if port == 0:
        raise SourceError(f"{url!r}: port 0 is no port")
    return url


def _pools(fetcher: Fetcher) -> urllib3.PoolManager:
    if fetcher.proxy:
        return urllib3.ProxyManager(fetcher.proxy, retries=False)
    pools = urllib3.PoolManager(retries=False)
    pools.pool_classes_by_scheme = {
        scheme: type(f"Guarded{pool.__name__}", (pool,), {"ConnectionCls": _guarded(connection, fetcher.guard)})
        for scheme, pool, connection in (
            ("http", HTTPConnectionPool, HTTPConnection),
            ("https", HTTPSConnectionPool, HTTPSConnection),
        )
    }
    return pools


def _guarded(base: type[HTTPConnection], guard: Guard) -> type[HTTPConnection]:
    """Make a connection class that connects to checked addresses only; name and certificate checks still see the host name."""

    class Guarded(base):  # type: ignore[valid-type,misc]
        def _new_conn(self) -> socket.socket:
            failure: OSError | None = None
            for address in guard.addresses(self._dns_host, self.port):
                try:
                    return create_connection((address, self.port), self.timeout, socket_options=self.socket_options)
                except OSError as error:
                    failure = error
            raise SourceError(f"{self.host} does not answer ({failure}); try again later") from failure

    return Guarded


def _request(pools: urllib3.PoolManager, url: str, headers: Mapping[str, str], deadline: float) -> Any:
    left = deadline - time.monotonic()
    if left <= 0:
        raise SourceError(f"{url}: no answer in time; try again later")
    sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip", **headers}
    try:
        return pools.request(
            "GET", url, headers=sent, redirect=False, preload_content=False, timeout=Timeout(connect=min(left, 10), read=left)
        )
    except HTTPError as error:
        raise SourceError(f"{url}: {_plain(error)}; check the address or try again later") from error


def _require_success(url: str, response: Any) -> None:
    status = response.status
    if status == 304 or 200 <= status < 300:
        return
    retry = _retry_after(response.headers.get("retry-after"))
    remedy = {
        404: "nothing is there; check the address",
        410: "it is gone for good; remove it",
        401: "it needs a login",
        403: "it refuses us",
    }
    raise SourceError(f"{url} answers {status}: {remedy.get(status, 'try again later')}", status=status, retry_after=retry)


def _retry_after(value: str | None) -> int | None:
    """Seconds from a Retry-After header: a number, or an HTTP date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    if value.strip().isdecimal():
        return int(value)
    try:
        return max(0, int(parsedate_to_datetime(value).timestamp() - time.time()))
    except ValueError:
        return None


def _body(url: str, response: Any, limits: Limits, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        for chunk in _decoded(url, response):
            size += len(chunk)
            if size > limits.max_bytes:
                raise SourceError(f"{url}: larger than {limits.max_bytes:,} bytes (TRACKER_FETCH_MAX_BYTES raises the limit)")
            if time.monotonic() > deadline:
                raise SourceError(f"{url}: took longer than {limits.seconds:.0f} seconds (TRACKER_FETCH_TIMEOUT raises the limit)")
            parts.append(chunk)
    except (HTTPError, zlib.error) as error:
        raise SourceError(f"{url}: the answer broke off or is damaged ({_plain(error)}); try again later") from error
    return b"".join(parts)


def _decoded(url: str, response: Any) -> Iterator[bytes]:
    """Give pieces of at most CHUNK bytes, so that a small bomb is noticed before it is large."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        yield from response.stream(CHUNK, decode_content=False)
        return
    if encoding not in ("gzip", "x-gzip"):
        raise SourceError(f"{url}: content encoding {encoding!r} was not asked for; the server is wrong")
    decoder = zlib.decompressobj(wbits=31)
    for packed in response.stream(CHUNK, decode_content=False):
        rest = packed
        while rest:
            yield decoder.decompress(rest, CHUNK)
            rest = decoder.unconsumed_tail
    if not decoder.eof:
        raise SourceError(f"{url}: the answer broke off in the middle (truncated gzip); try again later")


def _headers(response: Any) -> Mapping[str, str]:
    return MappingProxyType({name.lower(): value for name, value in response.headers.items()})


def _plain(error: Exception) -> str:
    """Name a urllib3 error without its object address."""
    reason = getattr(error, "reason", None) or error.args[-1] if error.args else error
    return str(reason).split(": ", 1)[-1] if " object at 0x" in str(reason) else str(reason)
