"""Who has which role, and who is signed in. Personal data: neither public nor in the audit trail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ocop.store.tables.base import Base


class RoleGrantRow(Base):
    """A role of somebody: an e-mail address in small letters, or `sub:` and the provider's name for them."""

    __tablename__ = "role_grant"

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(16))
    province: Mapped[str | None] = mapped_column(String(2))
    granted_at: Mapped[datetime]
    granted_by: Mapped[str]
    ended_at: Mapped[datetime | None]


class SignInRow(Base):
    """One sign-in of a browser, whose session is known by a hash alone; the e-mail is empty where not verified."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(String(64), unique=True)
    subject: Mapped[str]
    email: Mapped[str]
    begun_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
