"""What serves the app besides Streamlit: headers, the first HTML, tiles of the background map."""

from views.server.assembly import parts
from views.server.warming import warmed

__all__ = ["parts", "warmed"]
