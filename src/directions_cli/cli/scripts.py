"""The script that teaches zsh to ask the program what a word may become; those of the other shells are typer's own."""

from __future__ import annotations

from typing import Final

ZSH_SCRIPT: Final = """
#compdef %(prog_name)s

%(complete_func)s() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" %(autocomplete_var)s=complete_zsh %(prog_name)s)
}

if [[ "$funcstack[1]" == "_%(prog_name)s" ]]; then
  %(complete_func)s "$@"
else
  compdef %(complete_func)s %(prog_name)s
fi
"""


def use_own_scripts() -> None:
    """Let typer install our script for zsh: with its own, the first word of a session that is to be completed is not."""
    from typer import _completion_shared

    _completion_shared._completion_scripts["zsh"] = ZSH_SCRIPT
