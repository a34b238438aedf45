"""The documentation as a site: `make docs`; sphinx reads the Markdown that people read here."""

project = "Ruznama"
copyright = "The Ruznama developers"  # noqa: A001  sphinx names it
extensions = ["myst_parser"]
exclude_patterns = ["requirements.*", "make", "pictures"]
html_theme = "furo"
html_title = "Ruznama · روزنامة"
myst_heading_anchors = 3
# Links out of docs/ lead to files of the repository, not to pages of this site.
suppress_warnings = ["myst.xref_missing"]
