"""The Atom feed, checked against RFC 4287: what must be there, once, in its form; ids that never change."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

from directions_cli.domain.authority import Header
from directions_cli.publishing.feed import name_of
from directions_cli.store.reader import read_yaml
from tests.conftest import run
from tests.domain.building import HEADER
from tests.publishing.conftest import DAY
from tests.publishing.pages import Page

ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"tag:exijb\.example\.org,2026:EXIJB:[A-Za-z0-9:-]+\Z")


def feed_of(site: Path) -> ElementTree.Element:
    return ElementTree.fromstring((site / "feed.xml").read_bytes())


def one(element: ElementTree.Element, name: str) -> ElementTree.Element:
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, (element.tag, name)
    return found[0]


def test_it_is_sound(site: Path) -> None:
    feed = feed_of(site)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert one(one(feed, "author"), "name").text == "Example Integration Joint Board"
    assert {each.get("rel") for each in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 100
    for element in (feed, *entries):
        assert TAG.match(one(element, "id").text or "")
        assert one(element, "title").text
        assert datetime.fromisoformat(one(element, "updated").text or "").tzinfo is not None
    ids = [one(each, "id").text for each in entries]
    assert len(set(ids)) == len(ids)
    days = [one(each, "updated").text or "" for each in entries]
    assert days == sorted(days, reverse=True)
    assert one(feed, "updated").text == days[0]
    assert days[0][:10] <= DAY


def test_its_links_lead_to_the_entries(site: Path) -> None:
    for entry in feed_of(site).findall(f"{ATOM}entry"):
        path, _, place = (one(entry, "link").get("href") or "").partition("#")
        assert place in {each.get("id") for each in Page.at(site / path).named("li")}


def test_ids_stay_wherever_the_site_is(site: Path, example: Path, tmp_path: Path) -> None:
    done = run(
        "-C", example, "--today", DAY, "publish", "--out", tmp_path, "--base-url", "https://example.org/x", "--documents", "none"
    )
    assert done.returncode == 0, done.stderr
    here, there = feed_of(site), feed_of(tmp_path)
    assert [each.text for each in here.iter(f"{ATOM}id")] == [each.text for each in there.iter(f"{ATOM}id")]
    assert all((each.get("href") or "").startswith("https://example.org/x/") for each in there.iter(f"{ATOM}link"))


def test_without_a_domain_of_its_own_the_id_is_of_the_code() -> None:
    header = Header.model_validate(read_yaml(HEADER).value)
    assert name_of(header, "a:1") == name_of(header, "a:1")
    assert name_of(header, "a:1") != name_of(header, "a:2")
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name_of(header, "a:1"))
