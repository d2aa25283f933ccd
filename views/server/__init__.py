"""What serves the app besides Streamlit: headers, the first HTML, tiles of the background map."""

from views.server.assembly import parts

__all__ = ["parts"]
