"""The widgets that every screen is made of; each takes its words through `ui/text.py`."""
