"""YAML and the domain: reading a register's folder, placing findings on lines, writing files. It knows no Git."""
