"""The folder of a site: only what differs is written, what vanished goes, a stranger's files stay as they are."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from directions_cli.publishing.folder import LIST
from tests.conftest import git, run
from tests.publishing.conftest import DAY
from tests.publishing.pages import Page


@pytest.fixture
def copy(example: Path, tmp_path: Path) -> Path:
    """The example, to be changed."""
    shutil.copytree(example, tmp_path / "reg", symlinks=True)
    return tmp_path / "reg"


def publish(register: Path, out: Path, *more: object, day: str = DAY) -> dict[str, object]:
    done = run("-C", register, "--today", day, "publish", "--out", out, "--format", "json", *more)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def state(out: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in out.rglob("*")
        if path.is_file()
    }


def test_the_same_register_and_day_give_the_same_bytes(example: Path, site: Path, tmp_path: Path) -> None:
    made = publish(example, tmp_path / "again")
    assert made["unchanged"] == made["removed"] == 0
    assert made["private"] == 1
    one, other = state(site), state(tmp_path / "again")
    assert {path: data for path, (data, _) in one.items()} == {path: data for path, (data, _) in other.items()}
    assert made["written"] == len(other) - 1, "all but the list"
    assert made["pages"] == len([path for path in other if path.endswith(".html") and "/forms/" not in path])


def test_nothing_is_written_again_where_nothing_changed(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    first = publish(copy, out, "--documents", "all")
    before = state(out)
    second = publish(copy, out, "--documents", "all")
    assert (second["written"], second["removed"], second["unchanged"]) == (0, 0, first["written"])
    assert state(out) == before


def test_an_act_alters_the_pages_that_tell_of_it_alone(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(copy, out)
    before = state(out)
    act = run(
        "-C", copy, "--today", DAY, "progress", "EXIJB-2026-09-15-001", "--rating", "on-track", "--note", "Ten more.", "--yes"
    )
    assert act.returncode == 0, act.stderr
    made = publish(copy, out)
    after = state(out)
    changed = {path for path in after if after[path] != before[path]}
    assert {"directions/EXIJB-2026-09-15-001.html", "changes/2026.html", "changes/index.html", "feed.xml"} <= changed
    assert {path for path in changed if path.startswith("directions/")} == {"directions/EXIJB-2026-09-15-001.html"}
    assert made["written"] == len(changed) - 1
    assert len(changed) < 25


def test_pages_of_what_vanished_are_removed_and_a_stranger_s_files_stay(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(copy, out)
    (out / "CNAME").write_text("register.exijb.example.org", encoding="utf-8")
    (out / "directions" / "notes.txt").write_text("mine", encoding="utf-8")
    gone = next((copy / "register" / "2026").glob("EXIJB-2026-09-15-001.yaml"))
    gone.unlink()
    git(copy, "commit", "--quiet", "--no-verify", "-am", "Take it away")
    made = publish(copy, out, "--documents", "none")
    assert made["removed"] == 1 + 36 + 1 + 1, "its page, all forms, its file, its meeting"
    assert not (out / "directions" / "EXIJB-2026-09-15-001.html").exists()
    assert not (out / "directions" / "forms").exists()
    assert (out / "CNAME").read_text(encoding="utf-8") == "register.exijb.example.org"
    assert (out / "directions" / "notes.txt").read_text(encoding="utf-8") == "mine"


def refused(register: Path, out: object, *more: str) -> str:
    done = run("-C", register, "--today", DAY, "publish", "--out", out, *more)
    assert done.returncode == 2, done.stdout
    return done.stderr


def test_a_folder_that_is_not_ours_is_left_alone(example: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("mine", encoding="utf-8")
    assert "holds files that are no site of ours" in refused(example, out)
    assert [path.name for path in out.iterdir()] == ["index.html"]
    publish(example, out, "--force")
    assert "mine" not in (out / "index.html").read_text(encoding="utf-8")


def test_a_stranger_s_file_in_the_way_is_never_written_over(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(copy, out, "--documents", "none")
    (out / "sitemap.xml").write_text("mine", encoding="utf-8")
    before = state(out)
    assert "is there already and not of this site" in refused(
        copy, out, "--base-url", "https://example.org/x", "--documents", "none"
    )
    assert state(out) == before


@pytest.mark.parametrize("where", ["register", "register/2026", "register/site", "."])
def test_a_site_never_goes_into_the_register(where: str, copy: Path) -> None:
    assert "holds the register or lies in it" in refused(copy, copy / where, "--force")


def test_a_file_is_no_folder(example: Path, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    assert "is a file; --out takes a folder" in refused(example, tmp_path / "site", "--force")


def test_nothing_is_written_through_a_link(copy: Path, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    publish(copy, out, "--documents", "none")
    elsewhere.mkdir()
    shutil.rmtree(out / "directions")
    try:
        (out / "directions").symlink_to(elsewhere)
    except (OSError, NotImplementedError):
        pytest.skip("no symbolic links here")
    assert "nothing is written there" in refused(copy, out, "--documents", "none")
    assert list(elsewhere.iterdir()) == []


def test_a_list_that_was_tampered_with_removes_nothing_outside(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(copy, out, "--documents", "none")
    (tmp_path / "precious.txt").write_text("mine", encoding="utf-8")
    known = json.loads((out / LIST).read_text(encoding="utf-8"))
    known["files"] |= {"../precious.txt": {}, str(tmp_path / "precious.txt"): {}, "a/../../precious.txt": {}}
    (out / LIST).write_text(json.dumps(known), encoding="utf-8")
    assert publish(copy, out, "--documents", "none")["removed"] == 0
    assert (tmp_path / "precious.txt").exists()
    (out / LIST).write_text("[]", encoding="utf-8")
    assert "is no list of a site" in refused(copy, out)


def test_what_was_interrupted_is_taken_up_again(copy: Path, tmp_path: Path) -> None:
    """Killed in the middle, the list names files that are not there yet, and none that is there is a stranger's."""
    out = tmp_path / "site"
    publish(copy, out, "--documents", "none")
    whole = state(out)
    known = json.loads((out / LIST).read_text(encoding="utf-8"))
    known["files"] = {path: {} for path in known["files"]}
    (out / LIST).write_text(json.dumps(known), encoding="utf-8")
    for path in list(out.rglob("*.html"))[::2]:
        path.unlink()
    publish(copy, out, "--documents", "none")
    assert {path: data for path, (data, _) in state(out).items()} == {path: data for path, (data, _) in whole.items()}


