"""Public ids: a type's letter, the number in Crockford's base 32, and a check digit (Luhn mod 32)."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_DIGITS = 4


def public_id(prefix: str, number: int) -> str:
    """The id of entity ``number``: ``S`` + base-32 digits + check digit, e.g. ``S0041T``."""
    digits = ""
    while number:
        number, rest = divmod(number, 32)
        digits = ALPHABET[rest] + digits
    digits = digits.rjust(_DIGITS, "0")
    return f"{prefix}{digits}{_check_digit(digits)}"


def is_public_id(text: str, prefix: str = "") -> bool:
    """Whether this is a well-formed id with a right check digit (a mistyped one is not)."""
    body = text[1:]
    return (
        len(body) > _DIGITS
        and text.startswith(prefix)
        and all(letter in _VALUES for letter in body)
        and _check_digit(body[:-1]) == body[-1]
    )


def _check_digit(digits: str) -> str:
    total = 0
    for position, letter in enumerate(reversed(digits)):
        doubled = _VALUES[letter] * (2 if position % 2 == 0 else 1)
        total += doubled // 32 + doubled % 32
    return ALPHABET[-total % 32]
