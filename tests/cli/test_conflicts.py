"""`conflicts` and `log --with-neighbours` on real repositories: what is found, what is said, and what is never run or changed."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from directions_cli.domain.rules.neighbours import CLASHES
from tests.cli.neighbours import TODAY, committed, gone, three, written
from tests.conftest import Done, git, run
from tests.domain.three_registers import DAY, HEADERS, PLANTED, direction, money

POSIX = pytest.mark.skipif(os.name != "posix", reason="asks for a shell and links")


def conflicts(folder: Path, *more: object, today: str = TODAY, **env: str) -> Done:
    return run("-C", folder, "--today", today, "conflicts", *more, env=env)


def found(done: Done) -> set[tuple[str, str | None, str | None, tuple[str, ...]]]:
    rows = json.loads(done.stdout)
    return {(row["code"], row["function"], row["hospital"], tuple(row["authorities"])) for row in rows}


def log(folder: Path, *more: object, **env: str) -> Done:
    return run("-C", folder, "--today", TODAY, "log", "--with-neighbours", *more, env=env)


def ids(done: Done) -> list[tuple[str, str]]:
    return [(row["authority"], row["id"]) for row in json.loads(done.stdout)]


def state(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, its Git folder too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("form", ["path", "file"])
def test_five_clashes_among_three_registers_and_nothing_else(tmp_path: Path, form: str) -> None:
    north, south = tmp_path / "north", tmp_path / "south"
    addresses = {} if form == "path" else {"north": north.as_uri(), "south": south.as_uri()}
    ours = three(tmp_path, **addresses)
    before = state(north), state(south)
    done = conflicts(ours, "--format", "json")
    assert done.returncode == 1
    assert found(done) == PLANTED
    assert len(json.loads(done.stdout)) == 5
    assert "3 registers compared: 3 errors, 2 warnings" in done.stderr
    assert ("read as it is" if form == "path" else "last fetched 20") in done.stderr
    assert (state(north), state(south)) == before, "a neighbour's repository is only read"
    assert git(ours, "status", "--porcelain") == ""


def test_every_format_shows_them(tmp_path: Path) -> None:
    ours = three(tmp_path)
    table = conflicts(ours).stdout
    assert [line.split()[1] for line in table.splitlines()[1:]] == ["CFL004", "CFL005", "CFL002", "CFL003", "CFL001"]
    rows = list(csv.DictReader(io.StringIO(conflicts(ours, "--format", "csv").stdout)))
    assert [row["code"] for row in rows] == ["CFL004", "CFL005", "CFL002", "CFL003", "CFL001"]
    assert rows[0]["directions"] == f"EXIJB-{DAY}-002, EXNIJB-{DAY}-002, EXSIJB-{DAY}-002"
    assert conflicts(ours, "--format", "markdown").stdout.count("\n") == 7
    assert "CFL007" in conflicts(ours, "--notes").stdout
    assert {row["code"] for row in json.loads(conflicts(ours, "--as-at", "2025-03-17", "--format", "json").stdout)} == {
        "CFL002",
        "CFL005",
    }


def test_warnings_alone_end_well(tmp_path: Path) -> None:
    ours = three(tmp_path)
    header = HEADERS["EXIJB"].replace("amount: 1000,", "amount: 9000,").replace("amount: 700,", "amount: 650,")
    header = header.replace("hosted_by: EXNIJB", "hosted_by: EXSIJB")
    written(ours, "EXIJB", header)
    written(tmp_path / "north", "EXNIJB", HEADERS["EXNIJB"].replace(", hosted_by: EXNIJB", ""))
    done = conflicts(ours, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert {row["severity"] for row in json.loads(done.stdout)} == {"warning"}


def test_a_register_without_neighbours_says_so(register: Path) -> None:
    done = conflicts(register, "--format", "json")
    assert (done.returncode, done.stdout) == (0, "[]\n")
    assert "names no neighbours" in done.stderr


def test_codes_that_lead_nowhere_are_said(tmp_path: Path) -> None:
    ours = three(tmp_path)
    header = HEADERS["EXIJB"].replace("{gm: general-medicine}", "{gn: general-medicine}")
    written(ours, "EXIJB", header.replace("../north}", "../north, health_boards: {nhs-example: null}}"))
    done = conflicts(ours, "--format", "json")
    assert "EXSIJB: its register does not have what `functions` names here: gn" in done.stderr
    assert "EXNIJB: it has no Health Board in common with this register" in done.stderr
    assert {row["code"] for row in json.loads(done.stdout) if "EXNIJB" in row["authorities"]} == set()


def test_a_fetched_register_changes_only_when_asked(tmp_path: Path) -> None:
    north = tmp_path / "north"
    ours = three(tmp_path, north=north.as_uri())
    assert found(conflicts(ours, "--format", "json")) == PLANTED
    less = direction(f"EXNIJB-{DAY}-002", "nhs-example", "general-medicine", money("nhs-example", "general-medicine", 349))
    committed(written(north, "EXNIJB", None, less))
    assert found(conflicts(ours, "--format", "json")) == PLANTED
    fetched = conflicts(ours, "--fetch", "--format", "json")
    assert "CFL004" not in {row["code"] for row in json.loads(fetched.stdout)}
    assert found(conflicts(ours, "--format", "json")) == found(fetched)


def test_a_neighbour_that_rewrote_its_history_is_read_as_it_is_now(tmp_path: Path) -> None:
    north = tmp_path / "north"
    ours = three(tmp_path, north=north.as_uri())
    assert conflicts(ours).returncode == 1
    git(north, "checkout", "--quiet", "--orphan", "anew")
    git(north, "rm", "-r", "--quiet", "--cached", ".")
    committed(written(north, "EXNIJB", HEADERS["EXNIJB"].replace("amount: 650,", "amount: 700,")))
    git(north, "branch", "--quiet", "-M", "anew", "main")
    done = conflicts(ours, "--fetch", "--format", "json")
    assert "CFL005" not in {row["code"] for row in json.loads(done.stdout)}
    assert "can't be fetched" not in done.stderr


def test_a_remote_that_has_moved(tmp_path: Path) -> None:
    north = tmp_path / "north"
    ours = three(tmp_path, north=north.as_uri())
    assert conflicts(ours).returncode == 1
    north.rename(tmp_path / "elsewhere")
    done = conflicts(ours, "--fetch", "--format", "json")
    assert found(done) == PLANTED, "what was fetched before is read"
    assert "EXNIJB: " in done.stderr
    assert "can't be fetched now" in done.stderr
    assert "can't be fetched" not in conflicts(ours).stderr, "nothing is fetched unasked"
    gone(ours / ".git" / "directions")
    done = conflicts(ours, "--format", "json")
    assert done.returncode == 1
    assert f"the register at {north.as_uri()} can't be read" in done.stderr
    assert "2 registers compared" in done.stderr
    assert ("CFL005", None, "Northern Infirmary", ("EXIJB", "EXNIJB")) not in found(done)


def test_an_old_copy_is_called_old(tmp_path: Path) -> None:
    ours = three(tmp_path, north=(tmp_path / "north").as_uri())
    conflicts(ours)
    (last,) = ours.glob(".git/directions/neighbours/*/last-fetch.json")
    said = json.loads(last.read_text())
    last.write_text(json.dumps({**said, "fetched": "2025-05-31T12:00:00+00:00"}))
    assert "days ago" not in conflicts(ours, today="2025-06-30").stderr
    done = conflicts(ours, today="2025-07-01")
    assert "EXNIJB: last fetched 31 days ago, on 2025-05-31 12:00; `directions conflicts --fetch` fetches anew" in done.stderr
    assert "days ago" in run("-C", ours, "--today", "2025-07-01", "log", "--with-neighbours").stderr


def test_branches(tmp_path: Path) -> None:
    north = tmp_path / "north"
    ours = three(tmp_path)
    git(north, "switch", "--quiet", "-c", "board/agreed")
    committed(written(north, "EXNIJB", HEADERS["EXNIJB"].replace("amount: 650,", "amount: 700,")))
    git(north, "switch", "--quiet", "main")

    def codes(address: str, branch: str) -> set[str]:
        header = HEADERS["EXIJB"].replace("register: ../north}", f"register: {address}, branch: {branch}}}")
        written(ours, "EXIJB", header)
        done = conflicts(ours, "--format", "json")
        assert done.returncode == 1
        return {row["code"] for row in json.loads(done.stdout)} | ({"UNREAD"} if "can't be read" in done.stderr else set())

    for address in (north.as_uri(), "../north"):
        assert "CFL005" in codes(address, "main")
        assert not {"CFL005", "UNREAD"} & codes(address, "board/agreed")
        assert "UNREAD" in codes(address, "nowhere")
        assert "UNREAD" in codes(address, "'--upload-pack=x'")


def test_bare_repositories_and_folders_inside_one(tmp_path: Path) -> None:
    ours = three(tmp_path)
    bare = tmp_path / "north.git"
    git(tmp_path, "clone", "--quiet", "--bare", "north", "north.git")
    whole = tmp_path / "whole"
    written(whole / "authorities" / "north", "EXNIJB")
    committed(whole)
    for address in (
        "../north.git",
        bare.as_uri(),
        "../whole/authorities/north",
        "../whole/authorities/north/register",
        whole.as_uri(),
    ):
        written(ours, "EXIJB", HEADERS["EXIJB"].replace("../north", address))
        assert found(conflicts(ours, "--format", "json")) == PLANTED, address
    written(whole / "authorities" / "south", "EXSIJB")
    committed(whole)
    done = conflicts(ours, "--fetch")
    assert "holds several registers (authorities/north, authorities/south)" in done.stderr
    named = HEADERS["EXIJB"].replace("register: ../north}", f"register: {whole.as_uri()}, folder: authorities/north}}")
    written(ours, "EXIJB", named)
    assert found(conflicts(ours, "--format", "json")) == PLANTED
    written(ours, "EXIJB", named.replace("folder: authorities/north", "folder: authorities/west"))
    assert "holds no folder authorities/west/register" in conflicts(ours).stderr


@POSIX
def test_links(tmp_path: Path) -> None:
    ours = three(tmp_path)
    (tmp_path / "linked").symlink_to(tmp_path / "north")
    written(ours, "EXIJB", HEADERS["EXIJB"].replace("../north", "../linked"))
    assert found(conflicts(ours, "--format", "json")) == PLANTED, "a folder may be named by a link that leads to it"
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "register").symlink_to(tmp_path / "north" / "register")
    written(ours, "EXIJB", HEADERS["EXIJB"].replace("../north", "../odd"))
    done = conflicts(ours)
    assert done.returncode == 1
    assert "register is a symbolic link there" in done.stderr
    secret = tmp_path / "secret.yaml"
    secret.write_text("title: Secret\n")
    (tmp_path / "north" / "register" / "2025" / "EXNIJB-2025-03-18-010.yaml").symlink_to(secret)
    committed(tmp_path / "north")
    for address in ("../north", (tmp_path / "north").as_uri()):
        written(ours, "EXIJB", HEADERS["EXIJB"].replace("../north", address))
        done = conflicts(ours, "--format", "json")
        assert found(done) == PLANTED
        assert "FIL011 is a symbolic link" in done.stderr
        assert "Secret" not in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize(
    "address",
    [
        "'ext::sh -c \"touch pwned\"'",
        "-upwned",
        "'--upload-pack=touch pwned'",
        "ssh://-oProxyCommand=touch/pwned",
        "fd::0",
        "ftp://example.org/r",
    ],
)
def test_a_hostile_address_is_refused_and_nothing_run(tmp_path: Path, address: str) -> None:
    ours = three(tmp_path, north=address)
    done = conflicts(ours, "--fetch", "--format", "json")
    assert done.returncode == 1
    assert "EXNIJB: the register at" in done.stderr
    assert list(tmp_path.rglob("pwned*")) == []
    assert not (ours / ".git" / "directions" / "neighbours").exists()
    assert "REG018" in run("-C", ours, "--today", TODAY, "validate").stdout


@POSIX
def test_an_address_that_git_rewrites_to_a_transport_is_refused_by_git(tmp_path: Path) -> None:
    ours = three(tmp_path, north="https://north.example.org/register.git")
    pairs = {"url.ext::sh -c touch% pwned %.insteadOf": "https://north.example.org/", "protocol.ext.allow": "always"}
    env = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for number, (key, value) in enumerate(pairs.items()):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    done = conflicts(ours, **env)
    assert done.returncode == 1
    assert "not allowed" in done.stderr
    assert list(tmp_path.rglob("pwned*")) == []


@POSIX
def test_neither_hooks_nor_filters_are_run(tmp_path: Path) -> None:
    north, hooks, pwned = tmp_path / "north", tmp_path / "hooks", tmp_path / "pwned"
    hooks.mkdir()
    for name in ("reference-transaction", "post-checkout", "post-merge", "pre-auto-gc", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {pwned}\n")
        (hooks / name).chmod(0o755)
    ours = three(tmp_path, north=north.as_uri())
    (north / ".gitattributes").write_text("*.yaml filter=lfs diff=lfs merge=lfs -text\n")
    committed(north)
    pairs = {"core.hooksPath": str(hooks), "filter.lfs.smudge": f"touch {pwned}; cat", "filter.lfs.process": f"touch {pwned}"}
    env = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for number, (key, value) in enumerate(pairs.items()):
        env |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    assert found(conflicts(ours, "--format", "json", **env)) == PLANTED
    assert found(conflicts(ours, "--fetch", "--format", "json", **env)) == PLANTED
    assert not pwned.exists()


def test_what_can_not_be_read_is_said_and_left_out(tmp_path: Path) -> None:
    north = tmp_path / "north"
    ours = three(tmp_path)
    header = north / "register" / "register.yaml"
    for text, said in (
        (HEADERS["EXNIJB"].replace("format: 1", "format: 2"), "has format 2; this program knows formats up to 1: upgrade"),
        (HEADERS["EXNIJB"].replace("code: EXNIJB", "code: EXWIJB"), "is that of EXWIJB"),
        ("authority: [", "can't be read: register.yaml"),
    ):
        header.write_text(text)
        done = conflicts(ours, "--format", "json")
        assert done.returncode == 1
        assert said in done.stderr
        assert "2 registers compared" in done.stderr
        assert all("EXNIJB" not in row["authorities"] or row["code"] == "CFL002" for row in json.loads(done.stdout))
    header.write_text(HEADERS["EXNIJB"])
    (north / "register" / "2025" / f"EXNIJB-{DAY}-001.yaml").write_text("title: [\n")
    done = conflicts(ours, "--format", "json")
    assert done.returncode == 1
    assert f"a part of the register at ../north can't be read: register/2025/EXNIJB-{DAY}-001.yaml:" in done.stderr
    assert found(done) == {each for each in PLANTED if each[0] != "CFL001"}
    gone(north)
    assert "there is no such folder" in conflicts(ours).stderr
    assert log(ours).returncode == 1


def test_our_own_faults_are_said_too(tmp_path: Path) -> None:
    ours = three(tmp_path)
    (ours / "register" / "2025" / f"EXIJB-{DAY}-001.yaml").write_text("title: [\n")
    done = conflicts(ours, "--format", "json")
    assert done.returncode == 1
    assert f"register/2025/EXIJB-{DAY}-001.yaml:" in done.stderr
    assert found(done) == {each for each in PLANTED if each[0] != "CFL001"}


def test_a_register_outside_any_repository_keeps_copies_with_the_user(tmp_path: Path) -> None:
    three(tmp_path)
    ours = tmp_path / "loose"
    written(ours, "EXIJB", HEADERS["EXIJB"].replace("../north", (tmp_path / "north").as_uri()))
    place = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache"), "HOME": str(tmp_path / "home")}
    assert found(conflicts(ours, "--format", "json", **place)) == PLANTED
    assert list(tmp_path.glob("*/**/last-fetch.json")) != []
    assert log(ours, "--format", "json", **place).returncode == 0


def test_one_log_over_all_registers(tmp_path: Path) -> None:
    ours = three(tmp_path, south=(tmp_path / "south").as_uri())
    own = json.loads(run("-C", ours, "--today", TODAY, "log", "--format", "json").stdout)
    assert all("authority" not in row for row in own)
    rows = json.loads(log(ours, "--format", "json").stdout)
    assert [
        {key: value for key, value in row.items() if key != "authority"} for row in rows if row["authority"] == "EXIJB"
    ] == own
    assert next(iter(rows[0])) == "authority"
    assert [row["authority"] for row in rows] == ["EXIJB"] * 9 + ["EXNIJB"] * 9 + ["EXSIJB"] * 7
    theirs = json.loads(run("-C", tmp_path / "north", "--today", TODAY, "log", "--format", "json").stdout)
    assert [
        {key: value for key, value in row.items() if key != "authority"} for row in rows if row["authority"] == "EXNIJB"
    ] == theirs


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (("--function", "general-medicine"), ["EXIJB-{}-002", "EXIJB-{}-003", "EXNIJB-{}-002", "EXNIJB-{}-009", "EXSIJB-{}-002"]),
        (("--function", "general-medicine", "--status", "extant"), ["EXIJB-{}-002", "EXNIJB-{}-002", "EXSIJB-{}-002"]),
        (("--function", "gm"), []),
        (("--to", "north-council"), ["EXNIJB-{}-006"]),
        (
            ("--to", "nhs-example", "--text", "SIJB"),
            ["EXSIJB-{}-002", "EXSIJB-{}-003", "EXSIJB-{}-004", "EXSIJB-{}-006", "EXSIJB-{}-007"],
        ),
        (("--status", "revoked"), ["EXSIJB-{}-007"]),
        (("--meeting", "2025-03-19"), []),
    ],
)
def test_filters_go_by_our_codes(tmp_path: Path, filters: tuple[str, ...], expected: list[str]) -> None:
    ours = three(tmp_path)
    assert [id for _, id in ids(log(ours, *filters, "--format", "json"))] == [each.format(DAY) for each in expected]


def test_a_filter_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    ours = three(tmp_path)
    assert log(ours, "--function", "archery").returncode == 2
    assert run("-C", ours, "log", "--to", "north-council").returncode == 2
    assert log(ours, "--to", "north-council").returncode == 0


@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize("south", ["../south", "file"])
def test_the_same_bytes_when_read_before(tmp_path: Path, form: str, south: str) -> None:
    ours = three(tmp_path, south=(tmp_path / "south").as_uri() if south == "file" else south)
    fresh = log(ours, "--format", form)
    assert (ours / ".git" / "directions" / "log-EXSIJB.json").exists()
    again = log(ours, "--format", form)
    assert (fresh.stdout, fresh.stderr, fresh.returncode) == (again.stdout, again.stderr, again.returncode)
    assert "authority" in fresh.stdout.lower()
    (ours / ".git" / "directions" / "log-EXSIJB.json").write_bytes(b"\xff{")
    assert log(ours, "--format", form).stdout == fresh.stdout


def test_what_changes_at_a_neighbour_is_seen(tmp_path: Path) -> None:
    north, south = tmp_path / "north", tmp_path / "south"
    ours = three(tmp_path, south=south.as_uri())
    assert len(ids(log(ours, "--format", "json"))) == 25
    for folder, code in ((north, "EXNIJB"), (south, "EXSIJB")):
        committed(
            written(
                folder,
                code,
                None,
                direction(f"{code}-{DAY}-099", "north-council" if folder == north else "south-council", "care-at-home"),
            )
        )
    assert ("EXNIJB", f"EXNIJB-{DAY}-099") in ids(log(ours, "--format", "json")), "a folder is read as it is"
    assert ("EXSIJB", f"EXSIJB-{DAY}-099") not in ids(log(ours, "--format", "json"))
    conflicts(ours, "--fetch")
    assert ("EXSIJB", f"EXSIJB-{DAY}-099") in ids(log(ours, "--format", "json"))


def test_the_log_as_at_a_day_of_all(tmp_path: Path) -> None:
    ours = three(tmp_path)
    assert ids(log(ours, "--as-at", "2025-03-17", "--format", "json")) == []
    assert len(ids(log(ours, "--as-at", "2025-03-18", "--format", "json"))) == 25


PAGE = Path(__file__).parents[2] / "docs" / "neighbours.md"


def test_the_page_says_what_the_program_takes(tmp_path: Path) -> None:
    """The header of the page is sound; its table names every rule with its severity."""
    page = PAGE.read_text(encoding="utf-8")
    said = next(part.partition("```")[0] for part in page.split("```yaml\n")[1:])
    header = HEADERS["EXIJB"].partition("hospital_budgets:")[0] + said
    folder = committed(written(tmp_path / "example", "EXIJB", header))
    done = run("-C", folder, "--today", TODAY, "validate", "--select", "FIL,REG")
    assert (done.returncode, done.stdout) == (0, "")
    rows = {line.split(" | ")[0].strip("| "): line.split(" | ")[2] for line in page.splitlines() if line.startswith("| CFL")}
    assert rows == {rule.code: rule.severity for rule in CLASHES}


def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    ours = three(tmp_path)
    block = PAGE.read_text(encoding="utf-8").split("```console\n")[1].partition("```")[0]
    commands = [line.partition("#")[0].split()[1:] for line in block.splitlines()]
    assert len(commands) == 5
    for words in commands:
        done = run("-C", ours, "--today", TODAY, *words)
        assert done.returncode in (0, 1), done.stderr
        assert done.stdout, words
