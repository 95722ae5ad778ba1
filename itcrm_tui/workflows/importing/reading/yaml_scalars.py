"""A scalar of YAML as a text: digits as written, dates in ISO, `no` still a readable no."""

import re
from contextlib import suppress

import yaml

from itcrm_tui.workflows.importing.reading.exact import NO, YES, exact_number
from itcrm_tui.workflows.importing.reading.sheet import Exact

_TAG = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)
_FLAGS = {"true": YES, "false": NO}


def scalar(node: yaml.ScalarNode) -> str | None:
    """Return what a scalar says; None where it says null, or is not a number."""
    text = str(node.value)
    match node.tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return _FLAGS.get(text.lower(), Exact(text))
        case "int" | "float":
            return _number(text)
        case "timestamp":
            return _timestamp(node, text)
    return text


def _number(text: str) -> str | None:
    if text.lower() == ".nan":
        return None
    bare = text.replace("_", "")
    return exact_number(bare.removeprefix("+")) if _NUMBER.fullmatch(bare) else text


def _timestamp(node: yaml.ScalarNode, text: str) -> str:
    with suppress(ValueError, OverflowError):
        return Exact(yaml.constructor.SafeConstructor().construct_yaml_timestamp(node).isoformat())
    return text
