"""Web text as plain text: what a person would read, with its lines."""

import re

_BLOCKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre")
_UNSEEN = ("script", "style", "head", "title", "meta", "template")
_LONGEST = 5_000_000


def text_of(html: str) -> str:
    """Return what a person would read of web text; the text as it is where it has no tags, or too many."""
    if "<" not in html:
        return html.strip()
    from bs4 import BeautifulSoup

    try:
        soup = BeautifulSoup(html[:_LONGEST], "html.parser")
        for tag in soup.find_all(_UNSEEN):
            tag.decompose()
        for tag in soup.find_all(_BLOCKS):
            tag.insert_before("\n")
        words = soup.get_text()
    except (RecursionError, ValueError, AssertionError):
        words = re.sub(r"<[^>]*>", " ", html)
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in words.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
