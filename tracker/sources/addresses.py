"""Which network addresses may be fetched from: public unicast only, whatever the name says (server-side request forgery, CWE-918).

The check is made on the address that is about to be connected to, at every hop, so that a name that resolves anew to a private address
between check and use gains nothing. Ranges: IANA special-purpose address registries (RFC 6890), and three that ``is_global`` of Python
3.11 lets through: NAT64 (RFC 6052), 6to4 (RFC 3056) and multicast.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass

from tracker.sources.errors import SourceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
NUMERIC_HOST = re.compile(r"^(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?$", re.IGNORECASE)
DOTTED_QUAD = re.compile(r"^(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}$")


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides which addresses may be connected to. ``allowed`` (address, port) pairs pass unchecked: tests name their own server."""

    allowed: frozenset[tuple[str, int]] = frozenset()

    def addresses(self, host: str, port: int) -> list[str]:
        """Resolve a host to the addresses that may be connected to.

        Raises SourceError where the name does not resolve, is an odd spelling of an address, or any of its addresses is not public:
        a name that mixes public and private addresses is refused whole.
        """
        if NUMERIC_HOST.match(host) and not DOTTED_QUAD.match(host):
            raise SourceError(f"{host} is an odd spelling of an address; write a host name or a dotted IPv4 address")
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise SourceError(f"{host} cannot be found ({error}); check the address") from None
        addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
        for address in addresses:
            self.check(address, port, host)
        return addresses

    def check(self, address: str, port: int, host: str) -> None:
        """Raise SourceError unless the address is public or allowed."""
        if (address, port) in self.allowed:
            return
        reason = refusal(ipaddress.ip_address(address.split("%", 1)[0]))
        if reason:
            raise SourceError(f"{host} leads to {address}, {reason}; only public addresses are fetched")


def refusal(address: Address) -> str | None:
    """Say why an address is not fetched from, or None where it may be."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return refusal(address.ipv4_mapped)
        if any(address in network for network in NAT64):
            return "a NAT64 address"
        if address in SIX_TO_FOUR:
            return "a 6to4 address"
    for name, kind in (
        ("is_multicast", "a multicast address"),
        ("is_loopback", "a loopback address"),
        ("is_link_local", "a link-local address"),
        ("is_unspecified", "no address of a host"),
        ("is_private", "a private address"),
    ):
        if getattr(address, name):
            return kind
    return None if address.is_global else "an address that is not public"
