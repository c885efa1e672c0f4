#!/usr/bin/env python3
"""An independent calculation of the planning rules, kept apart from the C code on purpose.

    judge.py POSTDIR OUTDIR

Reads a clean post folder (canonical headers, ISO dates, plain amounts) and writes assets.csv, schedule.csv,
lines.csv, totals.csv and object_class.csv as sections 4 to 5.3 and 7 of the specification define them.
Services, ICASS, ceilings and spares are left out. It is written from the words of the specification only, so that an
error of reading in one of the two programs shows as a difference. Where the words leave a choice, the comment
says "Reading:".
"""
import calendar
import csv
import os
import sys
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

ACTIVE_STATUSES = {"in_use", "in_repair"}
SPARE_STATUSES = {"spare", "in_stock"}
BUILTIN_PAYERS = {
    "POST_DP": "post", "POST_ICASS": "post", "POST_PD": "post", "POST_OTHER": "post",
    "CENTRAL_GITM": "central", "CENTRAL_CA": "central", "CENTRAL_DTSPO": "central", "CENTRAL_RADIO": "central",
    "OTHER_AGENCY": "other",
}
TELECOM = "Telecommunications"
POUCH = "Pouch and mail operations"

# name, cycle in years, default payer, object class, lead months, price trend in percent, plan category.
# Reading: "POST" means no default of its own (POST_DP in the end); of two payers the first named counts.
BUILTIN_TABLE = [
    ("desktop", 4, "POST_ICASS", "31.0", 3, "2", ""),
    ("laptop", 4, "", "31.0", 3, "2", ""),
    ("laptop-travel", 3, "", "31.0", 3, "2", ""),
    ("gitm-workstation", 4, "CENTRAL_GITM", "31.0", 9, "0", ""),
    ("monitor", 8, "", "31.0", 3, "1", ""),
    ("printer", 6, "", "31.0", 3, "2", ""),
    ("server", 5, "", "31.0", 4, "3", ""),
    ("storage", 5, "", "31.0", 4, "3", ""),
    ("hard-disk", 5, "", "26.0", 2, "0", ""),
    ("ssd", 5, "", "26.0", 2, "0", ""),
    ("network-switch", 6, "", "31.0", 4, "2", ""),
    ("router", 6, "", "31.0", 5, "2", ""),
    ("nen-kit", 5, "POST_ICASS", "31.0", 3, "2", ""),
    ("ups", 8, "", "31.0", 4, "3", ""),
    ("ups-battery", 4, "", "26.0", 3, "3", ""),
    ("pbx", 10, "POST_ICASS", "31.0", 12, "3", TELECOM),
    ("telephone", 8, "POST_ICASS", "31.0", 4, "2", TELECOM),
    ("radio", 8, "CENTRAL_RADIO", "31.0", 6, "3", TELECOM),
    ("radio-mobile", 10, "CENTRAL_RADIO", "31.0", 8, "3", TELECOM),
    ("radio-battery", 2, "", "26.0", 3, "2", TELECOM),
    ("hf-radio", 10, "CENTRAL_RADIO", "31.0", 8, "3", TELECOM),
    ("satellite", 5, "", "31.0", 5, "2", TELECOM),
    ("mobile-phone", 3, "", "31.0", 2, "3", TELECOM),
    ("tablet", 4, "", "31.0", 2, "2", ""),
    ("video-conference", 6, "", "31.0", 5, "2", ""),
    ("caa-workstation", 4, "", "31.0", 9, "2", ""),
    ("mail-xray", 10, "", "31.0", 9, "3", POUCH),
    ("mail-machine", 8, "POST_ICASS", "31.0", 4, "2", POUCH),
]
GENERAL_RATES = {2025: 3.1, 2026: 2.4, 2027: 2.0, 2028: 2.0}
ALWAYS = -10000  # first year of a built-in class that has one rate for every year
STAFF_OBJECT_CLASS = {"LE": "11.1", "EFM": "11.3", "contract": "11.8", "USDH": "11.1"}


