"""`directions init`."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from directions_cli.cli.settings import Settings, say
from directions_cli.cli.terminal import at_terminal
from directions_cli.errors import WronglyAsked


class Ci(str, Enum):
    """Hosts of repositories that a check of pull requests is written for."""

    github = "github"
    gitlab = "gitlab"
    azure = "azure"
    none = "none"


def command(
    ctx: typer.Context,
    path: Annotated[Path | None, typer.Argument(metavar="[PATH]", help="Folder of the register; made if need be.")] = None,
    example: Annotated[bool, typer.Option("--example", help="Fill it with a worked example, made by real acts.")] = False,
    name: Annotated[str | None, typer.Option(help="Full name of the integration authority.")] = None,
    code: Annotated[str | None, typer.Option(help="Its short code in capitals; references begin with it.")] = None,
    model: Annotated[str | None, typer.Option(help="integration-joint-board or lead-agency.")] = None,
    health_board: Annotated[str | None, typer.Option(help="Name of the Health Board.")] = None,
    council: Annotated[str | None, typer.Option(help="Name of the council.")] = None,
    ci: Annotated[Ci, typer.Option(help="Whose check of pull requests to write; none writes none.")] = Ci.github,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; what is not given is the fictional example's.")] = False,
) -> None:
    """Make a new register in a Git repository, ready to use.

    Example: directions init my-register --name "Example Integration Joint Board" --code EXIJB
    """
    from directions_cli.clerk.founding import Founder, files_of, found_register

    settings: Settings = ctx.obj
    folder = settings.where / path if path else settings.where
    if example:
        if any((name, code, model, health_board, council)):
            raise WronglyAsked("--example is that of the fictional Example Integration Joint Board; leave the other options out")
        from directions_cli.clerk.example import play_example

        count = play_example(folder, say, ci.value)
        print(f"A worked example with {count} acts is in {folder}. Look at it: directions -C {folder} log")
        _say_what_is_left(folder, ci)
        return
    given = {"name": name, "code": code, "model": model, "board": health_board, "council": council}
    if at_terminal() and not yes:
        given = _asked(given)
    plan_year = settings.today.year if settings.today.month >= 4 else settings.today.year - 1
    founder = Founder(plan_year=plan_year, **{key: value for key, value in given.items() if value})
    found_register(folder, files_of(founder), say, f"Found the register of {founder.name}", ci.value)
    print(f"The register of {founder.name} is in {folder}.")
    say(f"next: read {folder / 'register' / 'register.yaml'} and make it yours, then `directions issue`")
    _say_what_is_left(folder, ci)


def _say_what_is_left(folder: Path, ci: Ci) -> None:
    """What only people can fill in or set up: where CI gets the program, who approves, and the merging of branches."""
    from directions_cli.clerk.approval import DRIVER, HOSTS

    wanted = [piece.path for piece in HOSTS[ci.value].pieces if piece.template in ("directions.txt", "codeowners")]
    if wanted:
        say(f"for approval by pull request, fill in {' and '.join(wanted)}")
    say(f"for merging branches, once in each clone: {DRIVER}")


def _code(text: str) -> str:
    if not re.fullmatch(r"[A-Z][A-Z0-9]{1,15}", text):
        raise ValueError("should be two to sixteen capitals and digits, such as EXIJB")
    return text


def _asked(given: dict[str, str | None]) -> dict[str, str | None]:
    from directions_cli.clerk.founding import Founder
    from directions_cli.cli.asking import choose, needed

    fictional = Founder()
    found = dict(given)
    found["name"] = given["name"] or needed("Name of the integration authority", default=fictional.name)
    initials = "".join(word[0] for word in str(found["name"]).split() if word[0].isupper())
    found["code"] = given["code"] or needed("Its short code, in capitals", _code, initials or fictional.code)
    models = {"integration-joint-board": "must direct each function (s.26(1))", "lead-agency": "may direct (s.26(2))"}
    found["model"] = given["model"] or choose("Model:", models)[0]
    found["board"] = given["board"] or needed("Health Board", default=fictional.board)
    found["council"] = given["council"] or needed("Council", default=fictional.council)
    return found
