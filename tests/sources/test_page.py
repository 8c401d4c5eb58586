import datetime as dt

import pytest

from tracker.sources import SourceError
from tracker.sources.keys import text_key
from tracker.sources.page import language, plain_text, read_page

TODAY = dt.date(2023, 4, 1)
URL = "https://paper.example/world/xi?utm_source=x"
WORDS = (
    "<p>The President of Examplia will visit the capital of Samplia on the twentieth of the month, his office said on Friday, and he will "
    "stay for three days of talks with his host.</p><p>It is the first such journey in two years, and both sides say that it was long "
    "prepared by their ministers, who met in the spring.</p>"
)


def html(head="", body=WORDS, title="A visit is planned"):
    return f"<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def meta(value, name="property='article:published_time'"):
    return f'<meta {name} content="{value}">'


def test_text_title_outlet_language_and_date_are_found():
    page = read_page(html(meta("2023-03-17T10:00:00Z") + meta("The Paper", "property='og:site_name'")), URL, TODAY)
    article = page.article
    assert "will visit the capital of Samplia" in article.text
    assert (article.title, article.outlet, article.lang) == ("A visit is planned", "The Paper", "en")
    assert (article.published, article.key, article.url) == (
        dt.date(2023, 3, 17),
        "https://paper.example/world/xi",
        "https://paper.example/world/xi",
    )
    assert page.warnings == ()


@pytest.mark.parametrize(
    "head",
    [
        meta("2023-03-17", "itemprop='datePublished'"),
        meta("2023-03-17", "name='dc.date'"),
        meta("2023-03-17T08:00:00+02:00", "name='pubdate'"),
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2023-03-17T08:00:00Z"}]}</script>',
        '<script type="application/ld+json">{broken</script>' + meta("2023-03-17"),
    ],
)
def test_the_pages_own_metadata_gives_the_date(head):
    assert read_page(html(head), URL, TODAY).article.published == dt.date(2023, 3, 17)


def test_metadata_outweighs_a_date_in_the_text():
    page = read_page(html(meta("2023-03-17"), WORDS + "<p>Updated 20 March 2023</p>"), URL, TODAY)
    assert page.article.published == dt.date(2023, 3, 17)


def test_a_date_in_the_future_is_refused_with_a_warning():
    page = read_page(html(meta("2023-07-11")), URL, TODAY)
    assert page.article.published is None
    assert "2023-07-11 as its date, which is in the future" in page.warnings[0]


def test_no_date_asks_for_one():
    page = read_page(html(), URL, TODAY)
    assert page.article.published is None
    assert page.warnings == ("the page does not say when it was published; give the day",)


def test_without_a_site_name_the_host_is_the_outlet():
    assert read_page(html(), "https://www.paper.example/a", TODAY).article.outlet in ("paper.example", "Paper.example")


def test_markup_in_a_title_is_text():
    assert read_page(html(title="A &lt;b&gt;visit&lt;/b&gt; &amp;amp; talks"), URL, TODAY).article.title == "A visit & talks"


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\x00\x01", b"<html></html>", b"<html><body><nav>Menu</nav></body></html>", b"%PDF-1.7 binary"]
)
def test_a_page_without_article_text_says_so(body):
    with pytest.raises(SourceError, match="paste the text instead"):
        read_page(body, URL, TODAY)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_charsets_are_honoured(charset):
    page = html(f'<meta charset="{charset}">', WORDS.replace("Samplia", "Élysée")).decode().encode(charset)
    assert "Élysée" in read_page(page, URL, TODAY).article.text


def test_a_wrong_charset_is_no_error():
    page = html('<meta charset="utf-8">').replace(b"Samplia", b"Saml\xe9a")
    assert "three days of talks" in read_page(page, URL, TODAY).article.text


def test_an_article_without_address_is_named_after_its_words():
    assert text_key("a", "b") == text_key("a", "b")
    assert text_key("a", "b") != text_key("a", "c")
    assert read_page(html(), "", TODAY).article.key.startswith("sha256:")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<b>Xi</b> &amp; Putin", "Xi & Putin"),
        ("<script>alert(1)</script>safe", "safe"),
        ("<img src=x onerror=alert(1)>x", "x"),
        ("1 &lt; 2", "1 < 2"),
        ("", ""),
        ("  a \n b ", "a b"),
        ("no < tag", "no < tag"),
    ],
)
def test_plain_text(markup, text):
    assert plain_text(markup) == text


def test_language():
    assert language("The president will visit Moscow next week for talks with his counterpart.") == "en"
    assert language("Президент посетит Москву на следующей неделе для переговоров.") == "ru"
