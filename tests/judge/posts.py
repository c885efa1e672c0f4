#!/usr/bin/env python3
"""Makes random, valid post folders for the comparison of the planner with its independent calculation.

    posts.py SEED DIR [--assets N] [--ambiguous]

The same seed and options give the same bytes. Posts are meant to be wide rather than likely: every setting, every kind
of price row, currency, escalation gap, decision, share and edge date turns up, with no error of section 4 of the
specification. Cases where its words leave a choice of reading are made only with --ambiguous.
"""
import argparse
import os
import random
from datetime import date, timedelta

import judge

CURRENCIES = ("EUR", "KES", "JPY", "BAM", "XOF", "KWD")
CURRENCY_LEVEL = {"EUR": 0.93, "KES": 131.0, "JPY": 148.0, "BAM": 1.81, "XOF": 607.0, "KWD": 0.307}
CLASSES = ("pc", "net", "power", "radio", "kit")
NETWORKS = ("CAA", "NON-CAA")
# Payers that need no file, a name nobody knows (post, with a warning), and those funding.csv adds.
POST_SOURCES = ("POST_DP", "POST_ICASS", "POST_PD", "POST_OTHER", "POST_X")
OTHER_SOURCES = ("CENTRAL_GITM", "CENTRAL_CA", "CENTRAL_DTSPO", "CENTRAL_RADIO", "OTHER_AGENCY", "GSO", "HQ_FUND")
SHARED_SOURCES = ("SHARED_CORE", "SHARED_3", "SHARED_7", "SHARED_DP")
PLAN_CATEGORIES = ("Telecommunications", "CAA equipment", "Non-CAA equipment", "Software licenses",
                   "Pouch and mail operations", "Personnel costs", "ICASS services")
OBJECT_CLASSES = ("31.0", "26.0", "25.7", "23.3", "25.2")
COST_CENTERS = ("6150", "6192", "6194", "5458", "5880")
STATUSES = ["in_use"] * 12 + ["in_repair"] * 2 + ["spare", "in_stock", "excess", "disposed", "retired", "lost",
                                                  "stolen", ""]
LOCATION_CELLS = ("", "VAULT 3", "vault 12", "Vault", "Annex", "ANNEX", "Annex 2", "Roof", "Roof East 1",
                  "Chancery 101")
# Built-in categories whose default payer is plain; the others get one from categories.csv.
PLAIN_BUILTINS = ("server", "storage", "nen-kit", "telephone", "mail-machine", "tablet", "ssd", "hard-disk",
                  "satellite", "video-conference", "router", "ups", "caa-workstation", "gitm-workstation", "printer",
                  "laptop-travel", "radio-battery")
SPLIT_BUILTINS = ("desktop", "radio-mobile", "hf-radio")
FULL_CATEGORIES = ("laptop", "monitor", "network-switch", "ups-battery", "pbx", "radio", "mobile-phone", "mail-xray",
                   "field-kit", "drone")
SHORTEST_COVERED_CYCLE = 24  # so that the cycle after a project never falls back into the project's year


