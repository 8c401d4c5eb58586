"""The timeline's pages and data through Flask's client."""

import pytest


@pytest.mark.parametrize(
    "path", ["/", "/?leader=vladimir-putin", "/?lanes=venue&q=putin", "/timeline/table", "/panel/trump-putin-may", "/timeline/known"]
)
def test_answers(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.text


@pytest.mark.parametrize(
    "path",
    [
        "/timeline/data",
        "/timeline/data?lanes=venue",
        "/timeline/data?from=2010-01-01&to=2030-01-01&width=300&height=300",
        "/map/data",
        "/facets/leader?q=pu",
        "/facets/all?q=pu",
    ],
)
def test_gives_json(client, path):
    response = client.get(path)
    assert response.status_code == 200, response.text
    assert response.json
