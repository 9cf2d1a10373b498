"""The public register: a static site of what the public may see, made of templates, and kept up to date in a folder."""
