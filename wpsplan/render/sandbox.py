"""Jinja's sandbox, in which nothing can be changed, and in which what a report asks for most is quick."""

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from wpsplan.render.limits import worked_out

_OPEN = (LoopContext, TemplateModule)
"""Jinja's own, which have nothing to hide but what begins with a `_`: `loop.last`, and a macro of another file."""


class _Generator(CodeGenerator):
    """Makes Python of a template. A report prints some 100,000 values and looks up twice as many."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What is printed goes through `finalize` alone: it leaves nothing that would have to be escaped."""
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Only what stands between the marks: how a constant is escaped is the page's affair, not the template's."""
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """What the data has under a name comes first, as in `Sandbox.getattr`, and is looked up on the spot."""
        if not isinstance(node.node, nodes.Name):
            super().visit_Getattr(node, frame)
            return
        of, name = frame.symbols.ref(node.node.name), repr(node.attr)
        self.write(f"({of}[{name}] if type({of}) is dict and {name} in {of} else ")
        super().visit_Getattr(node, frame)
        self.write(")")


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for templates of strangers. Its `finalize` must escape whatever it is given."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # working out constants beforehand takes longer than it saves
            **options,
        )

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What the data has under a name comes first: nearly all that a template asks for, and nothing of Python's."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if type(obj) in _OPEN and attribute[:1] != "_" and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Any, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A macro is called as it is: it needs neither a look whether it is safe, nor what stands around it."""
        if type(called) is not Macro:
            return super().call(context, called, *args, **kwargs)
        if kwargs:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Products and powers are looked at first."""
        worked_out(operator, left, right)
        return super().call_binop(context, operator, left, right)
