"""The illustration: a made-up register of national size, the same for the same seed.

Its shape (stars, kinds of producers, provinces, growth) follows the published figures; its makers, decisions and
numbers are invented and say so. Nothing here reads the clock or the store.
"""

from ocop.demo.register import generate
from ocop.demo.sales import points_of_sale

__all__ = ["generate", "points_of_sale"]
