"""What becomes of a template's words: Jinja's own code, but for what a page does hundreds of times.

Jinja makes an object of every result of a macro and of everything that it escapes, so that whoever gets it
may ask whether it was escaped. What is only written nobody asks.
"""

from collections.abc import MutableMapping
from types import FunctionType
from typing import Any, cast

from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Call, CallBlock, Getattr
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]


def written(value: Any) -> str:
    """A value as a page writes it, escaped: `escape`, without the object that it makes of every result.

    A page of the desk writes ten thousand, and nobody asks of a written one whether it was escaped.
    """
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return cast(str, value)
    return str(value) if kind is int or kind is float else escape(value)


def named(environment: Environment, thing: Any, name: str) -> str:
    """What a page writes of something's attribute: most of what stands on a page."""
    try:
        value = getattr(thing, name)
    except AttributeError:
        value = environment.getattr(thing, name)  # a key, or nothing of that name
    return _escaped(value) if type(value) is str else written(value)


def answered(context: Context, asked: Any, *given: Any, **named: Any) -> str:
    """What a page writes of a call, escaped. Of a macro, which most are, its words as they are: every macro
    of this environment escapes what it writes."""
    if type(asked) is FunctionType and not hasattr(asked, "jinja_pass_arg"):
        return written(asked(*given, **named))
    if type(asked) is not Macro or asked.catch_kwargs or asked.catch_varargs or asked.explicit_caller:
        return written(context.call(asked, *given, **named))
    values = [*given, *[named.pop(name, missing) for name in asked.arguments[len(given) :]]]
    if asked.caller:
        values.append(named.pop("caller", None) or context.environment.undefined("No caller", name="caller"))
    if named or len(values) != len(asked.arguments) + asked.caller:
        return asked(*given, **named)  # says what is wrong with the call
    return asked._func(*values)


class Writer(CodeGenerator):
    """Jinja's own, but for what writes values and calls."""

    def visit_Template(self, node: Any, frame: Any = None) -> None:
        """The module of a template, with these functions in it."""
        #: The calls and attributes of which nothing but what is written is asked.
        self._only_written: set[int] = set()
        self.writeline("from claimtrack.template_code import answered, named, written")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, Call | Getattr):
            self._only_written.add(id(node))
            self.write("(")
        else:
            self.write("written(")

    def visit_Call(self, node: Call, frame: Any, forward_caller: bool = False) -> None:
        """No function of ours asks for the variables of a loop or a block, which Jinja gives to each."""
        self.write("answered(context, " if id(node) in self._only_written else "context.call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def visit_CallBlock(self, node: CallBlock, frame: Any) -> None:
        """What is written of such a call, too."""
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self._only_written.add(id(node.call))
        super().visit_CallBlock(node, frame)

    def visit_Getattr(self, node: Getattr, frame: Any) -> None:
        """Of what is written, looked up and written at once."""
        if id(node) not in self._only_written:
            super().visit_Getattr(node, frame)
            return
        self.write("named(environment, ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")


class HouseTemplate(Template):
    """Lets go of what a page was made of.

    A macro of the page's own holds its variables, and they hold it: all would stay until somebody looks for
    garbage, which takes a tenth of the time of a page.
    """

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page. Raises what goes wrong in it, with the place in the template."""
        context = self.new_context(dict(*args, **kwargs))
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        finally:
            context.vars.clear()


class HouseEnvironment(Environment):
    """Writes with these functions."""

    code_generator_class = Writer
    template_class = HouseTemplate

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same names for every template: in a layer of its own for each, as Jinja keeps them, looking
        through them takes a tenth of a page's time."""
        return super().make_globals(d) if d else self.globals

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """A page names two dozen templates; where they cannot change, each is looked up once."""
        if self.auto_reload or globals:
            return super().get_template(name, parent, globals)
        known: dict[Any, Template] = self.__dict__.setdefault("_named", {})
        if name not in known:
            known[name] = super().get_template(name, parent)
        return known[name]
