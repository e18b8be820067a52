"""What the public sees of a product: its photograph and its stories, looked at before they go out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ocop import reference
from ocop.domain.claims import Piece, Weight, read
from ocop.domain.keeping import STORIES, Told, Values
from ocop.domain.promotion import Promotion
from ocop.domain.register import PhotoWords, Product
from ocop.domain.roles import Person
from ocop.domain.said import say
from ocop.errors import Conflict, QueryError, Refused
from ocop.services import keeping, people
from ocop.services.register import Register
from ocop.store import keeping as stored
from ocop.store import photos
from ocop.store.engine import writing

MOST = 1500
SHORTEST_ALT = 8


@dataclass(frozen=True)
class Reading:
    """A story in pieces, with what was found in it."""

    pieces: tuple[Piece, ...]

    @property
    def refused(self) -> tuple[Piece, ...]:
        """The words for which it may not be published."""
        return tuple(each for each in self.pieces if each.phrase and each.phrase.weight is Weight.REFUSE)

    @property
    def doubted(self) -> tuple[Piece, ...]:
        """The words that somebody should look at."""
        return tuple(each for each in self.pieces if each.phrase and each.phrase.weight is Weight.WARN)


def reading(product: Product, story: str) -> Reading:
    """What a story of this product says that it may not, or that should be looked at."""
    return Reading(read(story, reference.claims(), is_drink=product.promotion is not Promotion.FREE))


def publish_photo(
    register: Register, asking: Person, code: str, *, seen: str | None, picture: bytes, words: PhotoWords, reason: str
) -> None:
    """Put a photograph, as `photos.checked` made it, in place of the one that was seen (by its fingerprint).

    Raises:
        NotAllowed: the role is missing in its province.
        QueryError: what is seen on it is not said in both languages, or the product may not be promoted.
        Conflict: another photograph was put there meanwhile, or nobody says whose it is or why.
    """
    product = _may(register, asking, code)
    _promotable(product)
    alt = (_tidy(words.alt_vi), _tidy(words.alt_en))
    if min(map(len, alt)) < SHORTEST_ALT:
        raise QueryError(say("Hãy tả ảnh bằng cả tiếng Việt và tiếng Anh cho người không nhìn thấy ảnh."))
    with writing(register.engine) as session:
        _same(session, code, seen)
        photos.keep_photo(
            session, code=code, picture=picture, credit=_tidy(words.credit), by=people.author(asking), reason=reason,
            alt=alt,
        )  # fmt: skip


def remove_photo(register: Register, asking: Person, code: str, *, seen: str | None, reason: str) -> None:
    """Take the photograph that was seen away.

    Raises:
        NotAllowed, Conflict: as `publish_photo`.
    """
    _may(register, asking, code)
    with writing(register.engine) as session:
        _same(session, code, seen)
        photos.remove_photo(session, code=code, by=people.author(asking), reason=reason)


def publish_stories(
    register: Register, asking: Person, code: str, *, seen: Values, given: Values, told: Told, looked: bool
) -> list[str]:
    """Publish stories in place of those that were seen; which. `looked`: somebody has looked at the doubtful words.

    Raises:
        NotAllowed: the role is missing in its province.
        QueryError: the words may not be published, nobody looked at the doubtful ones, or the source is missing.
        Conflict: somebody else changed them meanwhile.
    """
    product = _may(register, asking, code)
    tidied = {name: _tidy(str(value or "")) or None for name, value in given.items() if name in STORIES}
    if any(tidied.values()):
        _promotable(product)
    found = [reading(product, story) for story in tidied.values() if story]
    if refused := [f"“{piece.text}”" for each in found for piece in each.refused]:
        raise QueryError(
            say("Chưa đưa lên: không được viết {listed}. Hãy sửa những chữ được đánh dấu.", listed=", ".join(refused))
        )
    if not looked and (doubted := [f"“{piece.text}”" for each in found for piece in each.doubted]):
        raise QueryError(say("Chưa đưa lên: hãy xem lại {listed}, rồi đánh dấu là đã xem.", listed=", ".join(doubted)))
    if any(len(story) > MOST for story in tidied.values() if story):
        raise QueryError(say("Câu chuyện dài quá {most} ký tự: hãy rút ngắn.", most=MOST))
    keeping.check_told(register, tidied, told)
    with writing(register.engine) as session:
        return stored.write_product(
            session, code=code, seen=seen, given=tidied, told=told, by=people.author(asking), action="keep_stories"
        )


def _may(register: Register, asking: Person, code: str) -> Product:
    """The product, to whoever may keep its record."""
    keeping.may_keep(register, asking, keeping.product(register, code))
    record = register.record(code, register.today())
    assert record is not None, "it was there a moment ago"
    return record.product


def _promotable(product: Product) -> None:
    if product.promotion is Promotion.NONE:
        raise Refused(
            say(
                "Sản phẩm này là rượu từ 15 độ hoặc chưa rõ độ cồn: Luật Quảng cáo, Điều 7, không cho "
                "giới thiệu; nếu độ cồn thấp hơn, hãy ghi độ cồn trước."
            )
        )


def _same(session: Session, code: str, seen: str | None) -> None:
    if photos.fingerprint(session, code) != seen:
        raise Conflict(say("Ảnh của sản phẩm vừa được người khác thay: hãy xem ảnh hiện nay rồi làm lại."))


def _tidy(text: str) -> str:
    return " ".join(text.split())
