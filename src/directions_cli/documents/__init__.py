"""Documents: what leaves the building, made of the templates in `templates/`."""
