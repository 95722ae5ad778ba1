"""Texts that somebody could write to harm whoever opens an export, or that formats find hard to carry."""

from __future__ import annotations

FORMULA = '=HYPERLINK("http://evil.example","click")'
HOSTILE = (
    FORMULA,
    "+1 555 123",
    "@SUM(1+1)",
    "\tx",
    "http://evil.example/a",
    "<r><t>=1</t></r>",
    "<b>&amp;</b>",
    "_x0041_",
    "\x01\x1b[31mred\x07",
    "\x7f\x85\x9b",
    "‮txt.exe",
    "'leading",
    "  blanks  ",
    "a;b,c\\d:e",
    '"quoted"',
    "one\ntwo\r\nthree\rfour",
    "END:VCARD\r\nBEGIN:VCARD",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "ä" * 10_000,
    "0012",
    "1e5",
    "TRUE",
)
