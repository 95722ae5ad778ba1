"""Web text as plain text: what a person would read, with its lines."""

import re
from html import unescape

_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre")
_UNSEEN = ("script", "style", "head", "title", "meta", "template")
_MOST_TAGS = 20_000
"""More than the longest newsletter has; beyond it a parser takes too long."""

_OPEN = re.compile("<(?![a-zA-Z/][^<>]*>)")
_TAG = re.compile("<[^<>]*>")


def text_of(html: str) -> str:
    """Return what a person would read of web text."""
    if "<" not in html:
        return unescape(html).strip()
    html = _OPEN.sub("&lt;", _without_comments(html))
    words = unescape(_TAG.sub(" ", html)) if html.count("<") > _MOST_TAGS else _read(html)
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in words.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_comments(html: str) -> str:
    """Return web text without comments and declarations; a pattern would search to the end for each that is open."""
    for beginning, end in (("<!--", "-->"), ("<!", ">"), ("<?", ">")):
        kept: list[str] = []
        at = 0
        while (begins := html.find(beginning, at)) >= 0 and (ends := html.find(end, begins)) >= 0:
            kept.append(html[at:begins])
            at = ends + len(end)
        html = "".join((*kept, html[at:]))
    return html


def _read(html: str) -> str:
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(_UNSEEN):
        tag.decompose()
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
    return soup.get_text()
