"""Which files were renamed, or exchanged their names: what is in them tells. Pure."""

from collections import defaultdict
from collections.abc import Mapping


def find_moves(known: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Where what was known is found now: old names to new ones, each at most once.

    What still lies where it lay has not moved, and of copies the first name counts. Nothing moves
    to the name of another that stays.

    Args:
        known: the digest of what lay under each name.
        now: likewise, of all that is there now.
    """
    lost: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(known):
        if now.get(name) != known[name]:
            lost[known[name]].append(name)
    moves: dict[str, str] = {}
    for name in sorted(now):
        if known.get(name) != now[name] and lost[now[name]]:
            moves[lost[now[name]].pop(0)] = name
    while blocked := [old for old, new in moves.items() if new in known and new not in moves]:
        for old in blocked:
            del moves[old]
    return moves
