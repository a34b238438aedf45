"""The commands: parse, call, print, exit status. `ruznama.cli` gathers them.

Heavy imports are inside the commands, so that `--help` answers at once.
"""
