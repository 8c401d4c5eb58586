"""What every answer carries: headers, versioned files, error pages."""

import gzip
import re

import brotli
import pytest

from tracker.config import ROOT, Config
from tracker.web import create_app, static_files
from tracker.web.security import kept_key, policy


def test_the_policy_allows_nothing_inline_and_nothing_foreign(client):
    found = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in found
    assert "http" not in found
    assert "frame-ancestors 'none'" in found


@pytest.mark.parametrize("path", ["/", "/nowhere", "/timeline/data", "/static/x/css/app.css"])
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Content-Security-Policy" in headers


def test_one_directive_can_differ():
    assert "frame-ancestors https://example.org" in policy(frame_ancestors="https://example.org")


def test_no_page_has_inline_scripts_styles_or_handlers(client):
    for path in ("/", "/nowhere", "/panel/trump-putin-may"):
        text = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
        assert not re.search(r"<style|\sstyle=|\son\w+=", text)


def test_nothing_in_a_page_comes_from_another_host(client):
    addresses = re.findall(r'(?:src|href)="([^"]+)"', client.get("/").text)
    assert addresses
    assert not [one for one in addresses if one.startswith(("http:", "https:", "//"))]


def test_the_key_is_made_once_and_is_the_owners_alone(tmp_path):
    path = tmp_path / "var" / "key"
    first = kept_key(path)
    assert kept_key(path) == first
    assert len(first) > 40
    assert path.stat().st_mode & 0o077 == 0


def static_address(client, name):
    page = client.get("/").text
    version = re.search(r"/static/(\w+)/css/app.css", page).group(1)
    return f"/static/{version}/{name}"


@pytest.mark.parametrize(
    "name", ["css/app.css", "js/timeline.js", "vendor/plotly.min.js", "bootstrap/css/bootstrap.min.css", "data/world.json"]
)
@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_files_are_compressed_and_kept_for_ever(client, name, encoding, unpack):
    address = static_address(client, name)
    plain = client.get(address)
    packed = client.get(address, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in packed.headers["Cache-Control"]
    assert unpack(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2


def test_another_version_is_answered_but_not_kept(client):
    assert client.get("/static/0123/css/app.css").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("name", ["../tracker/config.py", "bootstrap/../../__init__.py", "vendor/../secret-key", "nothing.css", "css", ""])
def test_nothing_else_can_be_fetched(client, name):
    assert client.get(f"/static/x/{name}").status_code == 404


def test_the_version_changes_with_the_files(client, tmp_path, monkeypatch):
    (tmp_path / "a.css").write_text("a{}")
    monkeypatch.setattr(static_files, "OWN", tmp_path)
    before = static_files.version()
    (tmp_path / "a.css").write_text("b{}")
    assert static_files.version() != before


def test_the_icon_is_at_the_customary_place(client):
    assert client.get("/favicon.ico").mimetype == "image/svg+xml"


@pytest.mark.parametrize(
    "path", ["/?q=%00", "/?leader=a%00b", "/events/%00", "/articles?q=%00", "/suggest/people?q=%00", "/api/v1/events?series=%00"]
)
def test_a_nul_in_an_address_is_refused(client, path):
    answer = client.get(path)
    assert answer.status_code == 400
    assert "NUL character" in answer.text


def test_a_nul_in_a_form_is_refused(app):
    app.config["WTF_CSRF_ENABLED"] = False
    answer = app.test_client().post("/events/new", data={"title": "a\0b"})
    assert answer.status_code == 400
    assert "what you typed is still there" in answer.text


@pytest.mark.parametrize("number", ["2147483648", "99999999999999999999", "0"])
def test_a_number_that_no_row_has_leads_nowhere(client, number):
    assert client.get(f"/articles/{number}").status_code == 404


def test_an_error_page_says_what_to_do(client):
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert "Back to the timeline" in response.text


def test_scripts_get_their_errors_as_json(client):
    response = client.get("/panel/nobody", headers={"Accept": "application/json"})
    assert response.status_code == 404
    assert response.json["status"] == 404


def test_a_fault_is_told_without_its_insides(store_url, sample, monkeypatch):
    app = create_app(Config(database_url=store_url, secret_key="tests"), clock=lambda: 1 / 0)
    response = app.test_client().get("/")
    assert response.status_code == 500
    assert "ZeroDivisionError" not in response.text
    assert "not yours" in response.text


def test_a_request_can_be_too_large(store_url):
    app = create_app(Config(database_url=store_url, secret_key="tests", max_paste_chars=10))
    response = app.test_client().post("/views", data={"name": "x" * 200_000})
    assert response.status_code in {400, 413}


def test_scripts_are_modules_of_modest_length():
    scripts = sorted((ROOT / "static" / "js").glob("*.js"))
    assert len(scripts) > 10
    assert max(len(path.read_text().splitlines()) for path in scripts) < 300
