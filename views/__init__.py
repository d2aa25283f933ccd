"""Streamlit pages, one per task. Pages hold no logic; components own their session state."""
