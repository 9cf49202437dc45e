"""Articles and documents as a graph: GraphML, DOT or JSON. An edge leads from what cites to what is cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from citex.documents import Document
from citex.write.jsonl import encode
from citex.write.stream import visible

ARTICLE, DOCUMENT, CITES = "article", "document", "cites"
_TOLD = ("type", "symbol", "date", "issuer", "title", "level", "place", "term")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


@dataclass(frozen=True, slots=True)
class Node:
    """An article (``id``: its file) or a document (``id``: its key), with what is known of it."""

    id: str
    kind: str
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` cites ``target``, or does to it what ``verb`` says, in ``count`` citations."""

    source: str
    verb: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, both in order."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(
    documents: Sequence[Document], files: Mapping[str, Mapping[str, int]], dates: Mapping[str, str | None]
) -> Graph:
    """The graph of documents and of the articles that cite them (``files``: key → file → citations).

    Without ``files`` it has the documents that are related, and no articles.
    """
    nodes = [Node(one.document, DOCUMENT, _known(one)) for one in documents]
    keys = {one.document for one in documents}
    edges = [
        Edge(one.document, str(told["verb"]), str(told["document"]), int(told["citations"]))
        for one in documents
        for told in one.relations
        if told["document"] in keys
    ]
    cited = [Edge(file, CITES, key, n) for key, counts in files.items() if key in keys for file, n in counts.items()]
    for file in sorted({edge.source for edge in cited}):
        date = dates.get(file)
        nodes.append(Node(file, ARTICLE, {"date": date} if date else {}))
    if not files:
        related = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = [node for node in nodes if node.id in related]
    edges += sorted(cited, key=lambda edge: (edge.source, edge.target))
    return Graph(tuple(nodes), tuple(edges))


def _known(document: Document) -> dict[str, str]:
    values = ((name, getattr(document, name)) for name in _TOLD)
    return {name: value for name, value in values if value}


def as_json(graph: Graph) -> Iterator[str]:
    """One object, ``nodes`` and ``edges``; one of them a line."""
    yield '{"nodes": [\n'
    yield from _lines({"id": one.id, "kind": one.kind, **one.told} for one in graph.nodes)
    yield '], "edges": [\n'
    yield from _lines(
        {"source": one.source, "verb": one.verb, "target": one.target, "count": one.count} for one in graph.edges
    )
    yield "]}\n"


def _lines(records: Iterable[Mapping[str, object]]) -> Iterator[str]:
    before = ""
    for record in records:
        yield before + encode(record)
        before = ",\n"
    yield "\n" if before else ""


def as_graphml(graph: Graph) -> Iterator[str]:
    """GraphML, as Gephi, yEd and NetworkX read it."""
    yield _HEAD
    for name in ("kind", *_TOLD):
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>\n'
    yield '<key id="verb" for="edge" attr.name="verb" attr.type="string"/>\n'
    yield '<key id="count" for="edge" attr.name="count" attr.type="int"/>\n<graph edgedefault="directed">\n'
    for node in graph.nodes:
        told = {"kind": node.kind, **node.told}
        data = "".join(f'<data key="{name}">{escape(visible(value))}</data>' for name, value in told.items())
        yield f"<node id={quoteattr(visible(node.id))}>{data}</node>\n"
    for edge in graph.edges:
        ends = f"source={quoteattr(visible(edge.source))} target={quoteattr(visible(edge.target))}"
        yield f'<edge {ends}><data key="verb">{escape(edge.verb)}</data><data key="count">{edge.count}</data></edge>\n'
    yield "</graph>\n</graphml>\n"


def as_dot(graph: Graph) -> Iterator[str]:
    """DOT, for Graphviz: documents as boxes, articles as plain text."""
    yield "digraph citex {\n  rankdir=LR;\n  node [shape=box];\n"
    for node in graph.nodes:
        label = node.told.get("symbol") or node.id
        shape = "" if node.kind == DOCUMENT else ", shape=plaintext"
        yield f"  {_quoted(node.id)} [label={_quoted(label)}{shape}];\n"
    for edge in graph.edges:
        label = "" if edge.verb == CITES else f"label={_quoted(edge.verb)}, "
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [{label}weight={edge.count}];\n"
    yield "}\n"


def _quoted(text: str) -> str:
    return '"' + visible(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMATS: Mapping[str, Callable[[Graph], Iterator[str]]] = {"graphml": as_graphml, "dot": as_dot, "json": as_json}


def write_graph(graph: Graph, name: str, stream: TextIO) -> None:
    """Write the graph in the format ``name``."""
    for piece in FORMATS[name](graph):
        stream.write(piece)
