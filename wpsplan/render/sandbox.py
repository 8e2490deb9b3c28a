"""Jinja's sandbox, in which nothing can be changed, and in which what a report asks for most is quick."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from wpsplan.render.limits import worked_out

_OPEN = (LoopContext, TemplateModule)
"""Jinja's own, which have nothing to hide but what begins with a `_`: `loop.last`, and a macro of another file."""


class _Generator(CodeGenerator):
    """Makes Python of a template. A report prints some 100,000 values and looks up twice as many."""

    _printed: frozenset[int] = frozenset()
    """The nodes that are printed as they stand, by Python's id."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What is printed goes through `finalize` alone: it leaves nothing that would have to be escaped.

        A text that was printed before is not even escaped again, and what a macro has made is printed as it is.
        """
        if not isinstance(node, nodes.Call):
            self.write("(environment.written[v] if type(v := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not isinstance(node, nodes.Call):
            self.write(f") is str else {finalize.src}v))")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Only what stands between the marks: how a constant is escaped is the page's affair, not the template's."""
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Calls that are printed as they stand are marked as such."""
        self._printed = frozenset(map(id, node.nodes))
        super().visit_Output(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """What is called in order to be printed is called by `Sandbox.printed`."""
        if not forward_caller and id(node) not in self._printed:
            super().visit_Call(node, frame)
            return
        self.write("environment.printed(context, ")
        self.visit(node.node, frame)
        more = {"caller": forward_caller, "_loop_vars": frame.loop_frame, "_block_vars": frame.block_frame}
        self.signature(node, frame, {name: name for name, given in more.items() if given})
        self.write(")")

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
    """An environment for templates of strangers. Its `finalize` must escape whatever it is given.

    `written`: text → what `finalize` makes of it.
    """

    code_generator_class = _Generator
    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, *, finalize: Callable[[Any], str], written: Mapping[str, str], **options: Any) -> None:
        super().__init__(
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # working out constants beforehand takes longer than it saves
            finalize=finalize,
            **options,
        )
        self.finalize: Callable[[Any], str] = finalize
        self.written = written

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What the data has under a name comes first: nearly all that a template asks for, and nothing of Python's."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        if type(obj) in _OPEN and attribute[:1] != "_":
            found = getattr(obj, attribute, missing)
            if found is not missing:
                return found
        return super().getattr(obj, attribute)

    def call(self, context: Any, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A macro is called as it is: it needs neither a look whether it is safe, nor what stands around it."""
        if type(called) is not Macro:
            return super().call(context, called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(*args, **kwargs)

    def printed(
        self, context: Any, called: Any, /, *args: Any, _loop_vars: Any = None, _block_vars: Any = None, **kwargs: Any
    ) -> str:
        """What a call leaves on the page. What a macro has made is on it already: it is not taken for text again."""
        if type(called) is not Macro:
            return self.finalize(
                super().call(context, called, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **kwargs)
            )
        if (
            kwargs
            or len(args) != called._argument_count
            or called.caller
            or called.catch_varargs
            or called.catch_kwargs
        ):
            return called(*args, **kwargs)
        return called._func(*args)  # as the macro itself would, in the end

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Products and powers are looked at first."""
        worked_out(operator, left, right)
        return super().call_binop(context, operator, left, right)