class Maker:
    """One random post: tables as lists of dictionaries, made in an order in which each can look at those before."""

    def __init__(self, seed, assets, ambiguous):
        self.random = random.Random("post %d" % seed)
        self.asset_count = assets
        self.ambiguous = ambiguous
        self.tables = {}

    # -- chance

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, choices):
        return self.random.choice(list(choices))

    def maybe(self, probability, value):
        """The value, or an empty cell."""
        return value if self.chance(probability) else ""

    def amount(self, low, high):
        cents = self.random.randint(low * 100, high * 100)
        style = self.random.random()
        if style < 0.1:
            return str(cents // 100)
        if style < 0.2:
            return "%d.%d" % (cents // 100, cents // 10 % 10)
        return "%d.%02d" % (cents // 100, cents % 100)

    def day(self, first, last):
        """A date between the two; often one where months or fiscal years are tricky."""
        span = (last - first).days
        day = first + timedelta(days=self.random.randint(0, max(span, 0)))
        year = day.year
        tricky = {
            0: lambda: date(year, self.pick((1, 3, 5, 7, 8, 10, 12)), 31),
            1: lambda: date(year, self.pick((1, 3, 4, 6, 9, 11)), self.pick((29, 30))),
            2: lambda: judge.add_months(date(year // 4 * 4, 2, 29), 0),
            3: lambda: date(year, 9, 30),
            4: lambda: date(year, 10, 1),
        }.get(self.random.randint(0, 11), lambda: day)()
        return tricky if first <= tricky <= last else day

    # -- settings

    def make_settings(self):
        year = self.random.randint(2025, 2029)
        edges = (date(year, 9, 30), date(year, 10, 1), date(year, 6, 30), date(year, 7, 1), date(2028, 2, 29),
                 date(year, 12, 31), date(year, 1, 31))
        self.as_of = self.pick(edges) if self.chance(0.5) else self.day(date(year, 1, 1), date(year, 12, 31))
        self.current = judge.fiscal_year(self.as_of)
        self.years = self.random.randint(3, 12)
        self.last = self.current + self.years - 1
        settings = {
            "post": "Testville", "as_of": self.as_of.isoformat(), "years": str(self.years),
            "budget_year": self.maybe(0.5, str(self.current + self.random.randint(1, 2))),
            "replacement_trigger": self.pick(("", "earliest", "cycle", "latest")),
            "budget_on": self.pick(("", "due", "order")),
            "first_buy_year": self.pick(("", "", str(self.current), str(self.current + 1), str(self.current + 2))),
            "replace_spares": self.pick(("", "no", "yes")),
            "freight_object_class": self.pick(("", "22.0", "25.3", "31.0")),
            "install_object_class": self.pick(("", "25.2", "26.0", "31.0")),
            "local_currency": self.maybe(0.4, self.pick(CURRENCIES)),
        }
        if self.chance(0.2):
            del settings["years"]
            self.last = self.current + 5
        self.tables["settings.csv"] = [{"key": key, "value": value} for key, value in settings.items() if value]

    # -- reference tables

    def make_funding(self):
        rows = [{"funding_source": "POST_X", "payer": "post", "fund_symbol": "19X0000", "period": "no-year"},
                {"funding_source": "GSO", "payer": "other", "fund_symbol": "", "period": ""},
                {"funding_source": "HQ_FUND", "payer": "central", "fund_symbol": "", "period": ""}]
        if self.chance(0.3):  # the file outranks the built-in payer
            rows.append({"funding_source": "CENTRAL_RADIO", "payer": "post", "fund_symbol": "", "period": ""})
        if self.chance(0.2):  # a row without payer leaves the built-in one
            rows.append({"funding_source": "CENTRAL_CA", "payer": "", "fund_symbol": "19X5713", "period": "no-year"})
        self.tables["funding.csv"] = rows

    def make_shares(self):
        plans = {"SHARED_CORE": (("POST_ICASS", "70"), ("POST_DP", "30")),
                 "SHARED_3": (("POST_PD", "33.34"), ("POST_DP", "33.33"), ("POST_ICASS", "33.33")),
                 "SHARED_7": (("POST_DP", "12.5"), ("POST_ICASS", "0.01"), ("POST_X", "37.49"), ("POST_PD", "25"),
                              ("POST_OTHER", "25")),
                 "SHARED_DP": (("POST_ICASS", "50"), ("POST_DP", "50"))}
        self.tables["shares.csv"] = [
            {"funding_source": source, "to_source": target, "share_pct": percent,
             "cost_center": self.maybe(0.3, self.pick(COST_CENTERS))}
            for source, parts in plans.items() for target, percent in parts]

    def make_cost_centers(self):
        self.tables["cost_centers.csv"] = [{"code": code, "name": "Center " + code} for code in COST_CENTERS]

    def make_escalation(self):
        """Gaps, late first years, falling prices and one-time steps; sometimes a built-in class is replaced."""
        replaced = [name for name in ("software", "personnel", "general") if self.chance(0.3)]
        rows = []
        for name in list(CLASSES) + replaced:
            years = [year for year in range(self.current - self.random.randint(2, 14), self.last + 2)
                     if self.chance(0.75)] or [self.current]
            for year in years:
                rate = self.pick(("2.00", "0.00", "3.25", "-1.50", "17.00", "0", "2",
                                  "%.2f" % self.random.uniform(-4, 9), "%.3f" % self.random.uniform(0, 5)))
                if name == "personnel":  # no rate that makes half cents, which doubles cannot hold exactly
                    rate = "%.2f" % self.random.uniform(1, 6)
                rows.append({"class": name, "fiscal_year": str(year), "rate_pct": rate})
        self.tables["escalation.csv"] = rows

    def make_exchange(self):
        rows = []
        for currency in CURRENCIES:
            if currency == "BAM":
                years = [2020]
            else:
                first = self.current - self.random.randint(-1, 12)
                count = self.random.randint(1, 14)
                years = [year for year in range(first, first + count) if self.chance(0.85)] or [first]
            for year in years:
                rows += self.exchange_year(currency, year)
        if self.chance(0.3):
            self.random.shuffle(rows)
        self.tables["exchange.csv"] = rows

    def exchange_year(self, currency, year):
        """A row for the year, rows by quarter, or both."""
        style = self.random.random()
        quarters = [""] if style < 0.7 else self.random.sample(("1", "2", "3", "4"), self.random.randint(1, 4))
        if style > 0.9:
            quarters.append("")
        level = CURRENCY_LEVEL[currency]
        return [{"currency": currency, "fiscal_year": str(year), "quarter": quarter and "Q" + quarter,
                 "budget_rate": "%.*f" % (self.pick((2, 4, 6)), level * self.random.uniform(0.8, 1.2)),
                 "actual_rate": self.maybe(0.2, "%.4f" % level)} for quarter in quarters]

    def make_categories(self):
        builtins = list(PLAIN_BUILTINS) + (list(SPLIT_BUILTINS) if self.ambiguous else [])
        bare = self.random.sample(builtins, self.random.randint(0, 4))
        partial = self.random.sample([name for name in PLAIN_BUILTINS + SPLIT_BUILTINS if name not in bare],
                                     self.random.randint(0, 4))
        full = self.random.sample(FULL_CATEGORIES, self.random.randint(4, len(FULL_CATEGORIES)))
        self.category_names = full + partial + bare
        self.tables["categories.csv"] = [self.full_category(name) for name in full] + [
            self.partial_category(name) for name in partial]

    def category_source(self):
        return self.pick(POST_SOURCES * 3 + ("CENTRAL_GITM", "CENTRAL_RADIO", "GSO") + SHARED_SOURCES)

    def full_category(self, name):
        return {"category": name, "name": name.title(),
                "plan_category": self.maybe(0.3, self.pick(PLAN_CATEGORIES)),
                "cycle_months": str(self.random.randint(SHORTEST_COVERED_CYCLE, 120)),
                "object_class": self.pick(("31.0", "31.0", "26.0", "25.2", "22.0")),
                "lead_months": str(self.random.randint(1, 12)), "escalation_class": self.pick(CLASSES),
                "funding_source": self.category_source(), "cost_center": self.maybe(0.3, self.pick(COST_CENTERS))}

    def partial_category(self, name):
        """A row that gives the payer and little else: the built-in values of empty cells stay."""
        return {"category": name, "name": "", "plan_category": self.maybe(0.2, self.pick(PLAN_CATEGORIES)),
                "cycle_months": self.maybe(0.3, str(self.random.randint(SHORTEST_COVERED_CYCLE, 90))),
                "object_class": self.maybe(0.2, "26.0"), "lead_months": self.maybe(0.3, "7"),
                "escalation_class": self.maybe(0.5, self.pick(CLASSES)),
                "funding_source": self.category_source(), "cost_center": self.maybe(0.2, self.pick(COST_CENTERS))}

    def make_models(self):
        """M1 is plain; the others carry facts of their own, M5 and M6 also their category."""
        rows = [{"model": "M1", "manufacturer": "Acme", "category": "", "end_of_support": "", "cycle_months": "",
                 "replace_with": ""}]
        for name in ("M2", "M3", "M4", "M5", "M6"):
            rows.append({
                "model": name, "manufacturer": "",
                "category": self.pick(self.category_names) if name in ("M5", "M6") else "",
                "end_of_support": self.maybe(0.5, self.day(self.shift(-36), self.shift(60)).isoformat()),
                "cycle_months": self.maybe(0.4, str(self.random.randint(SHORTEST_COVERED_CYCLE, 100))),
                "replace_with": self.maybe(0.4, self.pick(self.category_names)) if name in ("M3", "M4", "M6") else ""})
        self.tables["models.csv"] = rows

    def make_locations(self):
        rows = [{"location": "VAULT*", "site": "Chancery", "post": "Testville", "network": "CAA"},
                {"location": "Annex", "site": "Annex", "post": "Testville", "network": "NON-CAA"},
                {"location": "Annex*", "site": "Annex", "post": "Testville", "network": "CAA"},
                {"location": "Roof*", "site": "Chancery", "post": "Testville", "network": "NON-CAA"},
                {"location": "Roof East*", "site": "Chancery", "post": "Testville", "network": "CAA"}]
        if self.chance(0.4):
            rows.append({"location": "*", "site": "Elsewhere", "post": "", "network": self.pick(NETWORKS)})
        self.tables["locations.csv"] = self.random.sample(rows, self.random.randint(2, len(rows)))

    def make_prices(self):
        rows, seen = [], set()
        for category in self.category_names:
            for _attempt in range(self.random.randint(0, 4)):
                model = self.pick(("", "", "", "M1", "M2", "M3", "M4", "M5"))
                network = self.pick(("", "", "CAA", "NON-CAA"))
                if (category, model, network) not in seen:
                    seen.add((category, model, network))
                    rows.append(self.price_row(category, model, network))
        self.tables["prices.csv"] = rows

    def price_row(self, category, model, network):
        return {"category": category, "model": model, "network": network, "unit_price": self.amount(20, 9000),
                "currency": self.pick(("", "USD", "USD", "USD") + CURRENCIES),
                "price_year": str(self.random.randint(self.current - 5, self.current + 2)),
                "freight": self.maybe(0.4, self.amount(1, 400)), "install": self.maybe(0.4, self.amount(1, 300)),
                "replacement": self.maybe(0.2, "Model of the year")}

    # -- inventory

    def shift(self, months):
        return judge.add_months(self.as_of, months)

    def make_inventory(self):
        self.tables["inventory.csv"] = [self.inventory_row(number) for number in range(self.asset_count)]

    def inventory_row(self, number):
        model = self.pick(("", "", "M1", "M2", "M3", "M4", "M5", "M6", "M99"))
        category = "" if model in ("M5", "M6") and self.chance(0.5) else self.pick(self.category_names)
        acquired = self.day(self.shift(-170), self.as_of)
        if self.chance(0.03):  # after as-of: not active
            acquired = self.day(self.shift(1), self.shift(14))
        in_service = self.day(acquired, acquired + timedelta(days=200)) if self.chance(0.4) else None
        row = {
            "asset_tag": "T%06d" % number, "category": category, "model": model,
            "network": self.maybe(0.6, self.pick(NETWORKS)), "location": self.pick(LOCATION_CELLS),
            "status": self.pick(STATUSES), "quantity": self.pick(("", "1", "1", "2", "7", "40", "333")),
            "acquired": acquired.isoformat(), "in_service": in_service.isoformat() if in_service else "",
            "unit_cost": self.pick(("", "0") + (None,) * 8), "currency": self.pick(("", "USD", "USD") + CURRENCIES),
            "funding_source": self.asset_source(), "cost_center": self.maybe(0.2, self.pick(COST_CENTERS)),
            "cycle_months": self.pick(("",) * 8 + ("36", "31", "18", "7", "60", "12")),
            "end_of_support": self.maybe(0.25, self.day(self.shift(-60), self.shift(90)).isoformat()),
            "decision": "", "replace_by": "", "replace_with": self.maybe(0.12, self.pick(self.category_names)),
        }
        if row["unit_cost"] is None:
            row["unit_cost"] = self.amount(10, 20000)
        self.decide(row)
        self.make_dates_meet(row)
        return row

    def asset_source(self):
        return self.pick(("",) * 6 + POST_SOURCES * 2 + OTHER_SOURCES + SHARED_SOURCES * 2 + ("NEVER_HEARD",))

    def decide(self, row):
        kind = self.random.random()
        when = self.day(self.shift(-14), self.shift(100)).isoformat()
        if kind < 0.06:
            row["decision"] = "retire"
            row["replace_by"] = self.maybe(0.2, when)
        elif kind < 0.16:
            row["decision"], row["replace_by"] = "hold", when
        elif kind < 0.24:
            row["decision"], row["replace_by"] = "replace", self.maybe(0.85, when)
        elif kind < 0.30:
            row["replace_by"] = when

    def make_dates_meet(self, row):
        """Sometimes end of support or the decision falls exactly on the due date, or due on as-of."""
        if row["cycle_months"] and self.chance(0.3):
            base = date.fromisoformat(row["in_service"] or row["acquired"])
            due = judge.add_months(base, int(row["cycle_months"])).isoformat()
            row[self.pick(("end_of_support",) if row["decision"] != "hold" else ("end_of_support", "replace_by"))] = due
        elif self.chance(0.02):
            row["cycle_months"], row["acquired"], row["in_service"] = "60", self.shift(-60).isoformat(), ""

    def split_inventory(self):
        """Part of the assets in a second file with its columns in another order."""
        rows = self.tables["inventory.csv"]
        if self.chance(0.3) and len(rows) > 10:
            cut = self.random.randint(1, len(rows) - 1)
            self.tables["inventory-annex.csv"] = [dict(reversed(list(row.items()))) for row in rows[cut:]]
            self.tables["inventory.csv"] = rows[:cut]

    # -- projects, licences, staff

    def line_source(self):
        return self.pick(("",) + POST_SOURCES * 2 + SHARED_SOURCES + ("CENTRAL_CA", "GSO", "NEVER_HEARD"))

    def object_class(self, choices):
        """No default is given for these lines, so an empty cell would be a matter of reading."""
        return "" if self.ambiguous and self.chance(0.2) else self.pick(choices)

    def make_projects(self):
        if self.chance(0.25):
            return
        rows = []
        for number in range(self.random.randint(1, 8)):
            first = self.random.randint(self.current, self.last + 1)
            recurring = self.chance(0.3)
            rows.append({
                "project": "P%02d" % number, "title": "Project %d" % number, "fiscal_year": str(first),
                "amount": self.amount(100, 90000), "plan_category": self.pick(PLAN_CATEGORIES),
                "request": self.pick(("", "target", "over_target")), "priority": self.pick(("", "1", "5")),
                "approval": self.pick(("", "pending", "approved", "approved", "denied")),
                "recurring_until": str(first + self.random.randint(0, 6)) if recurring else "",
                "escalation_class": self.pick(CLASSES) if recurring else "", "replaces": "",
                "object_class": self.object_class(OBJECT_CLASSES), "funding_source": self.line_source(),
                "cost_center": self.maybe(0.3, self.pick(COST_CENTERS)),
                "currency": self.pick(("", "", "USD") + CURRENCIES)})
        self.tables["projects.csv"] = rows
        covering = rows if self.ambiguous else [row for row in rows if row["approval"] != "denied"][:1]
        for row in covering:
            if self.chance(0.6):
                row["replaces"] = self.scope()

    def scope(self):
        category = self.pick(self.category_names)
        tag = "T%06d" % self.random.randrange(self.asset_count)
        return self.pick(("category=" + category, "category=%s;network=%s" % (category, self.pick(NETWORKS)),
                          "asset_tag=" + tag, "model=M2", "network=CAA;model=M1"))

    def settle_covered_assets(self):
        """Assets a project replaces lose what would make their next cycle a matter of reading."""
        if self.ambiguous or "projects.csv" not in self.tables:
            return
        post = self.read_back()
        for row in self.tables["inventory.csv"]:
            asset = judge.Asset(post, row)
            if judge.covering_year(post, asset) is None:
                continue
            row["category"] = asset.held
            row["model"] = "M1" if row["model"] in ("M3", "M4", "M6") else row["model"]
            row["replace_with"] = row["replace_by"] = ""
            row["decision"] = "" if row["decision"] == "hold" else row["decision"]
            if row["cycle_months"] and int(row["cycle_months"]) < SHORTEST_COVERED_CYCLE:
                row["cycle_months"] = ""

    def make_licenses(self):
        if self.chance(0.25):
            return
        self.tables["licenses.csv"] = [self.license_row(number) for number in range(self.random.randint(1, 8))]

    def license_row(self, number):
        term = self.pick(("", "12", "12", "24", "36", "6", "1"))
        yearly = term not in ("6", "1")  # of shorter terms only some renewals start on 1 October
        end = self.day(self.as_of, self.shift(40))
        kind = self.pick(("subscription", "subscription", "maintenance"))
        row = {"license_id": "L%02d" % number, "product": "Product %d" % number, "type": kind, "qty_owned": "25",
               "start": "", "end": "", "term_months": term, "annual_cost": "", "charge_before": "",
               "escalation_class": self.maybe(0.5, self.pick(CLASSES)),
               "object_class": self.object_class(OBJECT_CLASSES),
               "funding_source": self.line_source(), "cost_center": self.maybe(0.3, self.pick(COST_CENTERS)),
               "currency": self.pick(("", "", "USD") + CURRENCIES)}
        if self.chance(0.12):
            row["type"] = "perpetual"
            if not (self.ambiguous and self.chance(0.5)):
                return row
        if self.ambiguous and self.chance(0.4) and kind == "subscription":
            row["charge_before"] = "yes"
            end = date(self.pick((self.as_of.year + 1, self.as_of.year + 2)), 9, 30)
        elif kind == "subscription" and yearly and self.chance(0.4):
            # A class without escalation leaves no question in which year's price the moved renewal is charged.
            row["charge_before"], row["escalation_class"] = "yes", "flat"
            row["currency"] = "USD"
            end = date(self.pick((self.as_of.year + 1, self.as_of.year + 2)), 9, 30)
        renewal = end + timedelta(days=1)
        start = judge.add_months(renewal, -int(term or 12))
        if self.ambiguous:
            start = self.day(self.shift(-60), start) if self.chance(0.5) else start
        row["start"], row["end"] = self.maybe(0.6, start.isoformat()), end.isoformat()
        row["annual_cost"] = self.amount(50, 30000)
        return row

    def add_flat_class(self):
        """The class that charge_before licences use: one rate of nothing."""
        self.tables["escalation.csv"].append({"class": "flat", "fiscal_year": "2020", "rate_pct": "0"})

    def make_staff(self):
        if self.chance(0.25):
            return
        rows = []
        for number in range(self.random.randint(1, 6)):
            start = self.maybe(0.5, self.day(self.shift(-60), self.shift(60)).isoformat())
            first = date.fromisoformat(start) if start else self.as_of
            rows.append({
                "position": "S%02d" % number, "title": "Technician",
                "type": self.pick(("LE", "EFM", "contract", "USDH")),
                "annual_cost": self.amount(8000, 90000),
                "cost_year": self.pick(("", str(self.current - 2), str(self.current - 1), str(self.current + 1))),
                "start": start, "end": self.maybe(0.3, self.day(first, judge.add_months(first, 70)).isoformat()),
                "share_pct": self.pick(("", "100", "100", "50", "37.5", "80")),
                "object_class": self.object_class(("11.1", "11.3", "11.8")), "funding_source": self.line_source(),
                "cost_center": self.maybe(0.3, self.pick(COST_CENTERS)),
                "currency": self.pick(("", "USD") + CURRENCIES)})
        self.tables["staff.csv"] = rows

    # -- the whole

    def read_back(self):
        """The post as made so far, read as the judge reads it."""
        self.write()
        return judge.Post(self.folder)

    def add_missing_prices(self):
        """The planner refuses a post that must pay for a category without a price."""
        post = self.read_back()
        assets = [judge.Asset(post, row) for row in post.inventory]
        missing = {asset.bought.name for asset in assets
                   if asset.active and asset.payer == "post" and judge.price_parts(post, asset) is None}
        for category in sorted(missing):
            self.tables["prices.csv"].append(self.price_row(category, "", ""))

    def write(self):
        for name, rows in self.tables.items():
            if rows:
                cells = [[row[column] for column in rows[0]] for row in rows]
                judge.write_table(self.folder, name, list(rows[0]), cells)

    def make(self, folder):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):  # nothing of an earlier post may stay
            if name.endswith(".csv"):
                os.remove(os.path.join(folder, name))
        for step in (self.make_settings, self.make_funding, self.make_shares, self.make_cost_centers,
                     self.make_escalation, self.make_exchange, self.make_categories, self.make_models,
                     self.make_locations, self.make_prices, self.make_projects, self.make_licenses,
                     self.add_flat_class, self.make_staff, self.make_inventory, self.settle_covered_assets,
                     self.split_inventory, self.add_missing_prices, self.write):
            step()


def make_post(seed, folder, assets=120, ambiguous=False):
    Maker(seed, assets, ambiguous).make(folder)


def main():
    parser = argparse.ArgumentParser(description="Makes a random post folder.")
    parser.add_argument("seed", type=int)
    parser.add_argument("folder")
    parser.add_argument("--assets", type=int, default=120)
    parser.add_argument("--ambiguous", action="store_true", help="also cases where the words leave a choice")
    options = parser.parse_args()
    make_post(options.seed, options.folder, options.assets, options.ambiguous)


if __name__ == "__main__":
    main()
