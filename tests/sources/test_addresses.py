import ipaddress
import socket

import pytest

from tracker.sources import SourceError
from tracker.sources.addresses import Guard, refusal


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_public_are_refused(address):
    assert refusal(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "1.1.1.1", "2606:4700::1111", "2a00:1450:4001:81b::200e", "::ffff:8.8.8.8"]
)
def test_public_addresses_pass(address):
    assert refusal(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "127.0.1", "00.0.0.0", "1.2.3.4."])
def test_odd_spellings_are_refused(host):
    with pytest.raises(SourceError, match="odd spelling"):
        Guard().addresses(host, 80)


def resolver(*addresses):
    def answer(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return answer


def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", resolver("10.1.2.3"))
    with pytest.raises(SourceError, match=r"news\.example leads to 10\.1\.2\.3, a private address"):
        Guard().addresses("news.example", 80)


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", resolver("93.184.216.34", "127.0.0.1"))
    with pytest.raises(SourceError, match="loopback"):
        Guard().addresses("news.example", 80)


def test_public_addresses_are_given_once_each(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", resolver("93.184.216.34", "93.184.216.34", "1.1.1.1"))
    assert Guard().addresses("news.example", 443) == ["93.184.216.34", "1.1.1.1"]


def test_the_allow_list_is_for_one_port(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", resolver("127.0.0.1"))
    guard = Guard(frozenset({("127.0.0.1", 8000)}))
    assert guard.addresses("localhost", 8000) == ["127.0.0.1"]
    with pytest.raises(SourceError, match="loopback"):
        guard.addresses("localhost", 8001)


def test_a_name_that_does_not_resolve_says_so(monkeypatch):
    def fail(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(SourceError, match="cannot be found"):
        Guard().addresses("nowhere.example", 80)
