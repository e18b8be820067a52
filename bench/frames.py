"""The peer of `bench.figures`: the whole register as pandas tables in memory, and the same figures by group-bys."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from ocop import reference
from ocop.domain.places import Extent
from ocop.domain.recognition import GRANTS
from ocop.domain.targets import MODERN_CHANNELS

MAKERS = (
    "select id as producer_id, kind, commune, province, former_province, led_by_woman, led_by_minority, green_chain, "
    "channels, workers, trained_workers, craft_village from producer where scope = 'demo'"
)
PERIODS = (
    "select s.product_id, s.first_day, s.last_day, s.until, s.state, s.stars from standing s "
    "join product p on p.id = s.product_id where p.scope = 'demo' order by s.product_id, s.first_day"
)
EVENTS = (
    "select r.product_id, r.kind, coalesce(r.valid_from, d.stated) as day from recognition r "
    "join decision d on d.id = r.decision_id join product p on p.id = r.product_id where p.scope = 'demo'"
)
PLACES = ("province", "former_province")


class Frames:
    """Products with their makers, periods and events; words are categories, days are days."""

    def __init__(self, store: Path) -> None:
        with sqlite3.connect(store) as read:
            products = pd.read_sql("select id as product_id, producer_id from product where scope = 'demo'", read)
            makers = pd.read_sql(MAKERS, read)
            self.periods = pd.read_sql(PERIODS, read)
            self.events = pd.read_sql(EVENTS, read)
        told = makers.channels.map(json.loads, na_action="ignore")
        makers["modern"] = told.map(lambda each: not MODERN_CHANNELS.isdisjoint(each), na_action="ignore")
        self.products = products.merge(makers.drop(columns="channels"), on="producer_id")
        for column in (*PLACES, "kind", "commune"):
            self.products[column] = self.products[column].astype("category")
        for column in ("first_day", "last_day", "until"):
            read = pd.to_datetime(self.periods[column], errors="coerce")
            self.periods[column] = read.fillna(pd.Timestamp(2200, 1, 1))
        self.events["day"] = pd.to_datetime(self.events.day)
        self.periods["state"] = self.periods.state.astype("category")
        self.events["kind"] = self.events.kind.astype("category")
        communes = reference.communes()
        self.expected = [code for code in communes if communes[code].extent is Extent.COMMUNE]

    def every(self, day: date) -> dict[str, Any]:
        """All figures of the pages, and what is compared of them."""
        now = pd.Timestamp(day)
        held = self.on(now)
        live = held[held.state == "in_force"]
        for place in PLACES:
            summary = self.summary(held, live, place, now)
            if place == "province":
                provinces = summary["in_force"].astype(int).to_dict()
        self.summary(held, live, "kind", now)
        ago = self.on(now - pd.DateOffset(years=1))
        ago[ago.state == "in_force"].groupby("stars").agg({"product_id": "count", "producer_id": "nunique"})
        by_commune = live.groupby("commune", observed=True).product_id.count()
        self.changes(now)
        flow = self.flow(now)
        return {
            "provinces": provinces,
            "producers": int(live.producer_id.nunique()),
            "ending": int(((live.until - now).dt.days < 90).sum()),
            "communes": int(by_commune.index.isin(self.expected).sum()),
            "lapsed": int(flow.sum()),
            "left": self.survival(held, now),
            **self.targets(now),
        }

    def on(self, now: pd.Timestamp) -> pd.DataFrame:
        """What holds on a day, of every product."""
        periods = self.periods[(self.periods.first_day <= now) & (self.periods.last_day >= now)]
        return periods.merge(self.products, on="product_id")

    def summary(self, held: pd.DataFrame, live: pd.DataFrame, by: str, now: pd.Timestamp) -> pd.DataFrame:
        """A province or kind a row."""
        left = (live.until - now).dt.days
        columns = {
            "ever": held.groupby(by, observed=False).size(),
            "in_force": live.groupby(by, observed=False).size(),
            "producers": live.groupby(by, observed=False).producer_id.nunique(),
            "communes": live.groupby(by, observed=False).commune.nunique(),
        }
        columns |= {f"ending_{n}": live[left < n].groupby(by, observed=False).size() for n in (30, 90, 180)}
        counted = pd.DataFrame(columns)
        states = held.groupby([by, "state"], observed=False).size().unstack().add_prefix("is_")
        stars = live.groupby([by, "stars"], observed=False).size().unstack()
        return pd.concat([counted, states, stars], axis=1)

    def changes(self, now: pd.Timestamp) -> pd.Series[int]:
        """What was decided this month."""
        month = self.events[(self.events.day >= now.replace(day=1)) & (self.events.day <= now)]
        return month.groupby("kind", observed=True).product_id.nunique()

    def flow(self, now: pd.Timestamp) -> pd.Series[int]:
        """Decisions and lapses by year."""
        past = self.events[self.events.day <= now]
        past.groupby([past.day.dt.year, "kind"], observed=True).size().unstack()
        follows = self.periods.groupby("product_id").state.shift(-1)
        lapsed = self.periods[(self.periods.state == "in_force") & (follows == "ended") & (self.periods.last_day < now)]
        return lapsed.groupby(lapsed.last_day.dt.year).size()

    def survival(self, held: pd.DataFrame, now: pd.Timestamp) -> dict[str, int]:
        """What is left of each year's first recognitions."""
        begun = self.periods.groupby("product_id").first_day.min()
        years = begun[begun <= now].dt.year.rename("year")
        joined = held[["product_id", "state"]].merge(years, left_on="product_id", right_index=True)
        left = (joined.state == "in_force").groupby(joined.year).sum()
        return {str(year): int(count) for year, count in left.items()}

    def targets(self, now: pd.Timestamp) -> dict[str, float]:
        """T1 to T11 on the day and at the end of each year before."""
        ends = [pd.Timestamp(year, 12, 31) for year in range(2019, now.year)]
        grants = self.events[self.events.kind.isin(list(GRANTS))]
        found: dict[str, float] = {}
        for day in (*ends, now):
            held = self.on(day)
            live = held[held.state == "in_force"]
            live.groupby("stars").size()
            makers = live.groupby("producer_id").first()
            kinds = makers.groupby("kind", observed=False).size()
            flags = makers[["led_by_woman", "led_by_minority", "green_chain", "modern"]]
            for flag in flags:
                flags.groupby(flag).size()
            makers.craft_village.nunique()
            known = makers[makers.workers.notna() & makers.trained_workers.notna()]
            past = grants[grants.day <= day]
            before = past[past.day < pd.Timestamp(2021, 1, 1)].product_id.unique()
            later = past[(past.day >= pd.Timestamp(2021, 1, 1)) & (past.kind != "lowered")]
            again = later[later.product_id.isin(before)].product_id.nunique()
            found = {
                "T4": round(100 * int(kinds["cooperative"]) / int(kinds.sum()), 6),
                "T8": round(100 * float(known.trained_workers.sum()) / float(known.workers.sum()), 6),
                "T3": round(100 * again / len(before), 6),
            }
        return found
