"""Step agents: the saved queries as tools for language models' agents, by MCP; nothing writes."""

from kg.agents.answering import Answerer, Asked
from kg.agents.server import serve
from kg.agents.tools import named, tools

__all__ = ["Answerer", "Asked", "named", "serve", "tools"]
