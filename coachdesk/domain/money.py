"""Money: whole minor units with an ISO 4217 code, read strictly and shown in one way. Never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coachdesk.domain.errors import CoachdeskError, failure
from coachdesk.domain.nearest import did_you_mean

_TWO = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
    IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
    MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS
    SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
_FOUR = "CLF UYW"

DIGITS: dict[str, int] = {
    code: digits for digits, codes in ((2, _TWO), (0, _NONE), (3, _THREE), (4, _FOUR)) for code in codes.split()
}
"""Decimals of every ISO 4217 currency that can be paid in. Metals and test codes are left out; ANG and BGN, withdrawn
lately, stay because older records name them."""

CURRENCIES: tuple[str, ...] = tuple(sorted(DIGITS))
LARGEST = 10**9
"""The largest amount that is believed, in major units; anything above is a slip of the keyboard."""

_SPACES = r" \u00a0\u2009\u202f'\u2019"
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<part>[0-9]+))?")
_GROUPED = re.compile(
    rf"(?P<whole>[0-9]{{1,3}}(?:(?P<mark>[,{_SPACES}])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*)(?:\.(?P<part>[0-9]+))?"
)
_COMMA_LAST = re.compile(r"[0-9.]*,[0-9]+")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents, fils; yen have none) of one currency. May be negative in a balance."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("minor units are whole numbers")
        known_currency(self.currency)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __str__(self) -> str:
        return format_money(self)

    def as_json(self) -> dict[str, int | str]:
        """The form in JSON: `{"minor": 120000, "currency": "EUR"}`."""
        return {"minor": self.minor, "currency": self.currency}

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise failure("money.mixed", one=self.currency, other=other.currency)


def known_currency(code: str, where: str = "") -> str:
    """The code itself if it is a currency of ISO 4217, else a failure that names near ones."""
    if code in DIGITS:
        return code
    hint = did_you_mean(code, CURRENCIES, "codes look like EUR, USD or GBP", cutoff=0.6)
    raise failure("money.currency", where=where, text=code, near=hint)


def parse_currency(text: str, where: str = "") -> str:
    """A currency as a person types it, in either case."""
    return known_currency(text.strip().upper(), where)


def parse_amount(text: str, currency: str, where: str = "") -> Money:
    """The amount that a person typed, such as `1200`, `1200.00` or `1,200.00`, with or without the currency's code.

    A point parts the decimals. Commas count as thousands only where nothing else can be meant: `1,200` could be
    one and a fifth, so it is asked about, never guessed. Fails with a `money.…` code that says what is wrong.
    """
    digits = DIGITS[known_currency(currency, where)]
    bare = _without_code(text.strip(), currency, where)
    found = _PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)
    if found is None:
        raise _refusal(bare, text, currency, where)
    whole, part = re.sub("[^0-9]", "", found["whole"]), found["part"] or ""
    if "," in bare and bare.count(",") == 1 and not part and digits > 0:
        raise failure("money.ambiguous", where=where, text=text.strip(), plain=whole, whole=f"{whole}.{'0' * digits}")
    if len(part) > digits:
        code = "money.decimals" if digits else "money.no-decimals"
        raise failure(
            code, where=where, text=text.strip(), currency=currency, digits=digits, example=_example(currency)
        )
    # compared by length first, so that a thousand digits are never turned into a number
    if len(whole.lstrip("0")) > len(str(LARGEST)) or int(whole) > LARGEST:
        raise failure("money.large", where=where, text=text.strip())
    minor = int(whole) * 10**digits + int(part.ljust(digits, "0") or "0")
    if minor > LARGEST * 10**digits:
        raise failure("money.large", where=where, text=text.strip())
    return Money(minor, currency)


def amount_text(money: Money) -> str:
    """The amount without its currency, such as `1,200.00`."""
    digits = DIGITS[money.currency]
    whole, part = divmod(abs(money.minor), 10**digits)
    sign = "-" if money.minor < 0 else ""
    return f"{sign}{whole:,}" + (f".{part:0{digits}d}" if digits else "")


def format_money(money: Money) -> str:
    """The amount as every screen and paper shows it: `1,200.00 EUR`."""
    return f"{amount_text(money)} {money.currency}"


def plain_text(money: Money) -> str:
    """The amount as one would type it back: `1200.00`."""
    return amount_text(money).replace(",", "")


def _without_code(text: str, currency: str, where: str) -> str:
    """The text without a currency code at either end; another currency's code is refused, not dropped."""
    found = re.fullmatch(r"(?:(?P<before>[A-Za-z]{3})\s*)?(?P<bare>[^A-Za-z]*?)(?:\s*(?P<after>[A-Za-z]{3}))?", text)
    if found is None:
        return text
    for code in (found["before"], found["after"]):
        if code and code.upper() in DIGITS and code.upper() != currency:
            raise failure("money.other-currency", where=where, text=text, currency=currency)
        if code and code.upper() != currency:
            return text
    return found["bare"] if found["before"] or found["after"] else text


def _example(currency: str) -> str:
    """How an amount of that currency is written: `1200.00`, `1200` of yen, `1200.000` of dinars."""
    return plain_text(Money(1200 * 10 ** DIGITS[currency], currency))


def _refusal(bare: str, text: str, currency: str, where: str) -> CoachdeskError:
    """Why that is not an amount."""
    typed, example = text.strip(), _example(currency)
    if not typed:
        return failure("money.empty", where=where, example=example)
    if bare.startswith(("-", "−", "–")) and any(c.isdigit() for c in bare):
        return failure("money.negative", where=where, text=typed)
    if _COMMA_LAST.fullmatch(bare):
        code = "money.comma" if DIGITS[currency] else "money.no-decimals"
        return failure(code, where=where, text=typed, currency=currency, example=example)
    return failure("money.not-an-amount", where=where, text=typed, example=example)
