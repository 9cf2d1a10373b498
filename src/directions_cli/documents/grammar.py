"""What of Jinja's grammar a template may use, and the counting that is put into it so that nothing grows without bounds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from directions_cli.documents.filters import FILTERS, SAME
from directions_cli.documents.runs import LONGEST_TEMPLATE, OPEN, SHUT, Stopped
from directions_cli.documents.sandbox import too_large
from directions_cli.domain.nearest import nearest

MESSAGES: Final[Mapping[str, int]] = MappingProxyType({"_": 1, "gettext": 1, "ngettext": 2})
"""The functions of messages, with how many texts each begins with."""
TESTS: Final = frozenset(
    "defined undefined none number string boolean true false integer in eq equalto == ne != lt < le <= gt > ge >= "
    "odd even divisibleby sequence iterable mapping".split()
)
STATEMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Import": "{% import %}; use {% include %}, or {% extends %} with blocks",
        "FromImport": "{% from … import %}; use {% include %}, or {% extends %} with blocks",
        "FilterBlock": "{% filter %}; use {% set x %}…{% endset %} and then {{ x | … }}",
        "ScopedEvalContextModifier": "{% autoescape %}; nothing that is printed can become markup anyhow",
        "EvalContextModifier": "{% autoescape %}; nothing that is printed can become markup anyhow",
        "ExtensionAttribute": "parts of extensions",
        "InternationalizationExtension": "parts of extensions",
    }
)
"""What Jinja knows and templates may not use."""


def restrained(tree: nodes.Template, name: str | None, filename: str | None) -> nodes.Template:
    """A template that counts what it does. Raises `TemplateSyntaxError` for what templates may not use."""
    for node in tree.find_all(nodes.Node):
        if type(node).__name__ in STATEMENTS:
            what = STATEMENTS[type(node).__name__]
            raise TemplateSyntaxError(f"templates may not use {what}", node.lineno, name, filename)
        if wrong := _wrong_use(node):
            raise TemplateSyntaxError(wrong, node.lineno, name, filename)
    _check_messages(tree, name, filename)
    made = _Counting().visit(tree)
    assert isinstance(made, nodes.Template)
    body: Any
    for body in [made, *made.find_all((nodes.Macro, nodes.CallBlock, nodes.Block, nodes.For))]:
        weight = nodes.Const(_weight(body.body), lineno=body.lineno)
        body.body.insert(0, nodes.ExprStmt(_filter(weight, "_spent"), lineno=body.lineno))
    return made


def _wrong_use(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Filter) and (node.name is None or (node.name not in FILTERS and node.name not in SAME)):
        return f"there is no filter {node.name!r}{nearest(node.name or '', (*FILTERS, *SAME))}"
    if isinstance(node, nodes.Const) and too_large(node.value):
        return "it reckons with numbers that are too large"
    if isinstance(node, nodes.CallBlock) and not isinstance(node.call.node, nodes.Name):
        return "{% call %} calls a macro of this template, by its name"
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return f"there is no test {node.name!r}{nearest(node.name, tuple(TESTS))}"
    return None


def _check_messages(tree: nodes.Template, name: str | None, filename: str | None) -> None:
    """Raise `TemplateSyntaxError` where a message is not given as a text in quotes: nothing else can be translated."""
    called = []
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in MESSAGES:
            called.append(call.node)
            texts = call.args[: MESSAGES[call.node.name]]
            given = all(isinstance(each, nodes.Const) and isinstance(each.value, str) for each in texts)
            if not given or len(texts) < MESSAGES[call.node.name] or call.dyn_args is not None:
                what = "a message stands in quotes, in the template itself; what is put into it follows: _('To %(name)s', name=…)"
                raise TemplateSyntaxError(what, call.lineno, name, filename)
    for each in tree.find_all(nodes.Name):
        if each.name in MESSAGES and not any(each is other for other in called):
            what = f"{each.name} stands for messages: call it, as in _('Direction'), and use no other value of that name"
            raise TemplateSyntaxError(what, each.lineno, name, filename)


def check_source(source: str) -> None:
    """Raise `Stopped` for a template that is too long or holds characters that are ours."""
    if len(source) > LONGEST_TEMPLATE:
        raise Stopped(f"it is longer than {LONGEST_TEMPLATE:,} characters")
    for character in (OPEN, SHUT, "\0"):
        if character in source:
            raise Stopped(f"it holds the character U+{ord(character):04X}, which no template may; take it out")


def _weight(body: list[nodes.Node]) -> int:
    """How many characters and parts a run of a body brings at most, those of bodies within it left out."""
    weight = 0
    for node in body:
        if isinstance(node, nodes.TemplateData):
            weight += len(node.data)
        if not isinstance(node, nodes.Macro | nodes.CallBlock | nodes.Block | nodes.For):
            weight += 1 + _weight(list(node.iter_child_nodes()))
    return weight


def _filter(node: Any, name: str, *args: Any) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


class _Counting(NodeTransformer):
    """Turns what grows or goes round into calls of filters that count."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), "join")

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = _filter(node.iter, "_counted")
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        nothing = nodes.Const(None, lineno=node.lineno)
        return _filter(node.node, "_cut", *(each or nothing for each in (node.arg.start, node.arg.stop, node.arg.step)))

    def _held(self, node: Any) -> nodes.Node:
        self.generic_visit(node)
        return node if getattr(node, "ctx", "load") == "store" else _filter(node, "_held")

    visit_List = visit_Tuple = visit_Dict = _held  # noqa: N815
