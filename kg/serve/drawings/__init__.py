"""Step serve, drawings: meetings along time and who met whom, each beside a table of the same.

The server makes the tables; scripts of ours (`static/timeline.js`, `network.js`) draw what these
hold. So nothing is only in a drawing, and there is one place where each value comes from.
"""

from __future__ import annotations

from starlette.routing import BaseRoute

from kg.serve.drawings import editor, network, timeline
from kg.serve.site import Site

_DRAWINGS = (timeline, network, editor)


def routes(site: Site) -> list[BaseRoute]:
    """Return the routes of the drawings over SITE."""
    return [route for drawing in _DRAWINGS for route in drawing.routes(site)]
