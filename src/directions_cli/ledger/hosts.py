"""The web pages that open a pull request: known from the address of a remote, whatever form that has.

An address may hold a name and a password; they are never part of what is given back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from directions_cli.ledger.git import git

_SCP = re.compile(r"(?:[^/@:\s]+@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^/:@\s]{2,}):(?P<path>[^\s]*)\Z")
_SECRET = re.compile(r"(?<=://)[^\s'\"]*@")
LONGEST: Final = 60_000
"""Characters that the body of a pull request may have; GitHub takes 65,536."""
LONGEST_ON_AZURE: Final = 4_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a repository lies on the web: the root of the site, its host, and the repository's path there."""

    root: str
    host: str
    path: str


@dataclass(frozen=True, slots=True)
class Host:
    """A kind of site: how its hosts are named, the page that opens a pull request, and how long a body may be."""

    name: str
    hosts: re.Pattern[str]
    page: Callable[[Place, str, str, str], str]
    longest: int = LONGEST


def without_secrets(text: str) -> str:
    """A text without the names and passwords of the addresses in it."""
    return _SECRET.sub("", text)


def place_of(address: str) -> Place | None:
    """The place that an address leads to; None for a folder of this machine, or what is no address."""
    if "://" in address:
        try:
            parts = urlsplit(address)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return None
        if parts.scheme not in ("http", "https", "ssh", "git", "git+ssh", "ssh+git") or not host:
            return None
        own_port = f":{port}" if port and parts.scheme in ("http", "https") else ""
        scheme = "http" if parts.scheme == "http" else "https"
        path = parts.path
    else:
        found = _SCP.match(address)
        if not found:
            return None
        scheme, host, own_port, path = "https", found["host"].casefold(), "", found["path"]
    path = path.strip("/").removesuffix(".git").strip("/")
    host = _ALIASES.get(host, host)
    return Place(f"{scheme}://{host}{own_port}", host, path) if path else None


_ALIASES: Final = {
    "ssh.github.com": "github.com",
    "altssh.gitlab.com": "gitlab.com",
    "altssh.bitbucket.org": "bitbucket.org",
}
"""Hosts that some sites keep for SSH over the port of the web."""


def _q(text: str, safe: str = "") -> str:
    return quote(text, safe=safe)


def _path(text: str) -> str:
    return quote(text, safe="/~%")


def _github(place: Place, branch: str, into: str, title: str) -> str:
    pair = f"{_q(into, '/')}...{_q(branch, '/')}"
    return f"{place.root}/{_path(place.path)}/compare/{pair}?quick_pull=1&title={_q(title)}"


def _gitlab(place: Place, branch: str, into: str, title: str) -> str:
    asked = {"source_branch": branch, "target_branch": into, "title": title}
    query = "&".join(f"merge_request%5B{key}%5D={_q(value)}" for key, value in asked.items())
    return f"{place.root}/{_path(place.path)}/-/merge_requests/new?{query}"


def _gitea(place: Place, branch: str, into: str, title: str) -> str:
    pair = f"{_q(into, '/')}...{_q(branch, '/')}"
    return f"{place.root}/{_path(place.path)}/compare/{pair}?expand=1&title={_q(title)}"


def _azure(place: Place, branch: str, into: str, title: str) -> str:
    root, path = place.root, place.path
    if path.startswith("v3/") and path.count("/") == 3:
        _, organisation, project, repository = path.split("/")
        root, path = "https://dev.azure.com", f"{organisation}/{project}/_git/{repository}"
    return f"{root}/{_path(path)}/pullrequestcreate?sourceRef={_q(branch)}&targetRef={_q(into)}"


def _bitbucket_cloud(place: Place, branch: str, into: str, title: str) -> str:
    return f"{place.root}/{_path(place.path)}/pull-requests/new?source={_q(branch)}&dest={_q(into)}&t=1"


def _bitbucket(place: Place, branch: str, into: str, title: str) -> str:
    project, _, repository = place.path.removeprefix("scm/").partition("/")
    where = f"users/{project[1:]}" if project.startswith("~") else f"projects/{project}"
    pair = f"sourceBranch={_q(f'refs/heads/{branch}')}&targetBranch={_q(f'refs/heads/{into}')}"
    return f"{place.root}/{_path(where)}/repos/{_path(repository)}/pull-requests?create&{pair}"


HOSTS: Final = (
    Host("Azure DevOps", re.compile(r"(?:ssh\.)?dev\.azure\.com|(?:[\w-]+\.)+visualstudio\.com"), _azure, LONGEST_ON_AZURE),
    Host("Bitbucket", re.compile(r"bitbucket\.org"), _bitbucket_cloud),
    Host("Bitbucket Data Center", re.compile(r"(?:[\w-]+\.)*bitbucket[\w-]*(?:\.[\w-]+)*"), _bitbucket),
    Host("GitHub", re.compile(r"(?:[\w-]+\.)*github[\w-]*(?:\.[\w-]+)*|(?:[\w-]+\.)+ghe\.com"), _github),
    Host("GitLab", re.compile(r"(?:[\w-]+\.)*gitlab[\w-]*(?:\.[\w-]+)*"), _gitlab),
    Host("Forgejo", re.compile(r"(?:[\w-]+\.)*(?:forgejo|codeberg)[\w-]*(?:\.[\w-]+)*"), _gitea),
    Host("Gitea", re.compile(r"(?:[\w-]+\.)*gitea[\w-]*(?:\.[\w-]+)*"), _gitea),
)


def host_of(place: Place) -> Host | None:
    """The kind of site that a place is on, as far as its name tells."""
    return next((host for host in HOSTS if host.hosts.fullmatch(place.host)), None)


def web_place(folder: Path, remote: str) -> Place | None:
    """Where a remote lies on the web. Rewritten addresses (`url.insteadOf`) are taken as Git takes them, then as written."""
    asked = (("remote", "get-url", "--push", remote), ("remote", "get-url", remote), ("config", f"remote.{remote}.url"))
    places = [place_of(git(folder, *each).text.partition("\n")[0]) for each in asked]
    known = [place for place in places if place and host_of(place)]
    return next(iter(known), next((place for place in places if place), None))


def opening(place: Place | None, branch: str, into: str, title: str) -> str | None:
    """The address of the page that opens the pull request, or None where the site is not known."""
    host = host_of(place) if place else None
    return host.page(place, branch, into, title) if host and place else None


def offered(place: Place | None, said: str) -> str | None:
    """The address that a site not known by name offers when a branch is pushed to it: only one of its own."""
    if place is None:
        return None
    for word in re.findall(r"^remote:\s+(https?://[!-~]+)\s*$", said, re.MULTILINE):
        there = place_of(word)
        if there is not None and there.host == place.host:
            return without_secrets(word)
    return None
