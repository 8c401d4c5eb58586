import datetime as dt
import gzip
import json
from email.message import EmailMessage

import pytest

from tracker.sources import SourceError
from tracker.sources.files import MAX_FILE, Given, read_path
from tracker.sources.spread import spreading

TODAY = dt.date(2023, 4, 1)
WORDS = "The President of Examplia will visit the capital of Samplia on the twentieth of the month, his office said on Friday."


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path, **options):
    return list(read_path(path, TODAY, **options))


def test_json_lines_give_articles_and_named_errors(tmp_path):
    lines = [{"id": "a", "published": "2023-03-01", "text": "One."}, "broken", {"text": "no id"}, {"id": "b", "text": "Two."}]
    path = write(tmp_path, "x.jsonl", "\n".join(line if line == "broken" else json.dumps(line) for line in lines) + "\n\n")
    items = read(path)
    assert [item.article and item.article.key for item in items] == ["a", None, None, "b"]
    assert items[1].where == "x.jsonl, line 2"
    assert "no JSON" in items[1].error
    assert "'id' is missing" in items[2].error


def test_json_lines_go_on_where_they_stopped(tmp_path):
    path = write(tmp_path, "x.jsonl", "".join(json.dumps({"id": str(n), "text": "W."}) + "\n" for n in range(10)))
    whole = read(path)
    rest = read(path, start=whole[5].position)
    assert [item.article.key for item in rest] == ["6", "7", "8", "9"]
    assert rest[0].where == "x.jsonl, line 7"


def test_markdown_with_front_matter(tmp_path):
    path = write(
        tmp_path,
        "a.md",
        f"---\ntitle: A visit\npublished: 2023-03-17\noutlet: The Paper\nurl: https://p.example/a?utm_source=x\n---\n{WORDS}\n",
    )
    (item,) = read(path)
    article = item.article
    assert (article.title, article.published, article.outlet, article.url) == (
        "A visit",
        dt.date(2023, 3, 17),
        "The Paper",
        "https://p.example/a",
    )
    assert (article.key, article.text) == ("https://p.example/a", WORDS)


def test_plain_text_takes_what_the_person_said(tmp_path):
    (item,) = read(write(tmp_path, "a.txt", WORDS), given=Given(dt.date(2023, 3, 1), "The Paper"))
    assert (item.article.published, item.article.outlet) == (dt.date(2023, 3, 1), "The Paper")
    assert item.article.key.startswith("sha256:")


TITLED = "---\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n---\n{words}"
SAME = {"title": "A visit", "outlet": "The Paper", "published": "2023-03-17"}


def titled(folder, name="a.md", words=WORDS, **fields):
    (item,) = read(write(folder, name, TITLED.format(words=words, **SAME | fields)))
    return item.article.key


def test_a_changed_file_without_an_address_is_the_same_article_by_title_outlet_and_day(tmp_path):
    key = titled(tmp_path)
    assert titled(tmp_path, words=f"{WORDS} It was corrected.") == key
    assert titled(tmp_path, name="moved.txt", title="A  VISIT") == key
    others = [{"title": "Another visit"}, {"outlet": "The Gazette"}, {"published": "2023-03-18"}]
    assert len({key, *(titled(tmp_path, **other) for other in others)}) == 4


@pytest.mark.parametrize("missing", ["title", "outlet", "published"])
def test_a_file_of_which_too_little_is_known_is_named_after_its_words(tmp_path, missing):
    keys = {titled(tmp_path, words=words, **{missing: ""}) for words in (WORDS, f"{WORDS} More.", WORDS)}
    assert len(keys) == 2


def test_a_mail_and_a_page_with_a_name_of_their_own_keep_it(tmp_path):
    mail = EmailMessage()
    mail["Subject"], mail["Message-ID"], mail["From"] = "A visit", "<1@p.example>", "The Paper <a@p.example>"
    mail["Date"] = dt.datetime(2023, 3, 17, tzinfo=dt.UTC)
    mail.set_content(WORDS)
    (item,) = read(write(tmp_path, "a.eml", bytes(mail)))
    assert item.article.key == "1@p.example"


@pytest.mark.parametrize(("published", "kept"), [("2023-04-01", True), ("2023-04-02", True), ("2023-04-03", False), ("2099-01-01", False)])
def test_an_article_of_the_future_is_refused(tmp_path, published, kept):
    lines = write(tmp_path, "x.jsonl", json.dumps({"id": "a", "published": published, "text": "W."}) + "\n")
    for path in (lines, write(tmp_path, "a.md", f"---\npublished: {published}\n---\n{WORDS}")):
        (item,) = read(path)
        assert (item.article is not None) is kept
        assert kept or item.error == f"its day of publication, {published}, lies in the future; give the day on which it was published"


def test_a_stated_day_fills_what_a_document_leaves_out_and_outweighs_none(tmp_path):
    """One day is stated for a whole folder: what knows its own keeps it."""
    page = "<html><head><title>T</title>{date}</head><body><p>" + WORDS + "</p></body></html>"
    for folder, own, date in (
        ("silent", "", ""),
        ("dated", "---\npublished: 2023-03-17\n---\n", "<meta name='date' content='2023-03-17'>"),
    ):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "a.md", own + WORDS)
        write(tmp_path / folder, "b.html", page.format(date=date))
        write(tmp_path / folder, "c.eml", mail() if date else mail(""))
        write(tmp_path / folder, "d.jsonl", json.dumps({"id": "d", "text": WORDS} | ({"published": "2023-03-17"} if date else {})))
    given = Given(dt.date(2023, 3, 1))
    assert [(item.article.published, item.warnings) for item in read(tmp_path / "silent", given=given)] == [(given.published, ())] * 4
    assert [item.article.published for item in read(tmp_path / "dated", given=given)] == [dt.date(2023, 3, 17)] * 4


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.md", "---\n: : :\n\t- x\n---\nText", "no YAML"),
        ("a.md", "---\njust words\n---\nText", "no keys"),
        ("a.md", "---\npublished: soon\n---\nText", "YYYY-MM-DD"),
        ("a.txt", "   ", "it is empty"),
        ("a.html", "<html></html>", "no article text"),
        ("a.eml", b"Subject: x\nContent-Type: application/pdf\n\n%PDF", "the mail has no text"),
    ],
)
def test_a_bad_document_is_an_item_with_an_error(tmp_path, name, content, says):
    (item,) = read(write(tmp_path, name, content))
    assert item.article is None
    assert item.where == name
    assert says in item.error


