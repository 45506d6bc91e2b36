"""What each language does. The only home of Babel."""

from mappe.locales.catalogs import MissingPhrase
from mappe.locales.codes import named_codes
from mappe.locales.languages import locales_of
from mappe.locales.locale import Locale, locale_of
from mappe.locales.phrases import Own

__all__ = ["Locale", "MissingPhrase", "Own", "locale_of", "locales_of", "named_codes"]
