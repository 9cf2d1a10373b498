"""Templates are compiled once, and what is kept of them is never believed when it is not whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from directions_cli.documents import composing
from directions_cli.documents.compiled import cache_folder
from tests.documents.given import DAY, issued, maker, markdown, viewed


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "directions" / "templates"


def form() -> str:
    return markdown(composing.form(maker(), viewed(issued()), "EXIJB-2025-03-18-001", DAY))


def test_what_is_kept_gives_the_same_document(kept: Path) -> None:
    first = form()
    names = sorted(path.name for path in kept.iterdir())
    assert len(names) > 5
    assert form() == first
    assert sorted(path.name for path in kept.iterdir()) == names


@pytest.mark.parametrize("content", [b"", b"nonsense", b"0" * 32 + b"\n" + b"\xff" * 100])
def test_what_is_not_whole_is_compiled_anew(kept: Path, content: bytes) -> None:
    first = form()
    for path in kept.iterdir():
        path.write_bytes(content)
    assert form() == first
    assert all(path.read_bytes() != content for path in kept.iterdir())


def test_no_place_for_it_is_no_fault(kept: Path) -> None:
    kept.parent.parent.mkdir()
    kept.parent.write_text("a file in the way", encoding="utf-8")
    assert "Direction from" in form()


def test_a_template_that_changed_is_compiled_anew(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    for text in ("One.", "Two."):
        (own / "form.md").write_text(f"# Form\n\n{text}\n", encoding="utf-8")
        made = composing.form(maker(tmp_path), viewed(issued()), "EXIJB-2025-03-18-001", DAY)
        assert text in markdown(made)


@pytest.mark.parametrize(
    ("system", "names", "place"),
    [
        ("linux", {"XDG_CACHE_HOME": "relative"}, ".cache/directions"),
        ("darwin", {}, "Library/Caches/directions"),
        ("win32", {"LOCALAPPDATA": "C:/local"}, "C:/local/directions/cache"),
        ("win32", {"LOCALAPPDATA": ""}, None),
    ],
)
def test_each_system_has_its_place(
    monkeypatch: pytest.MonkeyPatch, system: str, names: dict[str, str], place: str | None
) -> None:
    monkeypatch.setattr("sys.platform", system)
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    found = cache_folder()
    assert found == place if place is None else str(found).replace("\\", "/").endswith(place)
