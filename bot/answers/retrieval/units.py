"""Units as people write them behind a number, and as they ask for them."""

import re
from collections.abc import Mapping

# Of each unit: how it is written behind a number, and the words that ask for it.
_WRITTEN: Mapping[str, tuple[str, str]] = {
    "percent": (r"%|percent(?:age points?)?", "percent percentage percents"),
    "times": (r"×|x(?![A-Za-z])|times|-?fold", ""),
    "points": (r"points?", "points"),
    "ms": (r"ms|milliseconds?", "ms milliseconds millisecond"),
    "us": (r"[µμ]s|us|microseconds?", "microseconds microsecond"),
    "ns": (r"ns|nanoseconds?", "nanoseconds nanosecond"),
    "seconds": (r"s|secs?|seconds?", "seconds secs second"),
    "minutes": (r"min|mins|minutes?", "minutes mins minute"),
    "hours": (r"h|hrs?|hours?", "hours hrs hour"),
    "days": (r"days?", "days day"),
    "weeks": (r"weeks?", "weeks week"),
    "months": (r"months?", "months month"),
    "years": (r"years?", "years year"),
    "km": (r"km|kilomet[er]{2}s?", "km kilometers kilometres kilometer"),
    "metres": (r"m|met[er]{2}s?", "meters metres meter metre"),
    "cm": (r"cm|centimet[er]{2}s?", "cm centimeters centimetres"),
    "mm": (r"mm|millimet[er]{2}s?", "mm millimeters millimetres"),
    "nm": (r"nm|nanomet[er]{2}s?", "nm nanometers"),
    "kg": (r"kg|kilograms?|kilos?", "kg kilograms kilos"),
    "grams": (r"g|grams?", "grams"),
    "hz": (r"Hz|hertz", "hz hertz"),
    "khz": (r"kHz|kilohertz", "khz"),
    "mhz": (r"MHz", "mhz"),
    "ghz": (r"GHz", "ghz"),
    "joules": (r"[kM]?J|joules?|[kMG]?Wh|kilowatt[ -]hours?", "joules joule kwh energy"),
    "litres": (r"l|L|mL|ml|lit[er]{2}s?|millilit[er]{2}s?", "litres liters litre liter"),
    "bar": (r"bars?|[hkMG]?Pa|atm|psi", "bar pascal pressure"),
    "ev": (r"[kMGTm]?eV|electron ?volts?", "ev"),
    "ppm": (r"pp[mb]|parts per [mb]illion", "ppm ppb"),
    "area": (r"hectares?|ha|acres?|km2|km²|m²|square kilomet[er]{2}s?|square met[er]{2}s?", "hectares acres area"),
    "speed": (r"m/s|km/h|mph|knots?", "velocity"),
    "watts": (r"[mµμkMG]?W|watts?|kilowatts?|megawatts?|milliwatts?", "watts watt"),
    "volts": (r"[mµμk]?V|volts?|kilovolts?|millivolts?|microvolts?", "volts"),
    "kb": (r"kB|KB|kilobytes?", "kb kilobytes"),
    "mb": (r"MB|megabytes?", "mb megabytes megs"),
    "gb": (r"GB|gigabytes?", "gb gigabytes gigs"),
    "tb": (r"TB|terabytes?", "tb terabytes"),
    "db": (r"dB|decibels?", "db decibels"),
    "degrees": (r"°C?|degrees?|kelvin|(?<= )K", "degrees degree kelvin celsius"),
    "money": (
        r"€|euros?|\$|dollars?|USD|EUR|£|pounds?|cents?|kroner?|krone|kronor|kronur|yen|yuan|rupees?|francs?|pesos?|roubles?|zlotys?|"
        r"lira|NOK|SEK|DKK|CHF|JPY|CNY|INR|GBP",
        "euros dollars usd eur pounds cost costs price priced expensive pay pays paid spend spends spent kroner kronor "
        "yen yuan rupees francs",
    ),
    "fps": (r"fps|frames per second", "fps"),
    # Whatever the unit is.
    "mass": (r"kg|kilograms?|kilos?|mg|g|grams?|tons?|tonnes?", "heavy weigh weighs weight"),
    "length": (r"km|kilomet[er]{2}s?|m|met[er]{2}s?|cm|mm|nm|miles?|feet", "far"),
    "frequency": (r"[kMG]?Hz|hertz|kilohertz", "frequency frequencies"),
    "power": (r"[mµμkMG]?W|watts?|kilowatts?|megawatts?|milliwatts?", "power"),
    "temperature": (r"°C?|degrees?|kelvin|(?<= )K", "hot cold temperature"),
}
# As part of a pattern, the longest spellings first.
AFTER_NUMBER = "|".join(
    sorted(("|".join(written for written, _ in _WRITTEN.values())).split("|"), key=len, reverse=True)
)
CURRENCY = r"[€$£]\s?"
_BY_WORD = {word: unit for unit, (_, words) in _WRITTEN.items() for word in words.split()}
_ENDS = {unit: re.compile(rf"(?:[\d\s]|^)(?:{written})$") for unit, (written, _) in _WRITTEN.items()}


_ANY = frozenset({"power", "mass", "length", "frequency", "temperature"})


def kind_asked(word: str) -> str:
    """The kind of unit that a folded word asks for behind `how` or `what`, or nothing."""
    unit = _BY_WORD.get(word, "")
    return unit if unit in _ANY else ""


def unit_asked(word: str) -> str:
    """The unit that a folded word asks for, or nothing."""
    unit = _BY_WORD.get(word, "")
    return "" if unit in _ANY else unit


def words_asking(unit: str) -> list[str]:
    """The folded words that ask for a unit."""
    return _WRITTEN[unit][1].split()


def is_in(unit: str, number: str) -> bool:
    """Whether a number as it is written has a unit."""
    if unit == "money" and re.match(CURRENCY, number):
        return True
    return _ENDS[unit].search(number) is not None