def test_html_file(tmp_path):
    body = f"<html><head><title>T</title><meta name='date' content='2023-03-17'></head><body><p>{WORDS}</p></body></html>"
    (item,) = read(write(tmp_path, "a.html", body), given=Given(url="https://p.example/a"))
    assert (item.article.published, item.article.url) == (dt.date(2023, 3, 17), "https://p.example/a")


def mail(date="Fri, 17 Mar 2023 10:00:00 +0000", *, html=False):
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = "A visit", "News Desk <desk@p.example>", "<1@p.example>"
    if date:
        message["Date"] = date
    message.set_content(f"<p>{WORDS}</p>" if html else WORDS, subtype="html" if html else "plain")
    return message.as_bytes()


@pytest.mark.parametrize("html", [True, False])
def test_mail(tmp_path, html):
    (item,) = read(write(tmp_path, "a.eml", mail(html=html)))
    article = item.article
    assert (article.key, article.title, article.outlet, article.text) == ("1@p.example", "A visit", "News Desk", WORDS)
    assert article.published == dt.date(2023, 3, 17)


@pytest.mark.parametrize("date", ["", "Fri, 17 Mar 2099 10:00:00 +0000"])
def test_mail_without_a_usable_date_asks_for_one(tmp_path, date):
    (item,) = read(write(tmp_path, "a.eml", mail(date)))
    assert item.article.published is None
    assert "give the day" in item.warnings[0]


def test_a_folder_is_read_in_the_order_of_names_and_says_what_it_left_out(tmp_path):
    write(tmp_path, "b.txt", WORDS)
    write(tmp_path, "a.txt", WORDS + " More.")
    write(tmp_path, "picture.png", b"\x89PNG")
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", "c.jsonl", json.dumps({"id": "c", "text": "W."}))
    *found, left_out = read(tmp_path)
    assert [item.where for item in found] == ["a.txt", "b.txt", "c.jsonl, line 1"]
    assert left_out.error == "1 left out, since files of their kind are not read: .png"


def test_a_missing_path_and_an_unknown_kind_are_refused(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "nothing.txt")
    with pytest.raises(SourceError, match=r"these are: \.html"):
        read(write(tmp_path, "a.docx", b"PK"))


def test_a_document_that_is_too_large_is_left_out(tmp_path):
    (item,) = read(write(tmp_path, "a.txt", b"x" * (MAX_FILE + 1)))
    assert "one document may have" in item.error


def warc(path, count, *, packed=True, content_type="text/html; charset=utf-8"):
    """Write an archive of pages by hand: a record is a gzip member of its own."""
    records = []
    for number in range(count):
        page = (
            f"<html><head><meta name='date' content='2023-03-{number + 10}'></head><body><p>{WORDS} No {number}.</p></body></html>".encode()
        )
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: " + content_type.encode() + b"\r\n\r\n" + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/{number}\r\nWARC-Date: 2023-03-12T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        record = head.encode() + answer + b"\r\n\r\n"
        records.append(gzip.compress(record) if packed else record)
    path.write_bytes(b"".join(records))
    return path


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_is_read_and_the_crawl_bounds_the_date(tmp_path, packed):
    items = read(warc(tmp_path / f"x.warc{'.gz' if packed else ''}", 4, packed=packed))
    assert [item.article.url for item in items] == [f"https://p.example/{n}" for n in range(4)]
    assert [item.article.published and item.article.published.day for item in items] == [10, 11, 12, None]
    assert "in the future" in items[3].warnings[0]


def test_the_pages_of_a_web_archive_are_read_in_several_processes(tmp_path):
    path = warc(tmp_path / "x.warc.gz", 5)
    path.write_bytes(path.read_bytes() + b"garbage" * 20)
    with spreading(2, 1) as spread:
        assert list(read_path(path, TODAY, spread=spread)) == read(path)


def test_a_web_archive_goes_on_at_the_record_where_it_stopped(tmp_path):
    path = warc(tmp_path / "x.warc.gz", 5)
    whole = read(path)
    assert [item.article.url for item in read(path, start=whole[3].position)] == ["https://p.example/3", "https://p.example/4"]


def test_other_media_are_left_alone(tmp_path):
    assert read(warc(tmp_path / "x.warc.gz", 2, content_type="image/png")) == []


def test_a_damaged_archive_gives_what_stands_before_and_says_where(tmp_path):
    path = warc(tmp_path / "x.warc.gz", 4)
    second = read(path)[2].position
    body = path.read_bytes()
    path.write_bytes(body[: second + 60] + b"garbage" * 20 + body[second + 200 :])
    items = read(path)
    assert [bool(item.article) for item in items] == [True, True, False]
    assert "damaged" in items[-1].error


def test_what_is_no_archive_says_so(tmp_path):
    (item,) = read(write(tmp_path, "x.warc", b"hello\n" * 20))
    assert "damaged or none" in item.error
