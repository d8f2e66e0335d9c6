"""`{% frame "header" %}`: the frame's parts, written once in Jinja2, for pages in Django's language."""

from django import template
from django.template import Context, Node
from django.template.base import Parser, Token
from django.template.loader import render_to_string

register = template.Library()


class FrameNode(Node):
    """Renders templates/jinja/frame/NAME.html with the page's request, or without when it has none."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(self, context: Context) -> str:
        """The part as HTML, escaped by its own template."""
        request = context.get("request")
        return render_to_string(f"frame/{self.name}.html", request=request, using="jinja2")


@register.tag
def frame(_parser: Parser, token: Token) -> FrameNode:
    """One argument: the quoted name of the part."""
    try:
        _tag, name = token.split_contents()
    except ValueError:
        raise template.TemplateSyntaxError("frame takes the name of one part.") from None
    return FrameNode(name.strip("\"'"))
