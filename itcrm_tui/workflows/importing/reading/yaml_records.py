"""Records in YAML: a document each, a list of them, or an object around a list; composed, never constructed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from itcrm_tui.workflows.importing.reading.decoding import FileError, Source
from itcrm_tui.workflows.importing.reading.flattening import DEPTH_LIMIT, Found, Nested, sheet_of
from itcrm_tui.workflows.importing.reading.free_names import FreeNames
from itcrm_tui.workflows.importing.reading.record_lists import records_of
from itcrm_tui.workflows.importing.reading.sheet import Sheet
from itcrm_tui.workflows.importing.reading.yaml_scalars import scalar

NODES_LIMIT = 2_000_000
"""More than these are aliases that repeat each other; a file of the largest size has fewer of its own."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"


def read_yaml(source: Source) -> Sequence[Sheet]:
    """Return the records of a file of YAML; raises FileError with the line of what cannot be read."""
    path = source.path
    walk = _Walk(path)
    documents = [walk.value(node, 0) for node in _nodes(path, source.text.lstrip("\ufeff"))]
    documents = [document for document in documents if document not in (None, "")]
    lists = [records_of(document) for document in documents]
    records = [record for members, _ in lists for record in members]
    form = ", ".join(dict.fromkeys([f"YAML, in {source.encoding}", *(where for _, where in lists if where)]))
    found = [Found(walk.lines.get(id(record), at), record) for at, record in enumerate(records, 1)]
    return [sheet_of(path, found, form)]


def _nodes(path: Path, text: str) -> Iterator[yaml.Node]:
    try:
        _refuse_depth(path, text)
        yield from yaml.compose_all(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "some place"
        raise FileError(f"{path} is no YAML at {where}: {error.problem or error.context}. Mend it there.") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FileError(f"{path} is no YAML at line {line}: it has a character that may not be there.") from None
    except (yaml.YAMLError, ValueError):
        raise FileError(f"{path} is no YAML that can be read: it has a character out of range.") from None


def _refuse_depth(path: Path, text: str) -> None:
    """Raise FileError for what is nested so deep that composing it would end the program."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_LIMIT:
            raise FileError(_too_deep(path))


def _too_deep(path: Path) -> str:
    return f"{path} is nested too deep, or repeats itself too often, to be a list of records."


class _Walk:
    """Nodes as nested values; an alias is walked each time, up to a limit."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[int, int] = {}
        self._visited = 0

    def value(self, node: yaml.Node, depth: int) -> Nested:
        """Return the value of a node; raises FileError where it is too deep or too large."""
        self._visited += 1
        if self._visited > NODES_LIMIT or depth > DEPTH_LIMIT:
            raise FileError(_too_deep(self.path))
        match node:
            case yaml.ScalarNode():
                return scalar(node)
            case yaml.SequenceNode():
                return [self.value(inner, depth + 1) for inner in node.value]
            case yaml.MappingNode():
                mapping = self._mapping(node, depth)
                self.lines[id(mapping)] = node.start_mark.line + 1
                return mapping
        return None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Nested]:
        mapping: dict[str, Nested] = {}
        names = FreeNames()
        merged: dict[str, Nested] = {}
        for key, inner in node.value:
            value = self.value(inner, depth + 1)
            if key.tag == _MERGE and (bases := _bases(value)):
                merged |= {name: one for base in reversed(bases) for name, one in base.items() if name not in merged}
                continue
            mapping[names.free(self._name(key, depth))] = value
        return mapping | {name: value for name, value in merged.items() if name not in mapping}

    def _name(self, key: yaml.Node, depth: int) -> str:
        return str(key.value if isinstance(key, yaml.ScalarNode) else self.value(key, depth + 1))


def _bases(value: Nested) -> list[dict[str, Nested]]:
    """Return the mappings that are merged into another, the first of which counts most."""
    bases = value if isinstance(value, list) else [value]
    return bases if all(isinstance(base, dict) for base in bases) else []
