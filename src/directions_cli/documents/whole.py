"""The whole register as documents see it, kept between runs. Templates are given parts of it, under the names of `names`."""

from __future__ import annotations

from dataclasses import dataclass

from directions_cli.documents.views import AuthorityView, DecisionView, DirectionView, PartnerView, SheetView, it


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A direction with all its acts."""

    direction: DirectionView = it("The direction as it stands.")
    acts: tuple[SheetView, ...] = it("Its acts that letters tell of, in order; none for a draft.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameView:
    """What a direction is called, for finding it."""

    id: str = it("The register's own name for it.")
    reference: str | None = it("The printed reference, if it has one.")
    title: str = it("What it is about.")
    varied_by: tuple[str, ...] = it("Ids of the directions that vary it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """The whole register as documents see it; kept between runs."""

    authority: AuthorityView = it("The authority.")
    partners: tuple[PartnerView, ...] = it("All partners.")
    language: str | None = it("Language of documents, if the header names one.")
    sheets: tuple[FileView, ...] = it("Every direction, by id.")
    decisions: tuple[DecisionView, ...] = it("Every report decision.")
    names: tuple[NameView, ...] = it("What every direction is called.")
    one_reference: bool = it("Whether a variation keeps the reference of what it varies.")
