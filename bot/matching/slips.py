"""Slips of a finger: which letters lie beside each other, and how many of a word's faults that does not explain."""

from rapidfuzz.distance import OSA, Levenshtein

_KEYBOARD = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
# How far each row of keys is moved to the right, in keys.
_SHIFTS = (0.0, 0.0, 0.25, 0.75)
_KEYS = {key: (row, column + _SHIFTS[row]) for row, keys in enumerate(_KEYBOARD) for column, key in enumerate(keys)}
_REACH = 1.1


def oddities(typed: str, known: str) -> int:
    """How many faults of a typed word are no slips: letters from elsewhere on the keyboard, put in or instead."""
    if OSA.distance(typed, known) < Levenshtein.distance(typed, known):
        return 0  # letters swapped
    odd = 0
    for fault in Levenshtein.editops(known, typed):
        at = fault.dest_pos
        if fault.tag == "replace":
            odd += not _beside(known[fault.src_pos], typed[at])
        elif fault.tag == "insert":
            around = typed[max(0, at - 1) : at] + typed[at + 1 : at + 2]
            odd += not any(_beside(typed[at], letter) for letter in around)
    return odd


def _beside(one: str, other: str) -> bool:
    if one == other:
        return True
    if one not in _KEYS or other not in _KEYS:
        return False
    (row, column), (other_row, other_column) = _KEYS[one], _KEYS[other]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= _REACH
