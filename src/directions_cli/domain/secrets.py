"""What must not stand where many read: keys and passwords, and what tells of a private person. Found by its form alone.

Everyone who has a clone has the whole history, and what was committed once can't be taken out of it by a later act.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

SECRETS: Final = (
    ("a private key", re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-[0-9]:")),
    ("a key of Amazon", re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b", re.ASCII)),
    ("a token of GitHub", re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{22}", re.ASCII)),
    ("a token of GitLab", re.compile(r"\bgl(?:pat|ptt|dt|rt|soat)-[\w-]{20}", re.ASCII)),
    ("a token of Slack", re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10}|\bhooks\.slack\.com/services/[A-Z0-9]{6}", re.ASCII)),
    ("a key of Google", re.compile(r"\bAIza[\w-]{35}|\bGOCSPX-[\w-]{28}", re.ASCII)),
    ("a key of Azure", re.compile(r"\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40}|[?&]sig=[A-Za-z0-9%+/]{40}", re.ASCII)),
    ("a key of a service", re.compile(r"\b[sr]k_live_[0-9A-Za-z]{16}|\bsk-[A-Za-z0-9_-]{32}|\bnpm_[A-Za-z0-9]{36}", re.ASCII)),
    ("a token of a package index", re.compile(r"\bpypi-AgE[\w-]{40}", re.ASCII)),
    ("a signed token", re.compile(r"\beyJ[\w-]{10,400}\.eyJ[\w-]{10,2000}\.[\w-]{10}", re.ASCII)),
    (
        "an address with a password",
        re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]{1,100}:[^\s/:@]{3,100}@[^\s/]", re.IGNORECASE),
    ),
    (
        "a password",
        re.compile(
            r"\b(?:pass(?:word|wd|phrase|code)|pwd|(?:api|access|secret|client)[ _-]?(?:key|secret|token))"
            r"[\"']?\s{0,3}(?:is\s{0,3}:|is\b|[:=])\s{0,3}[\"']?(?=[^\s\"']{0,40}[0-9])(?=[^\s\"']{0,40}[A-Za-z])[^\s\"']{6}",
            re.IGNORECASE,
        ),
    ),
)
"""Keys and passwords by their form. All bounds are small, so that no text takes long."""
_DIGITS: Final = re.compile(
    r"(?<![\w.,/£-])(?:[0-9]{10}|[0-9]{6}[ -][0-9]{4}|[0-9]{3} [0-9]{3} [0-9]{4})(?![\w/]|[.,-][0-9])", re.ASCII
)
_SAID: Final = re.compile(
    r"\b(?:CHI|NHS|Community Health Index)(?: (?:number|no|nr))?\b[.:#]{0,2}\s{0,3}(?:is\s{1,3})?"
    r"(?:[0-9]{10}|[0-9]{6}[ -][0-9]{4}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{4})(?![0-9])", re.IGNORECASE | re.ASCII)  # fmt: skip
_INSURANCE: Final = re.compile(r"(?<![\w/-])[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![\w/-])", re.ASCII)
_UNUSED: Final = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_MOBILE: Final = re.compile(r"(?<![\w.,/£-])(?:\+44 ?(?:\(0\) ?)?|0)7[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}(?![0-9])", re.ASCII)
_BORN: Final = re.compile(
    r"\b(?:D\.?O\.?B\.?|dates? of birth|born(?: on)?)\b[.:]?\s{0,3}(?:is\s{1,3})?[0-9]{1,2}(?:st|nd|rd|th)?[ ./-]{1,3}"
    r"(?:[0-9]{1,2}|[A-Za-z]{3,9})[ ./,-]{1,3}[0-9]{2,4}\b", re.IGNORECASE | re.ASCII)  # fmt: skip
_MAIL: Final = re.compile(r"(?<![\w.+-])([\w.+'-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})(?![\w-])", re.ASCII)
PUBLIC: Final = ("gov.uk", "gov.scot", "nhs.uk", "nhs.scot", "nhs.net", "police.uk", "parliament.scot", "parliament.uk", "ac.uk")
"""Domains in which only public bodies have addresses."""
PROVIDERS: Final = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com live.co.uk msn.com yahoo.com yahoo.co.uk ymail.com"
    " icloud.com me.com mac.com aol.com aol.co.uk btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com"
    " blueyonder.co.uk tiscali.co.uk protonmail.com proton.me mail.com gmx.com gmx.co.uk zoho.com hey.com fastmail.com".split()
)
"""Domains in which private persons have addresses, whatever office they hold."""
OFFICES: Final = frozenset(
    "info enquiries enquiry admin office contact support secretary secretariat committee committees clerk board governance"
    " feedback complaints officer foi press media help reception mail team directions finance".split()
)
"""What the address of an office begins with, whoever reads it."""


def secret(text: str) -> str | None:
    """What kind of secret a text holds, if any. What it is, is never said again."""
    return next((what for what, form in SECRETS if form.search(text)), None)


def personal(text: str, domains: frozenset[str]) -> str | None:
    """What a text holds that tells of a private person, if anything. `domains` are those of the bodies of the register."""
    return next((what for what, found in PERSONAL if found(text)), None) or _private_mail(text, domains)


def _of_health(text: str) -> bool:
    return bool(_SAID.search(text)) or any(is_chi("".join(filter(str.isdigit, each))) for each in _DIGITS.findall(text))


def is_chi(digits: str) -> bool:
    """Whether ten digits are a number of the Community Health Index: a day of birth, four more, the last a check on the others.

    The check digit is what the sum of the others, multiplied by 10 down to 2, lacks to a multiple of eleven.
    """
    try:
        date(2000 + int(digits[4:6]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        if digits[:4] != "2902":
            return False
    lacks = -sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return lacks == int(digits[9])


def _of_insurance(text: str) -> bool:
    return any(each[:2] not in _UNUSED for each in _INSURANCE.findall(text))


def _private_mail(text: str, domains: frozenset[str]) -> str | None:
    for name, domain in _MAIL.findall(text) if "@" in text else ():
        body = domain.casefold()
        theirs = (*PUBLIC, *domains)
        if name.casefold() not in OFFICES and not any(body == each or body.endswith(f".{each}") for each in theirs):
            return "the e-mail address of a private person"
    return None


PERSONAL: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("a CHI or NHS number", _of_health),
    ("a National Insurance number", _of_insurance),
    ("the number of a mobile phone", _MOBILE.search),
    ("a date of birth", _BORN.search),
)


def domain_of(address: str) -> str | None:
    """The domain of an e-mail address of a body; None for what is none, or of a provider of mail to everybody."""
    found = _MAIL.fullmatch(address)
    domain = found[2].casefold() if found else None
    return None if domain in PROVIDERS else domain
