"""What each language does. The only home of Babel."""

from mappe.locales.catalogs import MissingPhrase
from mappe.locales.codes import named_codes
from mappe.locales.locale import Locale, locale_of

__all__ = ["Locale", "MissingPhrase", "locale_of", "named_codes"]