def test_what_is_not_committed_is_said(copy: Path, tmp_path: Path) -> None:
    header = copy / "register" / "register.yaml"
    header.write_text(header.read_text(encoding="utf-8") + "\n# A remark.\n", encoding="utf-8")
    done = run("-C", copy, "--today", DAY, "publish", "--out", tmp_path / "site", "--documents", "none")
    assert done.returncode == 0
    assert "1 file of the register with changes that are not committed" in done.stderr
    assert "not committed" in Page.at(tmp_path / "site" / "about.html").named("footer")[0].text


def test_without_git_there_is_no_commit_to_name(copy: Path, tmp_path: Path) -> None:
    shutil.copytree(copy / "register", tmp_path / "bare" / "register")
    publish(tmp_path / "bare", tmp_path / "site", "--documents", "none")
    said = Page.at(tmp_path / "site" / "index.html").named("footer")[0].text
    assert "as at 22 November 2026" in said
    assert "commit" not in said


def test_an_earlier_day_is_shown_on_every_page(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(copy, out, "--as-at", "2025-06-30", "--documents", "none")
    text = (out / "index.html").read_text(encoding="utf-8")
    assert "as it stood and read on 30 June 2025" in text
    assert "2026" not in Page.at(out / "index.html").named("table")[0].text
    assert not (out / "directions" / "EXIJB-2026-01-27-001.html").exists()
    assert "This direction is in force." in (out / "directions" / "EXIJB-2025-03-18-001.html").read_text(encoding="utf-8")
    assert "lies ahead of" in refused(copy, out, "--as-at", "2030-01-01")


def test_the_address_makes_a_map_and_whole_addresses(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(copy, out, "--base-url", "https://example.org/ijb/register", "--documents", "none")
    assert "<loc>https://example.org/ijb/register/index.html</loc>" in (out / "sitemap.xml").read_text(encoding="utf-8")
    assert "404.html" not in (out / "sitemap.xml").read_text(encoding="utf-8")
    assert "Sitemap: https://example.org/ijb/register/sitemap.xml" in (out / "robots.txt").read_text(encoding="utf-8")
    missing = Page.at(out / "404.html")
    assert all(
        each.startswith(("/ijb/register/", "data:")) for each in missing.fetched if not each.startswith("https://example.org")
    )
    canonical = [each.get("href") for each in Page.at(out / "about.html").named("link") if each.get("rel") == "canonical"]
    assert canonical == ["https://example.org/ijb/register/about.html"]
    for wrong in ("example.org", "ftp://example.org", "https://example.org/?a", "https://exa mple.org", 'https://a"b/'):
        assert "is no address of a site" in refused(copy, out, "--base-url", wrong)


def test_no_partial_file_is_left(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.name.endswith(".part")]
    assert os.access(site / "index.html", os.R_OK)
