"""Addresses that name a leader or a place in plain words."""

import pytest


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/?leader=Xi", "/?leader=xi-jinping"),
        ("/calendar.ics?cancelled=drop&leader=Donald+Trump", "/calendar.ics?leader=donald-trump&cancelled=drop"),
        ("/api/v1/events?country=united+states&limit=3", "/api/v1/events?country=US&limit=3"),
    ],
)
def test_a_name_leads_to_the_address_with_its_key(client, asked, led_to):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (302, led_to)
    assert client.get(led_to).status_code == 200


@pytest.mark.parametrize("address", ["/?leader=xi-jinping", "/?leader=nobody", "/?q=Xi", "/?leader="])
def test_keys_and_what_nobody_is_called_stay(client, address):
    assert client.get(address).status_code == 200