class BadPost(Exception):
    """The post folder breaks a rule that the planner must refuse."""


# ---------------------------------------------------------------------------------------------- small helpers

def fiscal_year(day):
    return day.year + (1 if day.month >= 10 else 0)


def year_opens(year):
    return date(year - 1, 10, 1)


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def round_half_away(value):
    """Whole number nearest to an exact value; halves go away from zero."""
    value = Fraction(value)
    twice = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return twice if value >= 0 else -twice


def to_cents(text):
    cents = Fraction(text) * 100
    if cents.denominator != 1:
        raise BadPost("amount with parts of a cent: " + text)
    return int(cents)


def money(cents):
    sign = "-" if cents < 0 else ""
    return "%s%d.%02d" % (sign, abs(cents) // 100, abs(cents) % 100)


def to_date(text):
    return date.fromisoformat(text) if text else None


def read_table(folder, name):
    """Rows of one file as dictionaries; an absent file is an empty table."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, newline="", encoding="utf-8-sig") as stream:
        return [{key: (value or "").strip() for key, value in row.items() if key}
                for row in csv.DictReader(stream)]


def write_table(folder, name, header, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def largest_remainder(cents, percents):
    """Divides whole cents by percentages; what is left goes to the largest remainders, ties in file order."""
    exact = [Fraction(abs(cents)) * percent / 100 for percent in percents]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[:abs(cents) - sum(parts)]:
        parts[i] += 1
    return [-part for part in parts] if cents < 0 else parts


# ---------------------------------------------------------------------------------------------- rates

class Escalation:
    """Rates by class and fiscal year; a year without one uses the latest earlier, before the first it is 0."""

    def __init__(self, rows):
        self.rates = {"personnel": {ALWAYS: 3.1}, "software": {ALWAYS: 5.0},
                      "service": dict(GENERAL_RATES), "general": dict(GENERAL_RATES)}
        for entry in BUILTIN_TABLE:
            self.rates[builtin_class(entry[0])] = {ALWAYS: float(entry[5])}
        given = defaultdict(dict)
        for row in rows:
            given[row["class"]][int(row["fiscal_year"])] = float(row["rate_pct"])
        self.rates.update(given)
        self.factors = {}

    def rate(self, name, year):
        if name not in self.rates:
            raise BadPost("class without any rate: " + name)
        earlier = [known for known in self.rates[name] if known <= year]
        return self.rates[name][max(earlier)] if earlier else 0.0

    def factor(self, name, from_year, to_year):
        """Double precision, the product exactly in the order of the rule."""
        key = name, from_year, to_year
        if key not in self.factors:
            factor = 1.0
            for year in range(from_year + 1, to_year + 1):
                factor = factor * (1 + self.rate(name, year) / 100)
            self.factors[key] = factor
        return self.factors[key]

    def exact(self, amount, name, from_year, to_year):
        """The escalated amount before rounding."""
        if to_year <= from_year:
            return Fraction(amount)
        return Fraction(float(amount) * self.factor(name, from_year, to_year))

    def rounded(self, amount, name, from_year, to_year):
        return round_half_away(self.exact(amount, name, from_year, to_year))


def builtin_class(category):
    return "builtin " + category


class Exchange:
    """Budget rates in units per dollar, kept exactly as written."""

    def __init__(self, rows):
        found = defaultdict(dict)
        for row in rows:
            # A row for the whole year outranks any quarter of it.
            quarter = row.get("quarter", "").upper().replace("Q", "")
            rank = int(quarter) if quarter else 5
            year = found[row["currency"]].setdefault(int(row["fiscal_year"]), {})
            year[rank] = Fraction(row["budget_rate"])
        self.rates = {currency: {year: ranks[max(ranks)] for year, ranks in years.items()}
                      for currency, years in found.items()}

    def rate(self, currency, year):
        years = self.rates.get(currency)
        if not years:
            raise BadPost("currency without any rate: " + currency)
        earlier = [known for known in years if known <= year]
        return years[max(earlier) if earlier else min(years)]

    def dollars(self, cents, currency, year):
        if not currency or currency == "USD":
            return cents
        return round_half_away(cents / self.rate(currency, year))


# ---------------------------------------------------------------------------------------------- the post

class Category:
    def __init__(self, name):
        self.name = name
        self.cycle = None
        self.source = self.plan_category = self.cost_center = ""
        self.object_class = "31.0"
        self.lead = 0
        self.escalation_class = "general"

    def override(self, row):
        """An empty cell keeps the value there was."""
        self.cycle = int(row["cycle_months"]) if row.get("cycle_months") else self.cycle
        self.source = row.get("funding_source") or self.source
        self.plan_category = row.get("plan_category") or self.plan_category
        self.cost_center = row.get("cost_center") or self.cost_center
        self.object_class = row.get("object_class") or self.object_class
        self.lead = int(row["lead_months"]) if row.get("lead_months") else self.lead
        self.escalation_class = row.get("escalation_class") or self.escalation_class

    def plan_category_on(self, network):
        if self.plan_category:
            return self.plan_category
        return "CAA equipment" if network == "CAA" else "Non-CAA equipment"


def builtin_categories():
    found = {}
    for name, years, source, object_class, lead, _rate, plan_category in BUILTIN_TABLE:
        category = found[name] = Category(name)
        category.cycle = years * 12
        category.source = source
        category.object_class = object_class
        category.lead = lead
        category.plan_category = plan_category
        category.escalation_class = builtin_class(name)
    return found


class Locations:
    """The exact row counts, else the longest row that ends in a star; case is ignored."""

    def __init__(self, rows):
        self.exact = {}
        self.prefixes = {}
        for row in rows:
            name = row["location"].casefold()
            if name.endswith("*"):
                self.prefixes[name[:-1]] = row
            else:
                self.exact[name] = row

    def find(self, location):
        name = location.casefold()
        if not name:
            return {}
        if name in self.exact:
            return self.exact[name]
        fitting = [prefix for prefix in self.prefixes if name.startswith(prefix)]
        return self.prefixes[max(fitting, key=len)] if fitting else {}


class Post:
    """Every table of the folder, and the settings with their defaults."""

    def __init__(self, folder):
        settings = {row["key"]: row["value"] for row in read_table(folder, "settings.csv")}
        self.as_of = to_date(settings["as_of"])
        self.current = fiscal_year(self.as_of)
        self.last = self.current + int(settings.get("years") or 6) - 1
        self.trigger = settings.get("replacement_trigger") or "earliest"
        self.budget_on = settings.get("budget_on") or "due"
        self.replace_spares = settings.get("replace_spares") == "yes"
        self.freight_class = settings.get("freight_object_class") or "22.0"
        self.install_class = settings.get("install_object_class") or "25.2"
        self.first_buy = int(settings.get("first_buy_year") or self.default_first_buy())
        if self.first_buy < self.current:
            raise BadPost("first_buy_year before the current year")
        # The floor of rules 4 and 5: nothing is bought before today, nor before the first year with money to buy.
        self.floor = max(self.as_of, year_opens(self.first_buy))

        self.categories = builtin_categories()
        for row in read_table(folder, "categories.csv"):
            self.categories.setdefault(row["category"], Category(row["category"])).override(row)
        self.models = {row["model"]: row for row in read_table(folder, "models.csv")}
        self.locations = Locations(read_table(folder, "locations.csv"))
        self.funding = {row["funding_source"]: row for row in read_table(folder, "funding.csv")}
        self.shares = defaultdict(list)
        for row in read_table(folder, "shares.csv"):
            self.shares[row["funding_source"]].append(row)
        self.prices = {(row["category"], row.get("model", ""), row.get("network", "")): row
                       for row in read_table(folder, "prices.csv")}
        self.escalation = Escalation(read_table(folder, "escalation.csv"))
        self.exchange = Exchange(read_table(folder, "exchange.csv"))
        self.projects = read_table(folder, "projects.csv")
        self.licenses = read_table(folder, "licenses.csv")
        self.staff = read_table(folder, "staff.csv")
        self.inventory = read_inventory(folder)

    def default_first_buy(self):
        """From 1 July the current year's money can no longer buy."""
        late = self.as_of >= date(self.current, 7, 1)
        return self.current + 1 if late else self.current

    def payer(self, source):
        named = self.funding.get(source, {}).get("payer")
        return named or BUILTIN_PAYERS.get(source, "post")

    def in_plan(self, year):
        return self.current <= year <= self.last


def read_inventory(folder):
    names = sorted(name for name in os.listdir(folder)
                   if name == "inventory.csv" or (name.startswith("inventory-") and name.endswith(".csv")))
    names.sort(key=lambda name: name != "inventory.csv")
    return [row for name in names for row in read_table(folder, name)]


# ---------------------------------------------------------------------------------------------- one asset

class Asset:
    """An inventory row with every default resolved (5.1, rules 1 to 4)."""

    def __init__(self, post, row):
        model = post.models.get(row.get("model", ""), {})
        place = post.locations.find(row.get("location", ""))
        self.tag = row["asset_tag"]
        self.model = row.get("model", "")
        self.held = row.get("category") or model.get("category", "")
        self.replace_with = row.get("replace_with") or model.get("replace_with", "")
        self.bought = post.categories[self.replace_with or self.held]
        self.network = row.get("network") or place.get("network") or "NON-CAA"
        self.at_post = row.get("post") or place.get("post", "")
        self.agency = row.get("custodian_agency", "")
        self.status = row.get("status") or "in_use"
        self.quantity = int(row.get("quantity") or 1)
        self.source = row.get("funding_source") or self.bought.source or "POST_DP"
        self.payer = post.payer(self.source)
        self.cost_center = row.get("cost_center") or self.bought.cost_center
        self.acquired = to_date(row["acquired"])
        self.unit_cost = to_cents(row["unit_cost"]) if row.get("unit_cost") else 0
        self.currency = row.get("currency") or "USD"
        self.decision = row.get("decision", "")
        self.replace_by = to_date(row.get("replace_by"))
        self.base = to_date(row.get("in_service")) or self.acquired
        own_cycle = row.get("cycle_months") or model.get("cycle_months")
        self.cycle = int(own_cycle) if own_cycle else post.categories[self.held].cycle
        self.support_end = to_date(row.get("end_of_support") or model.get("end_of_support"))
        self.due, self.trigger = self.due_date(post.trigger)
        self.active = self.is_active(post)
        self.backlog = self.active and self.due < post.as_of

    def is_active(self, post):
        statuses = ACTIVE_STATUSES | (SPARE_STATUSES if post.replace_spares else set())
        return self.status in statuses and self.decision != "retire" and self.acquired <= post.as_of

    def rules_date(self, rule):
        due = add_months(self.base, self.cycle)
        end = self.support_end
        if end and ((rule == "earliest" and end < due) or (rule == "latest" and end > due)):
            return end, "end_of_support"
        return due, "cycle"

    def due_date(self, rule):
        due, trigger = self.rules_date(rule)
        if not self.replace_by:
            return due, trigger
        if self.decision == "hold":
            return (self.replace_by, "hold") if self.replace_by > due else (due, trigger)
        return self.replace_by, "decision"

    def later_cycle(self):
        """Months between replacements: with replace_with always those of the category bought."""
        return self.bought.cycle if self.replace_with else self.cycle

    def scope_value(self, field):
        return {"category": self.held, "network": self.network, "funding_source": self.source,
                "plan_category": self.bought.plan_category_on(self.network), "post": self.at_post,
                "custodian_agency": self.agency, "model": self.model, "asset_tag": self.tag}[field]


def in_scope(asset, scope):
    pairs = [part.split("=", 1) for part in scope.split(";") if part.strip()]
    return all(asset.scope_value(field.strip()) == value.strip() for field, value in pairs)


def covering_year(post, asset):
    """Fiscal year of the project that replaces the asset. Reading: of several the latest; a denied one has none."""
    years = [int(row["fiscal_year"]) for row in post.projects
             if row.get("replaces") and row.get("approval") != "denied" and in_scope(asset, row["replaces"])]
    return max(years, default=None)


# ---------------------------------------------------------------------------------------------- schedule

class Replacement:
    def __init__(self, asset, sequence, year, when, order_by):
        self.asset = asset
        self.sequence = sequence
        self.year = year
        self.when = when
        self.order_by = order_by
        self.parts = None  # (object class, cents) of one unit in dollars; None: cost unknown

    def unit_price(self):
        return None if self.parts is None else sum(cents for _name, cents in self.parts)


def first_replacement(post, asset):
    year = covering_year(post, asset)
    if year is None:
        return max(asset.due, post.floor)
    # The project renews the asset: its next cycle starts on the first day of the project's year.
    return max(add_months(year_opens(year), asset.later_cycle()), post.floor)


def replacements(post, asset):
    """Every replacement of an active asset whose budget year falls in the plan."""
    if not asset.active:
        return
    when = first_replacement(post, asset)
    covered_to = covering_year(post, asset) or 0
    sequence = 1
    while True:
        order_by = max(add_months(when, -asset.bought.lead), post.floor)
        year = fiscal_year(order_by if post.budget_on == "order" else when)
        if year > post.last:
            return
        if post.in_plan(year) and year > covered_to:
            yield Replacement(asset, sequence, year, when, order_by)
        sequence += 1
        when = add_months(when, asset.later_cycle())


def find_price_row(post, asset):
    """Best match first; the model is the one held, the category the one bought."""
    for model, network in ((asset.model, asset.network), (asset.model, ""), ("", asset.network), ("", "")):
        row = post.prices.get((asset.bought.name, model, network))
        if row:
            return row
    return None


def price_parts(post, asset):
    """(object class, cents, currency, year of the price) of one unit; None when no price is known."""
    row = find_price_row(post, asset)
    if row:
        classes = (("unit_price", asset.bought.object_class), ("freight", post.freight_class),
                   ("install", post.install_class))
        return [(object_class, to_cents(row[field]), row.get("currency") or "USD", int(row["price_year"]))
                for field, object_class in classes if row.get(field)]
    if asset.bought.name == asset.held and asset.unit_cost:
        return [(asset.bought.object_class, asset.unit_cost, asset.currency, fiscal_year(asset.acquired))]
    return None


def part_in_year(post, asset, part, year):
    object_class, cents, currency, from_year = part
    own = post.escalation.rounded(cents, asset.bought.escalation_class, from_year, year)
    return object_class, post.exchange.dollars(own, currency, year)


def build_schedule(post, assets):
    """All replacements with their prices, and the categories that lack a price the post must pay."""
    schedule, missing = [], set()
    for asset in assets:
        parts = price_parts(post, asset)
        for replacement in replacements(post, asset):
            if parts is not None:
                replacement.parts = [part_in_year(post, asset, part, replacement.year) for part in parts]
            elif asset.payer == "post":
                missing.add(asset.bought.name)
            schedule.append(replacement)
    return schedule, missing


# ---------------------------------------------------------------------------------------------- lines

class Lines:
    """Amounts by line key and fiscal year. Equal keys are one line."""

    FIELDS = ("kind", "item", "plan_category", "network", "object_class", "funding_source", "cost_center")

    def __init__(self):
        self.amounts = defaultdict(lambda: defaultdict(int))

    def add(self, key, year, cents):
        self.amounts[key][year] += cents

    def divided(self, shares):
        """The lines after each line of a shared source is divided, year by year, among its shares."""
        result = Lines()
        for key, years in self.amounts.items():
            for year, cents in years.items():
                for part_key, part in divide_line(key, cents, shares):
                    result.add(part_key, year, part)
        return result

    def rows(self):
        for key in sorted(self.amounts):
            for year in sorted(self.amounts[key]):
                yield dict(zip(self.FIELDS, key)), year, self.amounts[key][year]


def divide_line(key, cents, shares):
    *front, source, cost_center = key
    if source not in shares:
        return [(key, cents)]
    rows = shares[source]
    parts = largest_remainder(cents, [Fraction(row["share_pct"]) for row in rows])
    return [(tuple(front) + (row["to_source"], row.get("cost_center") or cost_center), part)
            for row, part in zip(rows, parts)]


def lifecycle_lines(post, schedule, lines):
    for replacement in schedule:
        asset = replacement.asset
        if asset.payer != "post":
            continue
        for object_class, cents in replacement.parts:
            key = ("lifecycle", asset.bought.name, asset.bought.plan_category_on(asset.network), asset.network,
                   object_class, asset.source, asset.cost_center)
            lines.add(key, replacement.year, cents * asset.quantity)


def item_key(kind, item, plan_category, row, default_class):
    return (kind, item, plan_category, "", row.get("object_class") or default_class,
            row.get("funding_source") or "POST_DP", row.get("cost_center", ""))


def post_pays(post, row):
    return post.payer(row.get("funding_source") or "POST_DP") == "post"


def project_lines(post, lines):
    """The project's year in dollars of that year; a recurring tail is escalated by its class."""
    for row in post.projects:
        # Reading: a denied project requests nothing; a pending one does.
        if row.get("approval") == "denied" or not post_pays(post, row):
            continue
        first = int(row["fiscal_year"])
        last = int(row.get("recurring_until") or first)
        key = item_key("project", row["project"], row["plan_category"], row, "31.0")
        for year in range(max(first, post.current), min(last, post.last) + 1):
            own = post.escalation.rounded(to_cents(row["amount"]), row.get("escalation_class") or "general",
                                          first, year)
            lines.add(key, year, post.exchange.dollars(own, row.get("currency"), year))


def charged_year(row, renewal):
    year = fiscal_year(renewal)
    before = (row.get("charge_before") == "yes" and row.get("type") == "subscription"
              and (renewal.month, renewal.day) == (10, 1))
    return year - 1 if before else year


def license_lines(post, lines):
    for row in post.licenses:
        # A perpetual licence without maintenance has no end and no annual cost: it costs nothing.
        if not row.get("end") or not row.get("annual_cost") or not post_pays(post, row):
            continue
        term = int(row.get("term_months") or 12)
        renewal = to_date(row["end"]) + timedelta(days=1)
        # Reading: `start` is the start of the running term; absent, one term before the renewal.
        price_year = fiscal_year(to_date(row.get("start")) or add_months(renewal, -term))
        amount = Fraction(to_cents(row["annual_cost"])) * term / 12
        default_class = "31.0" if row.get("type") == "perpetual" else "25.7"
        key = item_key("license", row["license_id"], "Software licenses", row, default_class)
        name = row.get("escalation_class") or "software"
        while charged_year(row, renewal) <= post.last:
            year = charged_year(row, renewal)
            if post.in_plan(year):
                # Reading: a renewal charged to the year before is priced in the year that pays.
                own = post.escalation.rounded(amount, name, price_year, year)
                lines.add(key, year, post.exchange.dollars(own, row.get("currency"), year))
            renewal = add_months(renewal, term)


def days_employed(row, year):
    """Days of the position in the fiscal year, both ends counted."""
    first, last = year_opens(year), date(year, 9, 30)
    start = max(to_date(row.get("start")) or first, first)
    end = min(to_date(row.get("end")) or last, last)
    return max((end - start).days + 1, 0)


def staff_lines(post, lines):
    for row in post.staff:
        # Reading: salaries of US direct hires stand outside the lines altogether.
        if row.get("type") == "USDH" or not post_pays(post, row):
            continue
        share = Fraction(row.get("share_pct") or 100) / 100
        cost_year = int(row.get("cost_year") or post.current)
        key = item_key("personnel", row["position"], "Personnel costs", row,
                       STAFF_OBJECT_CLASS.get(row.get("type"), "11.1"))
        for year in range(post.current, post.last + 1):
            year_days = (date(year, 9, 30) - year_opens(year)).days + 1
            full = post.escalation.exact(to_cents(row["annual_cost"]), "personnel", cost_year, year)
            # Reading: a position in a year is rounded once, after days and share.
            own = round_half_away(full * share * days_employed(row, year) / year_days)
            lines.add(key, year, post.exchange.dollars(own, row.get("currency"), year))


def build_lines(post, schedule):
    whole = Lines()
    lifecycle_lines(post, schedule, whole)
    project_lines(post, whole)
    license_lines(post, whole)
    staff_lines(post, whole)
    return whole.divided(post.shares)


# ---------------------------------------------------------------------------------------------- results

def yes_no(value):
    return "yes" if value else "no"


def write_assets(folder, assets):
    header = ("asset_tag,category,network,status,funding_source,payer,quantity,base_date,cycle_months,due_date,"
              "trigger,due_fy,backlog,included").split(",")
    write_table(folder, "assets.csv", header, [
        (a.tag, a.held, a.network, a.status, a.source, a.payer, a.quantity, a.base, a.cycle, a.due, a.trigger,
         fiscal_year(a.due), yes_no(a.backlog), yes_no(a.active)) for a in assets])


def write_schedule(folder, schedule):
    header = ("asset_tag,sequence,fiscal_year,replace_on,order_by,category,network,funding_source,payer,quantity,"
              "unit_price,amount").split(",")
    rows = []
    for r in schedule:
        unit = r.unit_price()
        prices = ("", "") if unit is None else (money(unit), money(unit * r.asset.quantity))
        rows.append((r.asset.tag, r.sequence, r.year, r.when, r.order_by, r.asset.bought.name, r.asset.network,
                     r.asset.source, r.asset.payer, r.asset.quantity) + prices)
    write_table(folder, "schedule.csv", header, rows)


def write_lines(folder, lines):
    header = "line_id,kind,plan_category,title,network,object_class,funding_source,cost_center,fiscal_year,amount"
    rows = [(number, line["kind"], line["plan_category"], line["item"], line["network"], line["object_class"],
             line["funding_source"], line["cost_center"], year, money(cents))
            for number, (line, year, cents) in enumerate(lines.rows(), 1)]
    write_table(folder, "lines.csv", header.split(","), rows)


def write_sums(folder, name, lines, field):
    """Lines summed by fiscal year, the field and the funding source."""
    sums = defaultdict(int)
    for line, year, cents in lines.rows():
        sums[year, line[field], line["funding_source"]] += cents
    write_table(folder, name, ("fiscal_year", field, "funding_source", "amount"),
                [key + (money(cents),) for key, cents in sorted(sums.items())])


def judge(post_folder, out_folder):
    post = Post(post_folder)
    assets = [Asset(post, row) for row in post.inventory]
    schedule, missing = build_schedule(post, assets)
    if missing:
        raise BadPost("no price for " + ", ".join(sorted(missing)))
    lines = build_lines(post, schedule)
    os.makedirs(out_folder, exist_ok=True)
    write_assets(out_folder, assets)
    write_schedule(out_folder, schedule)
    write_lines(out_folder, lines)
    write_sums(out_folder, "totals.csv", lines, "plan_category")
    write_sums(out_folder, "object_class.csv", lines, "object_class")


def main(arguments):
    if len(arguments) != 2:
        sys.exit("usage: judge.py POSTDIR OUTDIR")
    try:
        judge(*arguments)
    except BadPost as fault:
        sys.exit("judge.py: %s: %s" % (arguments[0], fault))


if __name__ == "__main__":
    main(sys.argv[1:])
